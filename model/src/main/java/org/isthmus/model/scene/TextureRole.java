package org.isthmus.model.scene;

/// What a texture contributes to a material. The order is MuJoCo's `mjtTextureRole` from RGB on.
public enum TextureRole {
    RGB,
    OCCLUSION,
    ROUGHNESS,
    METALLIC,
    NORMAL,
    OPACITY,
    EMISSIVE,
    RGBA,
    ORM
}
