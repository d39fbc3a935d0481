package org.isthmus.physics.trace;

import org.isthmus.core.math.Quat;

/// A traced quaternion `w + x i + y j + z k`.
///
/// @param v (x, y, z)
public record Quaternion(Expr w, Vec v) {
    private static final double MIN_SINE = 1e-15;

    public static Quaternion constant(Graph g, Quat q) {
        return new Quaternion(g.constant(q.w()), new Vec(g.constant(q.x()), g.constant(q.y()), g.constant(q.z())));
    }

    /// Four numbers of an array: w, x, y, z.
    public static Quaternion of(Expr[] values, int at) {
        return new Quaternion(values[at], new Vec(values[at + 1], values[at + 2], values[at + 3]));
    }

    public Quaternion times(Quaternion b) {
        return new Quaternion(w.times(b.w).minus(v.dot(b.v)), b.v.times(w).plus(v.times(b.w)).plus(v.cross(b.v)));
    }

    public Quaternion conjugate() {
        return new Quaternion(w, v.negate());
    }

    /// The rotation by this unit quaternion.
    public Mat toMat() {
        return Mat.ofQuat(w, v.x(), v.y(), v.z());
    }

    public Quaternion normalized() {
        Expr scale = w.square().plus(v.dot(v)).sqrt().reciprocal();
        return new Quaternion(w.times(scale), v.times(scale));
    }

    /// Axis times angle of this unit quaternion, the shorter way round, rad.
    public Vec toRotationVector() {
        Graph g = w.graph();
        Expr sine = v.dot(v).sqrt();
        Expr angle = Elementary.atan2(sine, w.abs()).times(2);
        Expr sign = w.ifLess(g.constant(0), g.constant(-1), g.constant(1));
        return v.times(sign.times(angle).dividedBy(sine.max(g.constant(MIN_SINE))));
    }
}
