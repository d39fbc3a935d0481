package org.isthmus.testkit;

/// The shared vocabulary of "equal enough", and the assertions that use it.
///
/// Two numbers are close under tolerance `t` when `|a − b| ≤ t · max(1, |a|, |b|)`: absolute below 1, relative above. Equal
/// infinities are close; NaN is close to NaN only.
public final class Tolerances {
    /// The same value.
    public static final double EXACT = 0;
    /// A few roundings of double arithmetic.
    public static final double ROUNDING = 1e-12;
    /// Longer double computations, well conditioned.
    public static final double TIGHT = 1e-9;
    /// Results that passed through single precision once, or were printed with seven digits.
    public static final double SINGLE = 1e-6;
    /// Single-precision computations, and finite differences in double.
    public static final double LOOSE = 1e-4;

    private Tolerances() {}

    /// Whether `|a − b| ≤ tolerance · max(1, |a|, |b|)`.
    public static boolean close(double a, double b, double tolerance) {
        return close(a, b, tolerance, tolerance);
    }

    private static boolean close(double a, double b, double absolute, double relative) {
        if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
            return true;
        }
        double bound = Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));
        return Math.abs(a - b) <= bound && bound < Double.POSITIVE_INFINITY;
    }

    /// Fails unless the two numbers are close.
    public static void assertClose(double actual, double expected, double tolerance) {
        assertClose(new double[]{actual}, new double[]{expected}, tolerance);
    }

    /// Fails unless the arrays have one length and all elements are close.
    public static void assertClose(double[] actual, double[] expected, double tolerance) {
        assertClose(actual, expected, tolerance, tolerance);
    }

    /// Fails unless the arrays have one length and for each element `|a − b| ≤ max(absolute, relative · max(|a|, |b|))`.
    public static void assertClose(double[] actual, double[] expected, double absolute, double relative) {
        if (actual.length != expected.length) {
            throw new AssertionError("length " + actual.length + ", expected " + expected.length);
        }
        int bad = 0;
        int worst = -1;
        for (int i = 0; i < actual.length; i++) {
            if (close(actual[i], expected[i], absolute, relative)) {
                continue;
            }
            bad++;
            if (worst < 0 || !(difference(actual, expected, i) <= difference(actual, expected, worst))) {
                worst = i;
            }
        }
        if (bad > 0) {
            throw new AssertionError(bad + " of " + actual.length + " elements differ; the worst is [" + worst + "] = "
                    + actual[worst] + ", expected " + expected[worst] + ", difference "
                    + difference(actual, expected, worst)
                    + ", allowed " + absolute + " absolute or " + relative + " relative");
        }
    }

    /// As for doubles.
    public static void assertClose(float[] actual, float[] expected, double tolerance) {
        assertClose(widen(actual), widen(expected), tolerance);
    }

    private static double difference(double[] a, double[] b, int i) {
        return Math.abs(a[i] - b[i]);
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
