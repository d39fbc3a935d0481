package org.isthmus.model.scene;

import java.util.List;
import org.isthmus.core.diagnostics.SourceLocation;

/// User data that goes along with a scene (MJCF `custom`).
public sealed interface CustomField {
    String name();

    SourceLocation source();

    /// A copy that shares no mutable state.
    default CustomField copy() {
        return switch (this) {
            case Numeric n -> new Numeric(n.name, n.data.clone(), n.size, n.source);
            case Text t -> t;
            case Tuple t -> new Tuple(t.name, List.copyOf(t.entries), t.source);
        };
    }

    /// Numbers; `size` may be larger than their count, the rest being zeros.
    record Numeric(String name, double[] data, int size, SourceLocation source) implements CustomField {}

    record Text(String name, String data, SourceLocation source) implements CustomField {}

    /// References to other elements, each with a parameter.
    record Tuple(String name, List<Entry> entries, SourceLocation source) implements CustomField {}

    record Entry(ObjectType type, String object, double parameter) {}
}
