package org.isthmus.motion.numeric;

import java.util.Arrays;

/// Minimises `½ |r(x)|²` with `lower ≤ x ≤ upper`: a workspace for one problem.
///
/// Levenberg and Marquardt's method with bounds: every step solves `min ½ |r + J d|² + ½ μ |d|²` within the bounds
/// exactly, as a [BoxQp]. The damping `μ` is in proportion to `½ |r|²`, which makes steps short far from a solution and
/// near singularities, and full near a solution (Sugihara, Solvability-unconcerned inverse kinematics by the
/// Levenberg-Marquardt method, IEEE T-RO 27(5), 2011, eq. 15); the factor of proportion shrinks after steps that help
/// and grows after steps that do not. The bounds hold exactly at every point that is evaluated. Allocates nothing.
public final class LeastSquares {
    /// A vector of residuals and its derivative.
    public interface Problem {
        /// The number n of unknowns.
        int unknowns();

        /// The number m of residuals.
        int residuals();

        /// Writes the residuals at `x`.
        ///
        /// @param x [n]
        /// @param r [m]
        void evaluate(double[] x, double[] r);

        /// Writes the derivative at the `x` of the last call of [#evaluate], which has residuals `r`.
        ///
        /// @param r [m]
        /// @param jacobian [m][n]
        void linearize(double[] x, double[] r, double[] jacobian);

        /// Whether these residuals are good enough to stop at.
        default boolean isSolved(double[] r) {
            return false;
        }
    }

    /// When to stop.
    ///
    /// @param iterations most steps tried, at least 1
    /// @param tolerance stop when a step lowers the cost by less than this part of it
    /// @param maxStep longest step of any unknown; ∞ for none
    public record Options(int iterations, double tolerance, double maxStep) {
        public static final Options DEFAULT = new Options(100, 1e-9, Double.POSITIVE_INFINITY);
    }

    private static final double FIRST_DAMPING = 0.1;
    private static final double LEAST_DAMPING = 1e-9;
    private static final double MOST_DAMPING = 1e12;
    /// Part of the largest diagonal entry that is added in any case, so that systems with more unknowns than equations
    /// can be solved.
    private static final double RIDGE = 1e-12;

    private final Problem problem;
    private final int n;
    private final int m;
    private final double[] r;
    private final double[] trialR;
    private final double[] trial;
    private final double[] jacobian;
    private final double[] h;
    private final double[] damped;
    private final double[] g;
    private final double[] low;
    private final double[] high;
    private final double[] step;
    private final BoxQp qp;
    private int iterations;
    private double cost;

    public LeastSquares(Problem problem) {
        this.problem = problem;
        n = problem.unknowns();
        m = problem.residuals();
        r = new double[m];
        trialR = new double[m];
        trial = new double[n];
        jacobian = new double[m * n];
        h = new double[n * n];
        damped = new double[n * n];
        g = new double[n];
        low = new double[n];
        high = new double[n];
        step = new double[n];
        qp = new BoxQp(n);
    }

    /// Steps that the last solution tried.
    public int iterations() {
        return iterations;
    }

    /// `½ |r|²` of the last solution.
    public double cost() {
        return cost;
    }

    /// Solves from `x` on.
    ///
    /// @param x [n] in: where to begin, moved within the bounds first; out: the solution
    /// @return whether [Problem#isSolved] holds there
    public boolean solve(double[] x, double[] lower, double[] upper, Options options) {
        for (int i = 0; i < n; i++) {
            x[i] = Math.min(Math.max(x[i], lower[i]), upper[i]);
        }
        problem.evaluate(x, r);
        cost = halfSquare(r);
        double damping = FIRST_DAMPING;
        boolean fresh = true;
        for (iterations = 0; iterations < options.iterations; iterations++) {
            if (problem.isSolved(r)) {
                return true;
            }
            if (fresh) {
                problem.linearize(x, r, jacobian);
                normalEquations();
            }
            tryStep(x, lower, upper, damping, options.maxStep);
            double lowered = cost - halfSquare(trialR);
            fresh = lowered > 0;
            if (fresh) {
                accept(x);
                damping = Math.max(LEAST_DAMPING, damping / 5);
            } else {
                damping *= 8;
            }
            if (damping > MOST_DAMPING || fresh && lowered <= options.tolerance * (cost + lowered)) {
                break;
            }
        }
        return problem.isSolved(r);
    }

    private void accept(double[] x) {
        System.arraycopy(trial, 0, x, 0, n);
        System.arraycopy(trialR, 0, r, 0, m);
        cost = halfSquare(r);
    }

    private void normalEquations() {
        Arrays.fill(h, 0);
        Arrays.fill(g, 0);
        for (int row = 0; row < m; row++) {
            int at = row * n;
            for (int i = 0; i < n; i++) {
                double ji = jacobian[at + i];
                if (ji != 0) {
                    g[i] += ji * r[row];
                    for (int j = 0; j <= i; j++) {
                        h[i * n + j] += ji * jacobian[at + j];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                h[j * n + i] = h[i * n + j];
            }
        }
    }

    /// Makes a step with this damping and evaluates where it leads.
    private void tryStep(double[] x, double[] lower, double[] upper, double damping, double maxStep) {
        System.arraycopy(h, 0, damped, 0, n * n);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, h[i * n + i]);
        }
        double mu = damping * cost + RIDGE * largest + Double.MIN_NORMAL;
        for (int i = 0; i < n; i++) {
            damped[i * n + i] += mu;
            low[i] = Math.max(lower[i] - x[i], -maxStep);
            high[i] = Math.min(upper[i] - x[i], maxStep);
            step[i] = 0;
        }
        qp.solve(damped, g, low, high, step);
        for (int i = 0; i < n; i++) {
            trial[i] = Math.min(Math.max(x[i] + step[i], lower[i]), upper[i]);
        }
        problem.evaluate(trial, trialR);
    }

    private static double halfSquare(double[] v) {
        double sum = 0;
        for (double e : v) {
            sum += e * e;
        }
        return sum / 2;
    }
}
