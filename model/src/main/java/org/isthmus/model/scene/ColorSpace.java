package org.isthmus.model.scene;

/// The colour space of an image.
public enum ColorSpace {
    AUTO,
    LINEAR,
    SRGB
}
