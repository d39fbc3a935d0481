package org.isthmus.motion.numeric;

/// Minimises `½ xᵀ H x + gᵀ x` with `lower ≤ x ≤ upper` for a positive definite `H`: a workspace for one number of
/// unknowns.
///
/// A primal active-set method (Nocedal and Wright, Numerical Optimization, 2nd edition, algorithm 16.3, with bounds as
/// the only constraints): unknowns at a bound that hold the minimum back are fixed, the rest is solved by [Cholesky],
/// and a bound is released when its multiplier has the wrong sign. It ends after finitely many steps, since every set
/// of fixed unknowns is met once; the answer is exact to rounding, and bounds hold exactly. Cost: n³/6 per step, mostly
/// one or two steps. Allocates nothing.
public final class BoxQp {
    private final int n;
    /// [n] −1: fixed at the lower bound, 1: at the upper, 0: free
    private final byte[] fixed;
    /// [n] which unknown stands in row i of the reduced system
    private final int[] free;
    /// [n][n] factor of the free rows and columns
    private final double[] factor;
    /// [n] direction of the free unknowns
    private final double[] step;
    private final double[] gradient;

    public BoxQp(int n) {
        this.n = n;
        fixed = new byte[n];
        free = new int[n];
        factor = new double[n * n];
        step = new double[n];
        gradient = new double[n];
    }

    /// Solves the program.
    ///
    /// @param h [n][n] row by row, symmetric positive definite
    /// @param g [n]
    /// @param lower [n] −∞ where there is no bound
    /// @param upper [n] not below `lower`
    /// @param x [n] in: where to begin; out: the solution
    /// @return false when `H` is not positive definite on the free unknowns; `x` is then the best found, within bounds
    public boolean solve(double[] h, double[] g, double[] lower, double[] upper, double[] x) {
        begin(h, g, lower, upper, x);
        // Each pass fixes an unknown or ends a search on a face; the bound is a guard against rounding only.
        for (int pass = 0; pass < 10 * n + 10; pass++) {
            int count = collectFree();
            if (!direction(h, count)) {
                return false;
            }
            int blocking = advance(lower, upper, x, count);
            gradient(h, g, x);
            if (blocking < 0 && !release()) {
                return true;
            }
        }
        return true;
    }

    private void begin(double[] h, double[] g, double[] lower, double[] upper, double[] x) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.min(Math.max(x[i], lower[i]), upper[i]);
        }
        gradient(h, g, x);
        for (int i = 0; i < n; i++) {
            fixed[i] = (byte) (x[i] <= lower[i] && gradient[i] > 0 ? -1 : x[i] >= upper[i] && gradient[i] < 0 ? 1 : 0);
        }
    }

    private void gradient(double[] h, double[] g, double[] x) {
        for (int i = 0; i < n; i++) {
            double sum = g[i];
            for (int j = 0; j < n; j++) {
                sum += h[i * n + j] * x[j];
            }
            gradient[i] = sum;
        }
    }

    private int collectFree() {
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (fixed[i] == 0) {
                free[count++] = i;
            }
        }
        return count;
    }

    /// Newton's step of the free unknowns.
    private boolean direction(double[] h, int count) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i * count + j] = h[free[i] * n + free[j]];
            }
            step[i] = -gradient[free[i]];
        }
        if (!Cholesky.factor(factor, count)) {
            return false;
        }
        Cholesky.solve(factor, count, step);
        return true;
    }

    /// Goes along the step to the first bound in the way, and fixes that unknown; −1 when there is none.
    private int advance(double[] lower, double[] upper, double[] x, int count) {
        double length = 1;
        int blocking = -1;
        for (int i = 0; i < count; i++) {
            int k = free[i];
            double bound = step[i] < 0 ? lower[k] : upper[k];
            if (step[i] != 0 && length * Math.abs(step[i]) > Math.abs(bound - x[k])) {
                length = Math.abs(bound - x[k]) / Math.abs(step[i]);
                blocking = i;
            }
        }
        for (int i = 0; i < count; i++) {
            int k = free[i];
            x[k] = Math.min(Math.max(x[k] + length * step[i], lower[k]), upper[k]);
        }
        if (blocking >= 0) {
            int k = free[blocking];
            fixed[k] = (byte) (step[blocking] < 0 ? -1 : 1);
            x[k] = step[blocking] < 0 ? lower[k] : upper[k];
        }
        return blocking;
    }

    /// Frees the unknown whose bound is pulled away from hardest; false when all bounds hold the minimum back.
    private boolean release() {
        int worst = -1;
        double pull = 0;
        for (int i = 0; i < n; i++) {
            double away = fixed[i] * gradient[i];
            if (away > pull) {
                pull = away;
                worst = i;
            }
        }
        if (worst >= 0) {
            fixed[worst] = 0;
        }
        return worst >= 0;
    }
}
