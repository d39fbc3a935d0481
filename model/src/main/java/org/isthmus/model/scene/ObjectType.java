package org.isthmus.model.scene;

import java.util.Locale;

/// A kind of named thing in a scene, with its word in MJCF.
public enum ObjectType {
    BODY,
    /// A body's own frame, where `BODY` means its inertial frame.
    XBODY,
    JOINT,
    GEOM,
    SITE,
    CAMERA,
    LIGHT,
    MESH,
    HFIELD,
    TEXTURE,
    MATERIAL,
    PAIR,
    EXCLUDE,
    EQUALITY,
    TENDON,
    ACTUATOR,
    SENSOR,
    NUMERIC,
    TEXT,
    TUPLE,
    KEY,
    /// A default class.
    DEFAULT;

    /// The word as messages and MJCF write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
