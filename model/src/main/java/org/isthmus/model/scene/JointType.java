package org.isthmus.model.scene;

/// What motion a joint allows. The order is MuJoCo's `mjtJoint`.
public enum JointType {
    /// Six degrees of freedom; 7 numbers of `qpos` (position, then quaternion), 6 of `qvel`.
    FREE,
    /// Three rotations; 4 numbers of `qpos` (a quaternion), 3 of `qvel`.
    BALL,
    /// Translation along the axis, in metres.
    SLIDE,
    /// Rotation about the axis, in radians.
    HINGE;

    /// Numbers of `qpos` that hold the joint's position.
    public int qposCount() {
        return switch (this) {
            case FREE -> 7;
            case BALL -> 4;
            case SLIDE, HINGE -> 1;
        };
    }

    /// Degrees of freedom: numbers of `qvel`.
    public int dofCount() {
        return switch (this) {
            case FREE -> 6;
            case BALL -> 3;
            case SLIDE, HINGE -> 1;
        };
    }

    /// Whether the position is an angle or made of angles.
    public boolean isAngular() {
        return this == HINGE || this == BALL;
    }
}
