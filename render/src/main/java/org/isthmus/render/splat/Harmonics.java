package org.isthmus.render.splat;

import org.isthmus.core.array.FloatArray;

/// Colours that depend on the direction, in real spherical harmonics with the signs of 3D Gaussian splatting.
final class Harmonics {
    private static final double C0 = 0.28209479177387814;
    private static final double C1 = 0.4886025119029199;

    private Harmonics() {}

    /// Writes the values of the basis.
    ///
    /// @param x unit direction from the eye to the splat
    /// @param out [16]; as many as the degree needs are written
    static void basis(int degree, double x, double y, double z, double[] out) {
        out[0] = C0;
        if (degree > 0) {
            out[1] = -C1 * y;
            out[2] = C1 * z;
            out[3] = -C1 * x;
        }
        if (degree > 1) {
            out[4] = 1.0925484305920792 * x * y;
            out[5] = -1.0925484305920792 * y * z;
            out[6] = 0.31539156525252005 * (2 * z * z - x * x - y * y);
            out[7] = -1.0925484305920792 * x * z;
            out[8] = 0.5462742152960396 * (x * x - y * y);
        }
        if (degree > 2) {
            out[9] = -0.5900435899266435 * y * (3 * x * x - y * y);
            out[10] = 2.890611442640554 * x * y * z;
            out[11] = -0.4570457994644658 * y * (4 * z * z - x * x - y * y);
            out[12] = 0.3731763325901154 * z * (2 * z * z - 3 * x * x - 3 * y * y);
            out[13] = -0.4570457994644658 * x * (4 * z * z - x * x - y * y);
            out[14] = 1.445305721320277 * z * (x * x - y * y);
            out[15] = -0.5900435899266435 * x * (x * x - 3 * y * y);
        }
    }

    /// One colour of a splat, as sRGB, from 0 on.
    static double colour(FloatArray harmonics, int at, int terms, double[] basis) {
        double sum = 0.5;
        for (int k = 0; k < terms; k++) {
            sum += basis[k] * harmonics.get(at + 3 * k);
        }
        return Math.max(0, sum);
    }

    /// The coefficient of degree 0 that makes a colour from everywhere.
    static double constant(double colour) {
        return (colour - 0.5) / C0;
    }
}
