package org.isthmus.model.scene;

/// Replaces the name of an element of some kind, or keeps it.
@FunctionalInterface
public interface Renaming {
    /// The new name.
    ///
    /// @param type the kind; a body is always [ObjectType#BODY], never [ObjectType#XBODY]
    String rename(ObjectType type, String name);
}
