package org.isthmus.model.scene;

/// Whether a body's inertia comes from its geoms.
public enum InertiaFromGeom {
    /// Never; each moving body needs an inertial.
    FALSE,
    /// Always.
    TRUE,
    /// When it has no inertial.
    AUTO
}
