package org.isthmus.render.ray;

/// Arithmetic of 3 by 4 matrices in arrays.
public final class Transforms {
    private Transforms() {}

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
}
