package org.isthmus.model.scene;

/// Bias of an actuator. The order is MuJoCo's `mjtBias`.
public enum BiasType {
    /// 0.
    NONE,
    /// `prm[0] + prm[1]·length + prm[2]·velocity`.
    AFFINE,
    /// Passive force curve.
    MUSCLE,
    DCMOTOR,
    SO3,
    USER
}
