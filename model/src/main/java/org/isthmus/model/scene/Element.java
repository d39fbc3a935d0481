package org.isthmus.model.scene;

import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// What every named part of a scene has.
public abstract class Element {
    /// Unique among elements of its kind, or null.
    public @Nullable String name;
    /// Where it was read from, for diagnostics.
    public SourceLocation source = SourceLocation.UNKNOWN;

    Element() {}

    /// The name in quotes, or the place it came from: for messages.
    public String label() {
        if (name != null) {
            return "'" + name + "'";
        }
        return source.equals(SourceLocation.UNKNOWN) ? "without a name" : "without a name (" + source + ")";
    }
}
