package org.isthmus.model.compile;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// The working copy of one scene element while its scene is compiled. Stages change it and add to it; the scene stays
/// as it is.
class Draft<E extends Element> {
    final ObjectType type;
    /// A copy that belongs to the compilation.
    final E element;
    /// Number in the model; −1 until numbered.
    int id = -1;

    Draft(ObjectType type, E element) {
        this.type = type;
        this.element = element;
    }

    /// The kind and the name, for messages: `geom 'box'`.
    final String title() {
        return type.word() + " " + element.label();
    }

    /// As [#title], for messages at the element's own place.
    final String subject() {
        return element.name == null && !element.source.equals(SourceLocation.UNKNOWN) ? "this " + type.word() : title();
    }

    /// The name; empty when there is none.
    final String name() {
        return element.name == null ? "" : element.name;
    }

    /// The number of a draft that may be missing; −1 then.
    static int idOf(@Nullable Draft<?> draft) {
        return draft == null ? -1 : draft.id;
    }
}
