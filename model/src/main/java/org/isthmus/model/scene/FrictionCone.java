package org.isthmus.model.scene;

/// The shape of the friction cone.
public enum FrictionCone {
    PYRAMIDAL,
    ELLIPTIC
}
