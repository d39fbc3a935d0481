package org.isthmus.model.scene;

/// Gain of an actuator. The order is MuJoCo's `mjtGain`.
public enum GainType {
    /// `prm[0]`.
    FIXED,
    /// `prm[0] + prm[1]·length + prm[2]·velocity`.
    AFFINE,
    /// Force-length-velocity curve.
    MUSCLE,
    DCMOTOR,
    SO3,
    PID,
    USER
}
