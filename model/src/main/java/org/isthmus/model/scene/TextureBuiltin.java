package org.isthmus.model.scene;

/// A procedural texture.
public enum TextureBuiltin {
    NONE,
    /// From `rgb1` to `rgb2`.
    GRADIENT,
    /// Two by two fields of `rgb1` and `rgb2`.
    CHECKER,
    /// `rgb1`; the lower face of a cube `rgb2`.
    FLAT
}
