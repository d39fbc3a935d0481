package org.isthmus.core.math;

/// A symmetric 3×3 matrix, in the order of MJCF's `fullinertia`: `xx yy zz xy xz yz`.
public record Sym3(double xx, double yy, double zz, double xy, double xz, double yz) {
    public static final Sym3 ZERO = new Sym3(0, 0, 0, 0, 0, 0);

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

    /// `R S Rᵀ`: this matrix, given in frame B, expressed in frame A, with `r` = `R_AB`.
    public Sym3 rotated(Rotation r) {
        Vec3 a = times(new Vec3(r.xx(), r.xy(), r.xz()));
        Vec3 b = times(new Vec3(r.yx(), r.yy(), r.yz()));
        Vec3 c = times(new Vec3(r.zx(), r.zy(), r.zz()));
        Vec3 rowX = new Vec3(r.xx(), r.xy(), r.xz());
        Vec3 rowY = new Vec3(r.yx(), r.yy(), r.yz());
        Vec3 rowZ = new Vec3(r.zx(), r.zy(), r.zz());
        return new Sym3(rowX.dot(a), rowY.dot(b), rowZ.dot(c), rowX.dot(b), rowX.dot(c), rowY.dot(c));
    }

    /// Eigenvalues in descending order and the rotation whose columns are their eigenvectors: `S = R diag(λ) Rᵀ`.
    public record Eigen(Vec3 values, Quat rotation) {}

    /// Diagonalises by Jacobi rotations (Golub and Van Loan, Matrix Computations, 4th edition, section 8.5). A matrix that is
    /// already diagonal in descending order keeps the identity rotation.
    public Eigen eigen() {
        Quat q = Quat.IDENTITY;
        for (int sweep = 0; sweep < 500; sweep++) {
            Rotation r = q.toRotation();
            Sym3 d = rotated(r.transpose());
            double dxy = Math.abs(d.xy);
            double dxz = Math.abs(d.xz);
            double dyz = Math.abs(d.yz);
            double largest = Math.max(dxy, Math.max(dxz, dyz));
            double scale = Math.max(Math.abs(d.xx), Math.max(Math.abs(d.yy), Math.abs(d.zz)));
            if (!(largest > 1e-16 * scale)) {
                return sorted(new Vec3(d.xx, d.yy, d.zz), q);
            }
            q = (largest == dxy ? jacobi(Vec3.Z, d.xx, d.yy, d.xy, q)
                    : largest == dxz ? jacobi(Vec3.Y, d.zz, d.xx, d.xz, q)
                    : jacobi(Vec3.X, d.yy, d.zz, d.yz, q));
        }
        Sym3 d = rotated(q.toRotation().transpose());
        return sorted(new Vec3(d.xx, d.yy, d.zz), q);
    }

    /// One Jacobi rotation about `axis` that zeroes the off-diagonal `apq` between diagonal entries `app` and `aqq`.
    private static Quat jacobi(Vec3 axis, double app, double aqq, double apq, Quat q) {
        double tau = (aqq - app) / (2 * apq);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double angle = StrictMath.atan(-t);
        return q.times(Quat.fromAxisAngle(axis, angle)).normalized();
    }

    /// Sorts descending by quarter turns, which permute two axes and keep the frame right-handed.
    private static Eigen sorted(Vec3 values, Quat q) {
        double[] v = values.toArray();
        int[][] swaps = {{0, 1}, {1, 2}, {0, 1}};
        for (int[] s : swaps) {
            if (v[s[0]] + 1e-9 * Math.abs(v[s[0]]) < v[s[1]]) {
                double t = v[s[0]];
                v[s[0]] = v[s[1]];
                v[s[1]] = t;
                q = q.times(Quat.fromAxisAngle(s[0] == 0 ? Vec3.Z : Vec3.X, Math.PI / 2)).normalized();
            }
        }
        return new Eigen(Vec3.of(v, 0), q);
    }
}
