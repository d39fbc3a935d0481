package org.isthmus.motion.numeric;

import java.util.Arrays;

/// Eigenvalues and eigenvectors of small symmetric matrices, by Jacobi's rotations (Golub and Van Loan, Matrix
/// Computations, 4th edition, section 8.5).
///
/// @param values [n] ascending
/// @param vectors [n][n] row `i` is the unit eigenvector of value `i`
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MAX_SWEEPS = 60;

    /// @param matrix [n][n] row by row, symmetric
    public static SymmetricEigen of(double[] matrix, int n) {
        double[] a = matrix.clone();
        double[] v = new double[n * n];
        for (int i = 0; i < n; i++) {
            v[i * n + i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && rotateAll(a, v, n); sweep++) {}
        return sorted(a, v, n);
    }

    /// One sweep over all pairs; false when nothing was left to do.
    private static boolean rotateAll(double[] a, double[] v, int n) {
        boolean any = false;
        for (int p = 0; p < n; p++) {
            for (int q = p + 1; q < n; q++) {
                double scale = Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q])) + Double.MIN_NORMAL;
                if (Math.abs(a[p * n + q]) > 1e-16 * scale) {
                    rotate(a, v, n, p, q);
                    any = true;
                }
            }
        }
        return any;
    }

    private static void rotate(double[] a, double[] v, int n, int p, int q) {
        double tau = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        for (int k = 0; k < n; k++) {
            double x = a[k * n + p];
            double y = a[k * n + q];
            a[k * n + p] = c * x - s * y;
            a[k * n + q] = s * x + c * y;
        }
        for (int k = 0; k < n; k++) {
            double x = a[p * n + k];
            double y = a[q * n + k];
            a[p * n + k] = c * x - s * y;
            a[q * n + k] = s * x + c * y;
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
        for (int k = 0; k < n; k++) {
            double x = v[p * n + k];
            double y = v[q * n + k];
            v[p * n + k] = c * x - s * y;
            v[q * n + k] = s * x + c * y;
        }
    }

    private static SymmetricEigen sorted(double[] a, double[] v, int n) {
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(a[i * n + i], a[j * n + j]));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            int from = order[i];
            values[i] = a[from * n + from];
            vectors[i] = Arrays.copyOfRange(v, from * n, from * n + n);
        }
        return new SymmetricEigen(values, vectors);
    }
}
