package org.isthmus.model.mesh.format;

import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;

/// An affine map `p ↦ A p + t`, which may shear and mirror: what nodes of scene files hold.
///
/// @param x first column of `A`
/// @param y second column
/// @param z third column
/// @param t translation
record Affine(Vec3 x, Vec3 y, Vec3 z, Vec3 t) {
    static final Affine IDENTITY = new Affine(Vec3.X, Vec3.Y, Vec3.Z, Vec3.ZERO);

    /// From the sixteen numbers of a homogeneous matrix, row by row; the last row is taken as 0 0 0 1.
    static Affine ofRows(double[] m) {
        return new Affine(new Vec3(m[0], m[4], m[8]), new Vec3(m[1], m[5], m[9]), new Vec3(m[2], m[6], m[10]),
                new Vec3(m[3], m[7], m[11]));
    }

    /// From the sixteen numbers of a homogeneous matrix, column by column.
    static Affine ofColumns(double[] m) {
        return new Affine(Vec3.of(m, 0), Vec3.of(m, 4), Vec3.of(m, 8), Vec3.of(m, 12));
    }

    static Affine translation(Vec3 t) {
        return new Affine(Vec3.X, Vec3.Y, Vec3.Z, t);
    }

    static Affine rotation(Rotation r) {
        return new Affine(r.columnX(), r.columnY(), r.columnZ(), Vec3.ZERO);
    }

    static Affine scale(Vec3 s) {
        return new Affine(Vec3.X.times(s.x()), Vec3.Y.times(s.y()), Vec3.Z.times(s.z()), Vec3.ZERO);
    }

    /// First `b`, then this.
    Affine times(Affine b) {
        return new Affine(direction(b.x), direction(b.y), direction(b.z), point(b.t));
    }

    Vec3 direction(Vec3 d) {
        return x.times(d.x()).plus(y.times(d.y())).plus(z.times(d.z()));
    }

    Vec3 point(Vec3 p) {
        return direction(p).plus(t);
    }

    /// The direction of a surface's normal after the map: by the inverse transpose of `A`, up to its length.
    Vec3 normal(Vec3 n) {
        Vec3 cofactor = y.cross(z).times(n.x()).plus(z.cross(x).times(n.y())).plus(x.cross(y).times(n.z()));
        return (mirrors() ? cofactor.negate() : cofactor).normalized();
    }

    /// Whether the map turns right hands into left ones.
    boolean mirrors() {
        return x.dot(y.cross(z)) < 0;
    }
}
