package org.isthmus.motion.trajectory;

import java.util.Arrays;

/// Polynomials in time, one after the other.
public final class PiecewisePolynomial implements Trajectory {
    /// [pieces + 1] ascending, from 0, s
    private final double[] breaks;
    /// [pieces][n][degree + 1] coefficients of the powers of the time since the piece began
    private final double[][][] coefficients;

    /// @param breaks [pieces + 1] ascending times, the first 0
    /// @param coefficients [pieces][n][degree + 1] of rising powers of the time since the piece began
    public PiecewisePolynomial(double[] breaks, double[][][] coefficients) {
        if (coefficients.length == 0 || breaks.length != coefficients.length + 1 || breaks[0] != 0) {
            throw new IllegalArgumentException(breaks.length + " breaks and " + coefficients.length
                    + " pieces, expected one break more than pieces, the first at 0");
        }
        for (int i = 0; i < coefficients.length; i++) {
            if (!(breaks[i + 1] >= breaks[i])) {
                throw new IllegalArgumentException(
                        "break " + breaks[i + 1] + " after " + breaks[i] + ", expected ascending times");
            }
        }
        this.breaks = breaks.clone();
        this.coefficients = coefficients.clone();
    }

    @Override
    public int dimensions() {
        return coefficients[0].length;
    }

    @Override
    public double duration() {
        return breaks[breaks.length - 1];
    }

    /// The times at which pieces begin and the last one ends, s.
    public double[] breaks() {
        return breaks.clone();
    }

    @Override
    public void sample(double time, int derivative, double[] out) {
        double t = Math.min(Math.max(time, 0), duration());
        int piece = piece(t);
        double local = t - breaks[piece];
        for (int d = 0; d < out.length; d++) {
            out[d] = evaluate(coefficients[piece][d], local, derivative);
        }
    }

    private int piece(double t) {
        int found = Arrays.binarySearch(breaks, t);
        int piece = found >= 0 ? found : -found - 2;
        return Math.min(piece, coefficients.length - 1);
    }

    private static double evaluate(double[] c, double t, int derivative) {
        double sum = 0;
        for (int i = c.length - 1; i >= derivative; i--) {
            double factor = 1;
            for (int k = 0; k < derivative; k++) {
                factor *= i - k;
            }
            sum = sum * t + factor * c[i];
        }
        return sum;
    }
}
