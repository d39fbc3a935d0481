package org.isthmus.model.scene;

/// The kind of a light. The order is MuJoCo's `mjtLightType`.
public enum LightType {
    SPOT,
    DIRECTIONAL,
    POINT,
    /// Light from a texture around the scene.
    IMAGE
}
