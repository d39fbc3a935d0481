package org.isthmus.task.signal;

import org.isthmus.model.scene.ObjectType;

/// A frame of the scene by name: that of a body or of a site.
///
/// @param kind [ObjectType#XBODY] or [ObjectType#SITE]
public record Place(ObjectType kind, String name) {
    /// The world's own frame.
    public static final Place WORLD = body("world");

    public static Place body(String name) {
        return new Place(ObjectType.XBODY, name);
    }

    public static Place site(String name) {
        return new Place(ObjectType.SITE, name);
    }

    @Override
    public String toString() {
        return name;
    }
}
