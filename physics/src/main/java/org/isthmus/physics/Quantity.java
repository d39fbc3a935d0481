package org.isthmus.physics;

import org.isthmus.model.compiled.Sizes;

/// A vector that each world of a batch has.
public enum Quantity {
    /// [nq] generalised positions: m, rad, unit quaternions (w, x, y, z).
    QPOS,
    /// [nv] generalised velocities: m/s, rad/s.
    QVEL,
    /// [na] activations of actuators with dynamics.
    ACT,
    /// [nu] controls; clamped to their ranges when used.
    CTRL,
    /// [nv] forces from outside, N and N·m.
    QFRC_APPLIED,
    /// [nmocap][7] poses of mocap bodies: position m, quaternion.
    MOCAP,
    /// [nv] accelerations of the last step, m/s², rad/s²; read only.
    QACC,
    /// [nu] actuator forces of the last step, N or N·m; read only.
    ACTUATOR_FORCE,
    /// [nsensordata] what the sensors measured when they were last asked to ([WorldBatch#sense]); read only.
    SENSORDATA;

    /// How many numbers it has in a model of those sizes.
    public int size(Sizes sizes) {
        return switch (this) {
            case QPOS -> sizes.nq();
            case QVEL, QFRC_APPLIED, QACC -> sizes.nv();
            case ACT -> sizes.na();
            case CTRL, ACTUATOR_FORCE -> sizes.nu();
            case MOCAP -> 7 * sizes.nmocap();
            case SENSORDATA -> sizes.nsensordata();
        };
    }
}
