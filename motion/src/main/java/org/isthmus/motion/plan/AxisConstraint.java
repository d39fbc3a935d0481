package org.isthmus.motion.plan;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.ik.IkTask;
import org.isthmus.motion.ik.TaskErrors;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;

/// A frame's z axis along a direction.
final class AxisConstraint implements Constraint {
    private final TaskErrors errors;
    private final Projection projection;
    /// [3] residual: rad
    private final double[] r = new double[3];
    private final double tolerance;

    AxisConstraint(JointGroup group, Frame frame, Vec3 direction, double tolerance) {
        this.tolerance = tolerance;
        errors = new TaskErrors(group, List.of(new IkTask(frame, IkTask.Goal.AXIS, 0, 0, 1)));
        errors.setTarget(0, Pose.rotated(Quat.between(Vec3.Z, direction)));
        projection = new Projection(group, errors);
    }

    /// The angle from the length of the chord between the two directions.
    @Override
    public double violation(double[] x) {
        errors.evaluate(x, r);
        double chord = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
        return 2 * StrictMath.asin(Math.min(1, chord / 2)) / tolerance;
    }

    @Override
    public boolean project(double[] x) {
        return projection.project(x);
    }
}
