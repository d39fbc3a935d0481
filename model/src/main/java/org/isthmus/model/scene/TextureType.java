package org.isthmus.model.scene;

/// How a texture is mapped. The order is MuJoCo's `mjtTexture`.
public enum TextureType implements Keyword {
    /// Two-dimensional.
    FLAT("2d"),
    /// Six faces of a cube around the geom.
    CUBE("cube"),
    /// Six faces of a cube around the scene.
    SKYBOX("skybox");

    private final String keyword;

    TextureType(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
