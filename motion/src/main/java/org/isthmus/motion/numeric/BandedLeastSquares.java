package org.isthmus.motion.numeric;

import java.util.Arrays;

/// Normal equations `JᵀJ d = −Jᵀr` whose rows each touch only unknowns that are near each other, as those of neighbouring frames of a
/// motion: kept as a band, solved by Cholesky's method (Golub and Van Loan, Matrix computations, 4th ed., algorithm 4.3.5).
public final class BandedLeastSquares {
    private final int n;
    private final int band;
    /// [n][band + 1] of row i: columns i − band to i
    private final double[] lower;
    /// [n] −Jᵀr
    private final double[] right;

    /// @param n unknowns
    /// @param band the farthest that unknowns of one row are apart
    public BandedLeastSquares(int n, int band) {
        this.n = n;
        this.band = band;
        lower = new double[n * (band + 1)];
        right = new double[n];
    }

    /// Forgets all rows; begins with `damping` on the diagonal.
    public void clear(double damping) {
        Arrays.fill(lower, 0);
        Arrays.fill(right, 0);
        for (int i = 0; i < n; i++) {
            lower[i * (band + 1) + band] = damping;
        }
    }

    /// Adds a row of the Jacobian and its residual.
    ///
    /// @param columns ascending
    /// @param values of those columns
    public void add(int[] columns, double[] values, double residual) {
        for (int i = 0; i < columns.length; i++) {
            right[columns[i]] -= values[i] * residual;
            for (int k = 0; k <= i; k++) {
                lower[columns[i] * (band + 1) + band - columns[i] + columns[k]] += values[i] * values[k];
            }
        }
    }

    /// Solves; the rows are lost.
    ///
    /// @param d [n] out
    public void solve(double[] d) {
        int w = band + 1;
        for (int i = 0; i < n; i++) {
            for (int k = Math.max(0, i - band); k <= i; k++) {
                double sum = lower[i * w + band - i + k];
                for (int m = Math.max(0, i - band); m < k; m++) {
                    sum -= m < k - band ? 0 : lower[i * w + band - i + m] * lower[k * w + band - k + m];
                }
                lower[i * w + band - i + k] = k < i ? sum / lower[k * w + band] : Math.sqrt(sum);
            }
        }
        for (int i = 0; i < n; i++) {
            double sum = right[i];
            for (int m = Math.max(0, i - band); m < i; m++) {
                sum -= lower[i * w + band - i + m] * d[m];
            }
            d[i] = sum / lower[i * w + band];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = d[i];
            for (int m = i + 1; m <= Math.min(n - 1, i + band); m++) {
                sum -= lower[m * w + band - m + i] * d[m];
            }
            d[i] = sum / lower[i * w + band];
        }
    }
}
