package org.isthmus.render.scene;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Arithmetic of 3 by 4 matrices in arrays.
public final class Transforms {
    private Transforms() {}

    /// Writes the matrix of a pose, without making objects.
    ///
    /// @param out [.][12], the matrix from `at` on
    public static void set(Pose pose, double[] out, int at) {
        turn(pose.rotation(), out, at);
        out[at + 3] = pose.position().x();
        out[at + 7] = pose.position().y();
        out[at + 11] = pose.position().z();
    }

    /// Writes the matrix of a pose's inverse, without making objects.
    ///
    /// @param out [12]
    public static void setInverse(Pose pose, double[] out) {
        turn(pose.rotation(), out, 0);
        swap(out, 1, 4);
        swap(out, 2, 8);
        swap(out, 6, 9);
        Vec3 p = pose.position();
        for (int row = 0; row < 12; row += 4) {
            out[row + 3] = -(out[row] * p.x() + out[row + 1] * p.y() + out[row + 2] * p.z());
        }
    }

    private static void turn(Quat q, double[] out, int at) {
        double s = 2 / (q.w() * q.w() + q.x() * q.x() + q.y() * q.y() + q.z() * q.z());
        out[at] = 1 - s * (q.y() * q.y() + q.z() * q.z());
        out[at + 1] = s * (q.x() * q.y() - q.w() * q.z());
        out[at + 2] = s * (q.x() * q.z() + q.w() * q.y());
        out[at + 4] = s * (q.x() * q.y() + q.w() * q.z());
        out[at + 5] = 1 - s * (q.x() * q.x() + q.z() * q.z());
        out[at + 6] = s * (q.y() * q.z() - q.w() * q.x());
        out[at + 8] = s * (q.x() * q.z() - q.w() * q.y());
        out[at + 9] = s * (q.y() * q.z() + q.w() * q.x());
        out[at + 10] = 1 - s * (q.x() * q.x() + q.y() * q.y());
    }

    private static void swap(double[] m, int i, int j) {
        double kept = m[i];
        m[i] = m[j];
        m[j] = kept;
    }

    /// Writes the product of two affine transforms, `b` applied first; `out` must be neither.
    ///
    /// @param aAt where the first begins in its array
    /// @param bAt where the second begins
    /// @param out [12]
    public static void multiply(double[] a, int aAt, double[] b, int bAt, double[] out) {
        for (int row = 0; row < 12; row += 4) {
            double x = a[aAt + row];
            double y = a[aAt + row + 1];
            double z = a[aAt + row + 2];
            for (int k = 0; k < 4; k++) {
                out[row + k] = x * b[bAt + k] + y * b[bAt + 4 + k] + z * b[bAt + 8 + k]
                        + (k == 3 ? a[aAt + row + 3] : 0);
            }
        }
    }

    /// Writes the inverse of an affine transform; false when it has none.
    ///
    /// @param m [.][12] row by row
    /// @param at where in both arrays
    /// @param out [.][12]
    public static boolean invert(double[] m, int at, double[] out) {
        double a = m[at];
        double b = m[at + 1];
        double c = m[at + 2];
        double d = m[at + 4];
        double e = m[at + 5];
        double f = m[at + 6];
        double g = m[at + 8];
        double h = m[at + 9];
        double i = m[at + 10];
        double det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
        double s = 1 / det;
        if (!(Math.abs(s) < 1e300) || det == 0) {
            return false;
        }
        out[at] = s * (e * i - f * h);
        out[at + 1] = s * (c * h - b * i);
        out[at + 2] = s * (b * f - c * e);
        out[at + 4] = s * (f * g - d * i);
        out[at + 5] = s * (a * i - c * g);
        out[at + 6] = s * (c * d - a * f);
        out[at + 8] = s * (d * h - e * g);
        out[at + 9] = s * (b * g - a * h);
        out[at + 10] = s * (a * e - b * d);
        for (int row = at; row < at + 12; row += 4) {
            out[row + 3] = -(out[row] * m[at + 3] + out[row + 1] * m[at + 7] + out[row + 2] * m[at + 11]);
        }
        return true;
    }

    /// The least of `2^i · (1 + j/8)` that is not below a number.
    public static double stepAbove(double value) {
        double power = Math.scalb(1, Math.getExponent(value));
        return power / 8 * Math.ceil(8 * value / power);
    }
}
