package org.isthmus.render.splat;

/// The exponential function, in arithmetic that is the same on every machine and much faster than `StrictMath`.
final class Falloff {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN_2 = 0.6931471805599453;

    private Falloff() {}

    /// `exp(−x)` for x from 0 to 700, relative error below 1e-8: 2 to the nearest whole number, times a series of degree 7 for the rest.
    static double exp(double x) {
        double y = x * LOG2_E;
        int n = (int) (y + 0.5);
        double f = (n - y) * LN_2; // in ±0.35
        double series = 1 + f * (1 + f * (1.0 / 2 + f * (1.0 / 6 + f * (1.0 / 24 + f * (1.0 / 120 + f * (1.0 / 720
                + f * (1.0 / 5040)))))));
        return series * Double.longBitsToDouble(1023L - n << 52);
    }
}
