package org.isthmus.physics.trace;

import org.isthmus.core.math.Rotation;

/// A 3×3 matrix of traced numbers, by rows; a rotation `R_AB` wherever it stands for one.
public record Mat(Vec row0, Vec row1, Vec row2) {
    /// A constant rotation. Entries within 1e-12 of 0 and ±1 become exact, so that they fold.
    public static Mat constant(Graph g, Rotation r) {
        return new Mat(row(g, r.xx(), r.xy(), r.xz()), row(g, r.yx(), r.yy(), r.yz()), row(g, r.zx(), r.zy(), r.zz()));
    }

    public static Mat identity(Graph g) {
        return constant(g, Rotation.IDENTITY);
    }

    private static Vec row(Graph g, double a, double b, double c) {
        return new Vec(g.constant(snap(a)), g.constant(snap(b)), g.constant(snap(c)));
    }

    private static double snap(double v) {
        double whole = Math.rint(v);
        return Math.abs(v - whole) < 1e-12 ? whole : v;
    }

    /// The rotation by a unit quaternion (w, x, y, z).
    public static Mat ofQuat(Expr w, Expr x, Expr y, Expr z) {
        Expr x2 = x.plus(x);
        Expr y2 = y.plus(y);
        Expr z2 = z.plus(z);
        Expr one = w.graph.constant(1);
        Expr xx = x.times(x2);
        Expr yy = y.times(y2);
        Expr zz = z.times(z2);
        return new Mat(
                new Vec(one.minus(yy).minus(zz), x.times(y2).minus(w.times(z2)), x.times(z2).plus(w.times(y2))),
                new Vec(x.times(y2).plus(w.times(z2)), one.minus(xx).minus(zz), y.times(z2).minus(w.times(x2))),
                new Vec(x.times(z2).minus(w.times(y2)), y.times(z2).plus(w.times(x2)), one.minus(xx).minus(yy)));
    }

    public Vec column(int axis) {
        return new Vec(row0.component(axis), row1.component(axis), row2.component(axis));
    }

    public Vec times(Vec v) {
        return new Vec(row0.dot(v), row1.dot(v), row2.dot(v));
    }

    /// `Rᵀ v`.
    public Vec transposeTimes(Vec v) {
        return new Vec(column(0).dot(v), column(1).dot(v), column(2).dot(v));
    }

    public Mat times(Mat b) {
        return new Mat(b.transposeTimes(row0), b.transposeTimes(row1), b.transposeTimes(row2));
    }

    public Mat transpose() {
        return new Mat(column(0), column(1), column(2));
    }
}
