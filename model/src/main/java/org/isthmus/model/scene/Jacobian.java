package org.isthmus.model.scene;

/// The layout of constraint Jacobians.
public enum Jacobian {
    DENSE,
    SPARSE,
    AUTO
}
