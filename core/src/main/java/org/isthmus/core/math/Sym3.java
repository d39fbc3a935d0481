package org.isthmus.core.math;

/// A symmetric 3×3 matrix, in the order of MJCF's `fullinertia`: `xx yy zz xy xz yz`.
public record Sym3(double xx, double yy, double zz, double xy, double xz, double yz) {
    public static final Sym3 ZERO = new Sym3(0, 0, 0, 0, 0, 0);

    private static final int MAX_JACOBI_ROTATIONS = 60;
    /// An off-diagonal element below this part of the diagonal is rounding of the product `Rᵀ S R`.
    private static final double JACOBI_TOLERANCE = 1e-15;
    private static final double EQUAL_VALUES = 1e-12;
    private static final Quat QUARTER_ABOUT_X = new Quat(Math.sqrt(0.5), Math.sqrt(0.5), 0, 0);
    private static final Quat QUARTER_ABOUT_Z = new Quat(Math.sqrt(0.5), 0, 0, Math.sqrt(0.5));

    public static Sym3 diagonal(Vec3 d) {
        return new Sym3(d.x(), d.y(), d.z(), 0, 0, 0);
    }

    /// `v vᵀ`.
    public static Sym3 outer(Vec3 v) {
        return new Sym3(v.x() * v.x(), v.y() * v.y(), v.z() * v.z(), v.x() * v.y(), v.x() * v.z(), v.y() * v.z());
    }

    public Sym3 plus(Sym3 b) {
        return new Sym3(xx + b.xx, yy + b.yy, zz + b.zz, xy + b.xy, xz + b.xz, yz + b.yz);
    }

    public Sym3 minus(Sym3 b) {
        return plus(b.times(-1));
    }

    public Sym3 times(double s) {
        return new Sym3(xx * s, yy * s, zz * s, xy * s, xz * s, yz * s);
    }

    public Vec3 times(Vec3 v) {
        return new Vec3(
                xx * v.x() + xy * v.y() + xz * v.z(),
                xy * v.x() + yy * v.y() + yz * v.z(),
                xz * v.x() + yz * v.y() + zz * v.z());
    }

    public double trace() {
        return xx + yy + zz;
    }

    public double determinant() {
        return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
    }

    public boolean isFinite() {
        return Double.isFinite(xx) && Double.isFinite(yy) && Double.isFinite(zz)
                && Double.isFinite(xy) && Double.isFinite(xz) && Double.isFinite(yz);
    }

    /// `R S Rᵀ`: this matrix, given in frame B, expressed in frame A, with `r` = `R_AB`.
    public Sym3 rotated(Rotation r) {
        Vec3 rowX = new Vec3(r.xx(), r.xy(), r.xz());
        Vec3 rowY = new Vec3(r.yx(), r.yy(), r.yz());
        Vec3 rowZ = new Vec3(r.zx(), r.zy(), r.zz());
        Vec3 a = times(rowX);
        Vec3 b = times(rowY);
        Vec3 c = times(rowZ);
        return new Sym3(rowX.dot(a), rowY.dot(b), rowZ.dot(c), rowX.dot(b), rowX.dot(c), rowY.dot(c));
    }

    /// Eigenvalues and the rotation whose columns are their eigenvectors: `S = R diag(λ) Rᵀ`.
    ///
    /// The values descend, as in MuJoCo's `mju_eig3`; two that differ by less than `1e-12` of the largest keep their places, so
    /// that rounding does not turn the frame of a symmetric body.
    public record Eigen(Vec3 values, Quat rotation) {}

    /// Diagonalises by Jacobi rotations, the largest off-diagonal element first (Golub and Van Loan, Matrix Computations, 4th
    /// edition, section 8.5). Values are exact to about `1e-15` of the largest. A matrix that is already diagonal in descending
    /// order keeps the identity rotation; numbers that are not finite end in values that are not finite.
    public Eigen eigen() {
        return eigen(JACOBI_TOLERANCE, EQUAL_VALUES);
    }

    /// As [#eigen()], for a matrix computed from noisy numbers.
    ///
    /// @param noise off-diagonal elements and differences of values below this part of the largest value do not turn the
    ///     frame; the values are then that exact
    public Eigen eigen(double noise) {
        return eigen(noise, noise);
    }

    private Eigen eigen(double offDiagonal, double equalValues) {
        Quat q = Quat.IDENTITY;
        Sym3 d = this;
        for (int i = 0; i < MAX_JACOBI_ROTATIONS && !d.isNearlyDiagonal(offDiagonal); i++) {
            q = q.times(d.jacobiRotation()).normalized();
            d = rotated(q.toRotation().transpose());
        }
        return sorted(new Vec3(d.xx, d.yy, d.zz), q, equalValues);
    }

    private boolean isNearlyDiagonal(double tolerance) {
        double scale = Math.max(Math.abs(xx), Math.max(Math.abs(yy), Math.abs(zz)));
        double largest = Math.max(Math.abs(xy), Math.max(Math.abs(xz), Math.abs(yz)));
        return !(largest > tolerance * scale);
    }

    /// The rotation that zeroes the largest off-diagonal element.
    private Quat jacobiRotation() {
        double dxy = Math.abs(xy);
        double dxz = Math.abs(xz);
        double dyz = Math.abs(yz);
        if (dxy >= dxz && dxy >= dyz) {
            double[] h = halfAngle(xx, yy, xy);
            return new Quat(h[0], 0, 0, h[1]);
        }
        if (dxz >= dyz) {
            double[] h = halfAngle(zz, xx, xz);
            return new Quat(h[0], 0, h[1], 0);
        }
        double[] h = halfAngle(yy, zz, yz);
        return new Quat(h[0], h[1], 0, 0);
    }

    /// Cosine and sine of half the angle, within ±π/8, that zeroes `apq` between the diagonal elements `app` and `aqq`.
    private static double[] halfAngle(double app, double aqq, double apq) {
        double tau = (aqq - app) / (2 * apq);
        double tangent = -Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double halfCosine = Math.sqrt((1 + cosine) / 2);
        return new double[]{halfCosine, tangent * cosine / (2 * halfCosine)};
    }

    /// Sorts descending by quarter turns, which permute two axes and keep the frame right-handed.
    private static Eigen sorted(Vec3 values, Quat q, double equalValues) {
        double[] v = values.toArray();
        double slack = equalValues * Math.max(Math.abs(v[0]), Math.max(Math.abs(v[1]), Math.abs(v[2])));
        for (int i : new int[]{0, 1, 0}) {
            if (v[i] + slack < v[i + 1]) {
                double t = v[i];
                v[i] = v[i + 1];
                v[i + 1] = t;
                q = q.times(i == 0 ? QUARTER_ABOUT_Z : QUARTER_ABOUT_X).normalized();
            }
        }
        return new Eigen(Vec3.of(v, 0), q);
    }
}
