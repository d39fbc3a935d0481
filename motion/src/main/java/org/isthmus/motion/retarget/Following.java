package org.isthmus.motion.retarget;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.ik.TaskErrors;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.numeric.LeastSquares;

/// The errors of one tool's pose, a cost of moving, and one of being away from a posture.
final class Following implements LeastSquares.Problem {
    private final TaskErrors errors;
    private final int n;
    /// [n] coordinates of the frame before
    private final double[] last;
    /// [6] errors of the pose: m, then rad
    private final double[] own = new double[6];
    /// [n] coordinates to stay near
    private final double[] posture;
    private final double calm;
    private double steadiness;

    /// @param posture [n]
    /// @param calm cost of being away from it: 1 rad counts as so many metres of error
    Following(JointGroup group, Frame tool, double length, double[] posture, double calm) {
        this.posture = posture.clone();
        this.calm = calm;
        errors = new TaskErrors(group, List.of(new IkTask(tool, IkTask.Goal.POSE, 0, 0, length)));
        n = group.size();
        last = new double[n];
    }

    void set(Pose target, double[] x, double cost) {
        errors.setTarget(0, target);
        System.arraycopy(x, 0, last, 0, n);
        steadiness = cost;
    }

    @Override
    public int unknowns() {
        return n;
    }

    @Override
    public int residuals() {
        return 6 + 2 * n;
    }

    @Override
    public void evaluate(double[] x, double[] r) {
        errors.evaluate(x, r);
        for (int i = 0; i < n; i++) {
            r[6 + i] = steadiness * (x[i] - last[i]);
            r[6 + n + i] = calm * (x[i] - posture[i]);
        }
    }

    @Override
    public void linearize(double[] x, double[] r, double[] jacobian) {
        System.arraycopy(r, 0, own, 0, 6);
        Arrays.fill(jacobian, 6 * n, residuals() * n, 0);
        errors.linearize(x, own, jacobian);
        for (int i = 0; i < n; i++) {
            jacobian[(6 + i) * n + i] = steadiness;
            jacobian[(6 + n + i) * n + i] = calm;
        }
    }
}
