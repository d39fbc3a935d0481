package org.isthmus.core.math;

/// Quaternions and vectors that are rows of arrays: what [Quat] does, without objects.
public final class Quaternions {
    private static final double MIN_LENGTH = 1e-15;

    private Quaternions() {}

    /// `out = q v q⁻¹` for a unit quaternion; `out` may be `v`.
    public static void rotate(double[] q, int qAt, double[] v, int vAt, double[] out, int at) {
        double w = q[qAt];
        double x = q[qAt + 1];
        double y = q[qAt + 2];
        double z = q[qAt + 3];
        double vx = v[vAt];
        double vy = v[vAt + 1];
        double vz = v[vAt + 2];
        double tx = 2 * (y * vz - z * vy);
        double ty = 2 * (z * vx - x * vz);
        double tz = 2 * (x * vy - y * vx);
        out[at] = vx + w * tx + (y * tz - z * ty);
        out[at + 1] = vy + w * ty + (z * tx - x * tz);
        out[at + 2] = vz + w * tz + (x * ty - y * tx);
    }

    /// `out = a b`; `out` may be one of them.
    public static void multiply(double[] a, int aAt, double[] b, int bAt, double[] out, int at) {
        double aw = a[aAt];
        double ax = a[aAt + 1];
        double ay = a[aAt + 2];
        double az = a[aAt + 3];
        double bw = b[bAt];
        double bx = b[bAt + 1];
        double by = b[bAt + 2];
        double bz = b[bAt + 3];
        out[at] = aw * bw - ax * bx - ay * by - az * bz;
        out[at + 1] = aw * bx + ax * bw + ay * bz - az * by;
        out[at + 2] = aw * by - ax * bz + ay * bw + az * bx;
        out[at + 3] = aw * bz + ax * by - ay * bx + az * bw;
    }

    /// The rotation by a rotation vector `v` (the exponential map), four numbers; `out` may be `v`.
    public static void exponential(double[] v, int vAt, double[] out, int at) {
        double x = v[vAt];
        double y = v[vAt + 1];
        double z = v[vAt + 2];
        double angle = Math.sqrt(x * x + y * y + z * z);
        double s = angle == 0 ? 0.5 : Trigonometry.sin(angle / 2) / angle;
        out[at] = Trigonometry.cos(angle / 2);
        out[at + 1] = s * x;
        out[at + 2] = s * y;
        out[at + 3] = s * z;
    }

    /// The rotation vector, of length in `[0, π]`, that turns unit quaternion `a` into `b`: the logarithm of `b a⁻¹`.
    public static void difference(double[] a, int aAt, double[] b, int bAt, double[] out, int at) {
        double aw = a[aAt];
        double ax = a[aAt + 1];
        double ay = a[aAt + 2];
        double az = a[aAt + 3];
        double bw = b[bAt];
        double bx = b[bAt + 1];
        double by = b[bAt + 2];
        double bz = b[bAt + 3];
        double w = bw * aw + bx * ax + by * ay + bz * az;
        double x = bx * aw - bw * ax - by * az + bz * ay;
        double y = by * aw - bw * ay + bx * az - bz * ax;
        double z = bz * aw - bw * az - bx * ay + by * ax;
        double sine = Math.sqrt(x * x + y * y + z * z);
        double perSine = sine < MIN_LENGTH ? 2 : 2 * StrictMath.atan2(sine, Math.abs(w)) / sine;
        perSine = w < 0 ? -perSine : perSine;
        out[at] = perSine * x;
        out[at + 1] = perSine * y;
        out[at + 2] = perSine * z;
    }

    /// Brings a quaternion to unit length; zeros to the identity.
    public static void normalize(double[] q, int at) {
        double n = Math.sqrt(q[at] * q[at] + q[at + 1] * q[at + 1] + q[at + 2] * q[at + 2] + q[at + 3] * q[at + 3]);
        if (n < MIN_LENGTH) {
            q[at] = 1;
            q[at + 1] = 0;
            q[at + 2] = 0;
            q[at + 3] = 0;
            return;
        }
        for (int k = at; k < at + 4; k++) {
            q[k] /= n;
        }
    }

    /// The rotation matrix of a unit quaternion, row by row.
    public static void toMatrix(double[] q, int qAt, double[] out, int at) {
        double w = q[qAt];
        double x = q[qAt + 1];
        double y = q[qAt + 2];
        double z = q[qAt + 3];
        out[at] = 1 - 2 * (y * y + z * z);
        out[at + 1] = 2 * (x * y - w * z);
        out[at + 2] = 2 * (x * z + w * y);
        out[at + 3] = 2 * (x * y + w * z);
        out[at + 4] = 1 - 2 * (x * x + z * z);
        out[at + 5] = 2 * (y * z - w * x);
        out[at + 6] = 2 * (x * z - w * y);
        out[at + 7] = 2 * (y * z + w * x);
        out[at + 8] = 1 - 2 * (x * x + y * y);
    }

    /// Brings a vector to unit length; one without a direction to x.
    public static void toUnit(double[] v, int at) {
        double n = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
        double s = n < MIN_LENGTH ? 0 : 1 / n;
        v[at] = n < MIN_LENGTH ? 1 : v[at] * s;
        v[at + 1] *= s;
        v[at + 2] *= s;
    }

    /// `out += v`, three numbers.
    public static void add(double[] v, int vAt, double[] out, int at) {
        out[at] += v[vAt];
        out[at + 1] += v[vAt + 1];
        out[at + 2] += v[vAt + 2];
    }
}
