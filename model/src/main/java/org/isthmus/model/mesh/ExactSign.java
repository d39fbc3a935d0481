package org.isthmus.model.mesh;

import java.math.BigInteger;

/// Signs of determinants of double coordinates without rounding error.
///
/// The exact path is integer arithmetic: slow, but reached only by points that lie within rounding error of a plane or line
/// (J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, 1997, on such filters).
final class ExactSign {
    /// Bound on the relative rounding error of a 3×3 determinant of differences, with room to spare: Shewchuk's is (7 + 56ε)ε.
    static final double RELATIVE_ERROR = 16 * 0x1p-53;

    private ExactSign() {}

    /// On which side of the plane through a, b, c the point p lies: positive where a, b, c are counter-clockwise.
    static int side(double[] v, int a, int b, int c, int p) {
        if (p == a || p == b || p == c) {
            return 0;
        }
        double abx = v[3 * b] - v[3 * a];
        double aby = v[3 * b + 1] - v[3 * a + 1];
        double abz = v[3 * b + 2] - v[3 * a + 2];
        double acx = v[3 * c] - v[3 * a];
        double acy = v[3 * c + 1] - v[3 * a + 1];
        double acz = v[3 * c + 2] - v[3 * a + 2];
        double apx = v[3 * p] - v[3 * a];
        double apy = v[3 * p + 1] - v[3 * a + 1];
        double apz = v[3 * p + 2] - v[3 * a + 2];
        double det = apx * (aby * acz - abz * acy) + apy * (abz * acx - abx * acz) + apz * (abx * acy - aby * acx);
        double size = Math.abs(apx) * (Math.abs(aby * acz) + Math.abs(abz * acy))
                + Math.abs(apy) * (Math.abs(abz * acx) + Math.abs(abx * acz))
                + Math.abs(apz) * (Math.abs(abx * acy) + Math.abs(aby * acx));
        if (size == 0 || Math.abs(det) > RELATIVE_ERROR * size) {
            return (int) Math.signum(det);
        }
        return exactSide(v, a, b, c, p);
    }

    /// Whether three points lie on one line.
    static boolean collinear(double[] v, int a, int b, int c) {
        int scale = scale(v, a, b, c, a);
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            BigInteger left = difference(v, b, a, i, scale).multiply(difference(v, c, a, j, scale));
            BigInteger right = difference(v, b, a, j, scale).multiply(difference(v, c, a, i, scale));
            if (!left.equals(right)) {
                return false;
            }
        }
        return true;
    }

    private static int exactSide(double[] v, int a, int b, int c, int p) {
        int scale = scale(v, a, b, c, p);
        BigInteger det = BigInteger.ZERO;
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            BigInteger minor = difference(v, b, a, j, scale).multiply(difference(v, c, a, k, scale))
                    .subtract(difference(v, b, a, k, scale).multiply(difference(v, c, a, j, scale)));
            det = det.add(difference(v, p, a, i, scale).multiply(minor));
        }
        return det.signum();
    }

    /// The exponent of the last bit of the smallest coordinate: all coordinates are integers times two to it.
    private static int scale(double[] v, int a, int b, int c, int d) {
        int least = Integer.MAX_VALUE;
        for (int point : new int[]{a, b, c, d}) {
            for (int axis = 0; axis < 3; axis++) {
                double x = v[3 * point + axis];
                least = x == 0 ? least : Math.min(least, Math.getExponent(x) - 52);
            }
        }
        return least;
    }

    /// `(p − q) / 2^scale`.
    private static BigInteger difference(double[] v, int p, int q, int axis, int scale) {
        return integer(v[3 * p + axis], scale).subtract(integer(v[3 * q + axis], scale));
    }

    /// `x / 2^scale` for a normal number or zero.
    private static BigInteger integer(double x, int scale) {
        if (x == 0) {
            return BigInteger.ZERO;
        }
        int exponent = Math.getExponent(x) - 52;
        long mantissa = (long) Math.scalb(x, -exponent);
        return BigInteger.valueOf(mantissa).shiftLeft(exponent - scale);
    }
}
