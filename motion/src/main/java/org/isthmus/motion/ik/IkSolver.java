package org.isthmus.motion.ik;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.kinematics.Workspace;
import org.isthmus.motion.numeric.BoxQp;
import org.isthmus.motion.numeric.LeastSquares;
import org.isthmus.motion.numeric.LowDiscrepancy;
import org.jspecify.annotations.Nullable;

/// Finds coordinates of a group that bring one or more frames to their targets, within joint limits exactly.
///
/// ```java
/// IkSolver solver = new IkSolver(arm, List.of(IkTask.pose(tool)), IkSolver.Options.DEFAULT);
/// double[] x = arm.middle();
/// boolean reached = solver.solve(x, target);
/// ```
///
/// Bounded [LeastSquares] from the given start, then, where that ends beside the targets, from evenly spread
/// configurations ([LowDiscrepancy#HALTON]), always the same ones. A workspace of the caller for one thread; [#solve]
/// allocates only where it tries further starts.
public final class IkSolver {
    /// Sizes of batches that one thread solves at once.
    private static final int CHUNK = 16;
    /// How much leaving the targets costs against the objective, in a step along the null space.
    private static final double STIFFNESS = 1e8;

    /// How hard to try.
    ///
    /// @param starts configurations to start from, the given one included, at least 1
    /// @param iterations steps from each start
    /// @param maxStep longest step of a coordinate, rad or m
    /// @param improvements steps along the null space, where there is an objective
    public record Options(int starts, int iterations, double maxStep, int improvements) {
        public static final Options DEFAULT = new Options(100, 40, 0.7, 30);
        /// From the given start only: for following a target that moves little.
        public static final Options WARM = new Options(1, 40, 0.7, 5);
    }

    private final JointGroup group;
    private final Options options;
    private final @Nullable Objective objective;
    private final TaskErrors errors;
    private final LeastSquares squares;
    private final LeastSquares.Options search;
    private final LeastSquares.Options polish;
    private final int n;
    private final double[] lower;
    private final double[] upper;
    private final double[] best;
    private int attempts;

    public IkSolver(JointGroup group, List<IkTask> tasks, Options options) {
        this(group, tasks, options, null);
    }

    /// @param objective what to do with freedom that the tasks leave; null: nothing
    public IkSolver(JointGroup group, List<IkTask> tasks, Options options, @Nullable Objective objective) {
        this.group = group;
        this.options = options;
        this.objective = objective;
        n = group.size();
        errors = new TaskErrors(group, tasks);
        squares = new LeastSquares(errors);
        search = new LeastSquares.Options(options.iterations, 1e-4, options.maxStep);
        polish = new LeastSquares.Options(10, 1e-12, options.maxStep);
        lower = group.lower().toArray();
        upper = group.upper().toArray();
        best = new double[n];
    }

    public JointGroup group() {
        return group;
    }

    /// Starts that the last call of [#solve] tried.
    public int attempts() {
        return attempts;
    }

    /// Places the frames of the tasks, in the order of the tasks.
    public GroupKinematics kinematics() {
        return errors.kinematics();
    }

    /// Solves for one target per task.
    ///
    /// @param x [n] in: where to begin; out: the solution, or what came nearest; always within limits
    /// @return whether all tasks are met within their tolerances
    public boolean solve(double[] x, Pose... targets) {
        for (int t = 0; t < targets.length; t++) {
            errors.setTarget(t, targets[t]);
        }
        attempts = 1;
        boolean solved = squares.solve(x, lower, upper, search);
        if (!solved && options.starts > 1) {
            solved = solveFromElsewhere(x);
        }
        if (solved && objective != null) {
            improve(x, objective);
        }
        errors.kinematics().compute(x);
        return solved;
    }

    /// Leaves in `x` the solution, or the best of all starts.
    private boolean solveFromElsewhere(double[] x) {
        System.arraycopy(x, 0, best, 0, n);
        double least = squares.cost();
        while (attempts < options.starts) {
            double[] start = Workspace.configuration(group, LowDiscrepancy.HALTON, attempts);
            System.arraycopy(start, 0, x, 0, n);
            attempts++;
            if (squares.solve(x, lower, upper, search)) {
                return true;
            }
            if (squares.cost() < least) {
                least = squares.cost();
                System.arraycopy(x, 0, best, 0, n);
            }
        }
        System.arraycopy(best, 0, x, 0, n);
        return false;
    }

    /// Goes down the objective along the null space of the tasks, back onto the targets after every step.
    private void improve(double[] x, Objective down) {
        double value = down.value(x, errors.kinematics());
        double length = 1;
        double[] gradient = new double[n];
        double[] y = new double[n];
        down.gradient(x, errors.kinematics(), gradient);
        for (int i = 0; i < options.improvements && length > 1e-6; i++) {
            slide(x, gradient, length, y);
            boolean onTarget = squares.solve(y, lower, upper, polish);
            double now = onTarget ? down.value(y, errors.kinematics()) : Double.POSITIVE_INFINITY;
            if (now < value) {
                boolean settled = value - now < 1e-10 * (1 + Math.abs(value));
                value = now;
                System.arraycopy(y, 0, x, 0, n);
                if (settled) {
                    return;
                }
                down.gradient(x, errors.kinematics(), gradient);
                length *= 1.5;
            } else {
                length /= 4;
            }
        }
    }

    /// `y = x + d`, where `d` is as near to `−length · gradient` as the tasks and limits allow.
    private void slide(double[] x, double[] gradient, double length, double[] y) {
        int m = errors.residuals();
        double[] r = new double[m];
        double[] jacobian = new double[m * n];
        errors.evaluate(x, r);
        errors.linearize(x, r, jacobian);
        double[] h = new double[n * n];
        double[] g = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = i == j ? 1 : 0;
                for (int row = 0; row < m; row++) {
                    sum += STIFFNESS * jacobian[row * n + i] * jacobian[row * n + j];
                }
                h[i * n + j] = sum;
            }
            g[i] = length * gradient[i];
            low[i] = Math.max(lower[i] - x[i], -options.maxStep);
            high[i] = Math.min(upper[i] - x[i], options.maxStep);
        }
        Arrays.fill(y, 0);
        new BoxQp(n).solve(h, g, low, high, y);
        for (int i = 0; i < n; i++) {
            y[i] = Math.min(Math.max(y[i] + x[i], lower[i]), upper[i]);
        }
    }

    /// Solves many goals, each by itself, on all threads of a pool; the results do not depend on their number.
    ///
    /// @param targets [goals][tasks]
    /// @param x [goals][n] in: where to begin; out: the solutions
    /// @return [goals] whether each is reached
    public static boolean[] solveAll(
            JointGroup group, List<IkTask> tasks, Options options, Pose[][] targets, double[][] x, Parallel parallel) {
        boolean[] solved = new boolean[targets.length];
        parallel.run(targets.length, CHUNK, (from, to) -> {
            IkSolver solver = new IkSolver(group, tasks, options);
            for (int i = from; i < to; i++) {
                solved[i] = solver.solve(x[i], targets[i]);
            }
        });
        return solved;
    }
}
