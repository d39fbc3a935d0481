package org.isthmus.model.scene;

/// Marks on a procedural texture.
public enum TextureMark {
    NONE,
    EDGE,
    CROSS,
    RANDOM
}
