package org.isthmus.motion.plan;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;

/// What must hold on all of a path, such as that a cup stays upright.
///
/// Configurations that meet it exactly form a surface in joint space; those within its tolerance are as good.
public interface Constraint {
    /// How far a configuration is from meeting it, as a part of the tolerance: up to 1 it holds.
    double violation(double[] x);

    /// Moves a configuration to one nearby, within joint limits, that meets it exactly.
    ///
    /// @param x [n] in and out
    /// @return whether there is one; else `x` is left anywhere
    boolean project(double[] x);

    /// A frame's z axis stays along a direction.
    ///
    /// @param direction world frame, any length
    /// @param tolerance rad
    static Constraint axis(JointGroup group, Frame frame, Vec3 direction, double tolerance) {
        return new AxisConstraint(group, frame, direction.normalized(), tolerance);
    }

    /// A frame keeps its pose in another: two hands hold one thing.
    ///
    /// @param pose of the second frame in the first
    /// @param position tolerance, m
    /// @param rotation tolerance, rad
    static Constraint held(JointGroup group, Frame first, Frame second, Pose pose, double position, double rotation) {
        return new HeldConstraint(group, first, second, pose, position, rotation);
    }
}
