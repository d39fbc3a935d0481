package org.isthmus.motion.numeric;

/// Factors and solves symmetric positive definite systems in the caller's memory (Golub and Van Loan, Matrix
/// Computations, 4th edition, section 4.2).
public final class Cholesky {
    private Cholesky() {}

    /// Factors `A = L Lᵀ` in place.
    ///
    /// @param a [n][n] row by row; the lower triangle is read, and becomes `L`
    /// @return whether `A` is positive definite; if not, `a` is spoiled
    public static boolean factor(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * n + k] * a[j * n + k];
                }
                if (j < i) {
                    a[i * n + j] = sum / a[j * n + j];
                } else if (sum > 0) {
                    a[i * n + i] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /// Solves `L Lᵀ x = b` in place.
    ///
    /// @param l [n][n] what [#factor] made
    /// @param b [n] in: right-hand side; out: the solution
    public static void solve(double[] l, int n, double[] b) {
        for (int i = 0; i < n; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= l[i * n + k] * b[k];
            }
            b[i] = sum / l[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = b[i];
            for (int k = i + 1; k < n; k++) {
                sum -= l[k * n + i] * b[k];
            }
            b[i] = sum / l[i * n + i];
        }
    }
}
