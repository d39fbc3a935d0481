package org.isthmus.motion.plan;

import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// Brings residuals to 0 from a configuration nearby, within joint limits.
final class Projection {
    private static final LeastSquares.Options STEPS = new LeastSquares.Options(30, 1e-10, 0.3);
    /// What counts as 0: residuals are m or rad.
    private static final double ZERO = 1e-6;

    private final LeastSquares solver;
    /// [n] limits of the coordinates
    private final double[] lower;
    private final double[] upper;

    Projection(JointGroup group, LeastSquares.Problem problem) {
        solver = new LeastSquares(problem);
        lower = group.lower().toArray();
        upper = group.upper().toArray();
    }

    boolean project(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.clamp(x[i], lower[i], upper[i]);
        }
        solver.solve(x, lower, upper, STEPS);
        return solver.cost() < ZERO * ZERO;
    }
}
