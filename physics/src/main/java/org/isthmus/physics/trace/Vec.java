package org.isthmus.physics.trace;

import org.isthmus.core.math.Vec3;

/// A vector of three traced numbers.
public record Vec(Expr x, Expr y, Expr z) {
    public static Vec constant(Graph g, Vec3 v) {
        return new Vec(g.constant(v.x()), g.constant(v.y()), g.constant(v.z()));
    }

    public static Vec zero(Graph g) {
        return constant(g, Vec3.ZERO);
    }

    public Vec plus(Vec b) {
        return new Vec(x.plus(b.x), y.plus(b.y), z.plus(b.z));
    }

    public Vec minus(Vec b) {
        return new Vec(x.minus(b.x), y.minus(b.y), z.minus(b.z));
    }

    public Vec negate() {
        return new Vec(x.negate(), y.negate(), z.negate());
    }

    public Vec times(Expr s) {
        return new Vec(x.times(s), y.times(s), z.times(s));
    }

    public Vec times(double s) {
        return new Vec(x.times(s), y.times(s), z.times(s));
    }

    public Expr dot(Vec b) {
        return x.times(b.x).plus(y.times(b.y)).plus(z.times(b.z));
    }

    public Vec cross(Vec b) {
        return new Vec(y.times(b.z).minus(z.times(b.y)), z.times(b.x).minus(x.times(b.z)),
                x.times(b.y).minus(y.times(b.x)));
    }

    public Expr component(int axis) {
        return axis == 0 ? x : axis == 1 ? y : z;
    }
}
