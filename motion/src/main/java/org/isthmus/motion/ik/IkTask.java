package org.isthmus.motion.ik;

import org.isthmus.motion.kinematics.Frame;

/// What one frame has to do: which part of its target pose it must meet, and how closely.
///
/// @param positionTolerance greatest distance from the target, m
/// @param rotationTolerance greatest angle to the target, rad
/// @param length weight of rotations against positions: an error of 1 rad counts as `length` m
public record IkTask(Frame frame, Goal goal, double positionTolerance, double rotationTolerance, double length) {
    /// Which part of a target pose counts.
    public enum Goal {
        /// Position and orientation: six equations.
        POSE(true, Turn.FULL),
        POSITION(true, Turn.NONE),
        ORIENTATION(false, Turn.FULL),
        /// The direction of the frame's z axis; it may spin about it, anywhere.
        AXIS(false, Turn.AXIS),
        /// Position, and the direction of the z axis: five equations, for tools that may spin.
        POSITION_AND_AXIS(true, Turn.AXIS);

        final boolean position;
        final Turn turn;

        Goal(boolean position, Turn turn) {
            this.position = position;
            this.turn = turn;
        }

        int rows() {
            return (position ? 3 : 0) + (turn == Turn.NONE ? 0 : 3);
        }
    }

    enum Turn {
        NONE, AXIS, FULL
    }

    private static final double TIGHT = 1e-6;
    private static final double LENGTH = 0.3;

    /// A task that is met within 1 µm and 1 µrad.
    public static IkTask of(Frame frame, Goal goal) {
        return new IkTask(frame, goal, TIGHT, TIGHT, LENGTH);
    }

    /// The full pose of a frame.
    public static IkTask pose(Frame frame) {
        return of(frame, Goal.POSE);
    }

    public IkTask withTolerances(double position, double rotation) {
        return new IkTask(frame, goal, position, rotation, length);
    }
}
