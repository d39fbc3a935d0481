package org.isthmus.motion.numeric;

/// Solves general square systems by elimination with row pivots (Golub and Van Loan, Matrix Computations, 4th edition,
/// section 3.4).
public final class LinearSystem {
    private LinearSystem() {}

    /// Solves `A x = b` in place.
    ///
    /// @param a [n][n] row by row; destroyed
    /// @param b [n] in: right-hand side; out: the solution
    /// @return false when `A` is singular
    public static boolean solve(double[] a, int n, double[] b) {
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
                    pivot = i;
                }
            }
            if (!(Math.abs(a[pivot * n + k]) > 0)) {
                return false;
            }
            swap(a, n, b, k, pivot);
            for (int i = k + 1; i < n; i++) {
                double f = a[i * n + k] / a[k * n + k];
                if (f != 0) {
                    for (int j = k; j < n; j++) {
                        a[i * n + j] -= f * a[k * n + j];
                    }
                    b[i] -= f * b[k];
                }
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                b[i] -= a[i * n + j] * b[j];
            }
            b[i] /= a[i * n + i];
        }
        return true;
    }

    private static void swap(double[] a, int n, double[] b, int i, int j) {
        if (i == j) {
            return;
        }
        for (int c = 0; c < n; c++) {
            double t = a[i * n + c];
            a[i * n + c] = a[j * n + c];
            a[j * n + c] = t;
        }
        double t = b[i];
        b[i] = b[j];
        b[j] = t;
    }
}
