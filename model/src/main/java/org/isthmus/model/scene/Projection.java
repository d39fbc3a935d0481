package org.isthmus.model.scene;

/// How a camera projects.
public enum Projection {
    PERSPECTIVE,
    ORTHOGRAPHIC
}
