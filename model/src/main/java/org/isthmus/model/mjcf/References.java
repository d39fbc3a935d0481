package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Schema;

/// The names of other elements that an element holds.
final class References {
    /// @param type the kind of the other element
    record Reference(ObjectType type, String name) {
        /// Whether it is to something that is no part of a body and refers to none.
        boolean isToAsset() {
            return switch (type) {
                case MESH, HFIELD, TEXTURE, MATERIAL, DEFAULT -> true;
                default -> false;
            };
        }

        boolean isToWorld() {
            return type == ObjectType.BODY && name.equals("world");
        }
    }

    private References() {}

    static <E> List<Reference> of(E element, Schema<E> schema) {
        List<Reference> references = new ArrayList<>();
        schema.renameReferences(element, (type, name) -> {
            references.add(new Reference(type, name));
            return name;
        });
        return references;
    }
}
