package org.isthmus.model.scene.edit;

import org.isthmus.model.scene.ObjectType;

/// The name of one element: names are unique only among elements of one kind.
record Name(ObjectType type, String name) {
    /// The root of the tree of bodies, which every scene has and nothing renames.
    static final Name WORLD = new Name(ObjectType.BODY, "world");

    @Override
    public String toString() {
        return type.word() + " '" + name + "'";
    }
}
