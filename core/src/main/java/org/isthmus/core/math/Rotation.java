package org.isthmus.core.math;

/// A rotation matrix, row by row: `R_AB` maps coordinates in frame B to coordinates in frame A; its columns are B's axes in A.
public record Rotation(
        double xx, double xy, double xz,
        double yx, double yy, double yz,
        double zx, double zy, double zz) {
    public static final Rotation IDENTITY = new Rotation(1, 0, 0, 0, 1, 0, 0, 0, 1);

    /// The rotation whose columns are the given axes; they must be orthonormal and right-handed.
    public static Rotation fromColumns(Vec3 x, Vec3 y, Vec3 z) {
        return new Rotation(x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z());
    }

    public Vec3 columnX() {
        return new Vec3(xx, yx, zx);
    }

    public Vec3 columnY() {
        return new Vec3(xy, yy, zy);
    }

    public Vec3 columnZ() {
        return new Vec3(xz, yz, zz);
    }

    public Rotation transpose() {
        return new Rotation(xx, yx, zx, xy, yy, zy, xz, yz, zz);
    }

    public Vec3 times(Vec3 v) {
        return new Vec3(
                xx * v.x() + xy * v.y() + xz * v.z(),
                yx * v.x() + yy * v.y() + yz * v.z(),
                zx * v.x() + zy * v.y() + zz * v.z());
    }

    public Rotation times(Rotation b) {
        return fromColumns(times(b.columnX()), times(b.columnY()), times(b.columnZ()));
    }

    public double determinant() {
        return columnX().dot(columnY().cross(columnZ()));
    }

    /// The quaternion of this rotation with `w ≥ 0`, by the largest of its four components (Shepperd 1978).
    public Quat toQuat() {
        double trace = xx + yy + zz;
        Quat q;
        if (trace >= xx && trace >= yy && trace >= zz) {
            double w = Math.sqrt(Math.max(0, 1 + trace)) / 2;
            double f = 0.25 / w;
            q = new Quat(w, (zy - yz) * f, (xz - zx) * f, (yx - xy) * f);
        } else if (xx >= yy && xx >= zz) {
            double x = Math.sqrt(Math.max(0, 1 + xx - yy - zz)) / 2;
            double f = 0.25 / x;
            q = new Quat((zy - yz) * f, x, (xy + yx) * f, (xz + zx) * f);
        } else if (yy >= zz) {
            double y = Math.sqrt(Math.max(0, 1 - xx + yy - zz)) / 2;
            double f = 0.25 / y;
            q = new Quat((xz - zx) * f, (xy + yx) * f, y, (yz + zy) * f);
        } else {
            double z = Math.sqrt(Math.max(0, 1 - xx - yy + zz)) / 2;
            double f = 0.25 / z;
            q = new Quat((yx - xy) * f, (xz + zx) * f, (yz + zy) * f, z);
        }
        q = q.normalized();
        return q.w() < 0 ? q.negate() : q;
    }

    /// Writes the nine numbers, row by row, to `out` from `offset` on.
    public void into(double[] out, int offset) {
        out[offset] = xx;
        out[offset + 1] = xy;
        out[offset + 2] = xz;
        out[offset + 3] = yx;
        out[offset + 4] = yy;
        out[offset + 5] = yz;
        out[offset + 6] = zx;
        out[offset + 7] = zy;
        out[offset + 8] = zz;
    }
}
