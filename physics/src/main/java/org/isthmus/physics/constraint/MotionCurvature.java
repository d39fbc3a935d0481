package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;

/// From the curvature of a contact's cost over its rows to that over the relative motion of its links.
///
/// With `A` the contact's axes as rows, `p` its point and `P` the matrix of `p ×`, linear rows are `A (v − P ω)` and angular rows `A ω`. With
/// `S = Aᵀ H_ll A`, `M = Aᵀ H_al A` and `N = Aᵀ H_aa A`, the motion `(ω, v)` has the blocks `K_vv = S`, `K_ωv = P S + M` and
/// `K_ωω = K_ωv Pᵀ + P Mᵀ + N`.
final class MotionCurvature {
    private static final int N = 3;
    private final Graph g;
    private final Vec[] axes;
    /// Lower triangle over the rows.
    private final Expr[][] h;

    private MotionCurvature(Graph g, Mat frame, Expr[][] h) {
        this.g = g;
        axes = new Vec[]{frame.row0(), frame.row1(), frame.row2()};
        this.h = h;
    }

    /// [6][≤6] lower triangle, angular before linear.
    ///
    /// @param frame the contact's axes as rows
    /// @param h [condim][≤condim] lower triangle
    static Expr[][] of(Graph g, Mat frame, Vec point, Expr[][] h) {
        MotionCurvature all = new MotionCurvature(g, frame, h);
        int linear = Math.min(N, h.length);
        int angular = h.length - linear;
        Mat s = mirrored(all.block(0, linear, 0, linear));
        Mat m = all.block(N, angular, 0, linear);
        Mat n = all.block(N, angular, N, angular);
        Mat mixed = cross(point, s).transpose();
        mixed = new Mat(mixed.row0().plus(m.row0()), mixed.row1().plus(m.row1()), mixed.row2().plus(m.row2()));
        Mat turned = cross(point, mixed);
        Mat back = cross(point, m).transpose();
        Expr[][] k = new Expr[2 * N][2 * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                k[i][j] = entry(turned, i, j).plus(entry(back, i, j)).plus(entry(n, i, j));
                k[N + i][j] = entry(mixed, j, i);
                k[N + i][N + j] = entry(s, i, j);
            }
        }
        return k;
    }

    /// `Σ h(r, c) · axis(r) axis(c)ᵀ` over a block of rows and columns.
    private Mat block(int firstRow, int rows, int firstColumn, int columns) {
        Vec[] sum = {Vec.zero(g), Vec.zero(g), Vec.zero(g)};
        for (int r = 0; r < rows; r++) {
            Vec weighted = Vec.zero(g);
            for (int c = 0; c < columns; c++) {
                int a = firstRow + r;
                int b = firstColumn + c;
                weighted = weighted.plus(axes[c].times(h[Math.max(a, b)][Math.min(a, b)]));
            }
            for (int i = 0; i < N; i++) {
                sum[i] = sum[i].plus(weighted.times(axes[r].component(i)));
            }
        }
        return new Mat(sum[0], sum[1], sum[2]);
    }

    /// The lower triangle in both.
    private static Mat mirrored(Mat m) {
        return new Mat(new Vec(m.row0().x(), m.row1().x(), m.row2().x()),
                new Vec(m.row1().x(), m.row1().y(), m.row2().y()), m.row2());
    }

    /// `p ×` each row.
    private static Mat cross(Vec p, Mat m) {
        return new Mat(p.cross(m.row0()), p.cross(m.row1()), p.cross(m.row2()));
    }

    private static Expr entry(Mat m, int i, int j) {
        return (i == 0 ? m.row0() : i == 1 ? m.row1() : m.row2()).component(j);
    }
}
