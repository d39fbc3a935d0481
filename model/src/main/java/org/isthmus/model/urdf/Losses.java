package org.isthmus.model.urdf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.linkage.Repeats;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Schema;
import org.jspecify.annotations.Nullable;

/// Collects what URDF cannot express, to tell it once for all elements that lose the same.
final class Losses {
    private final Diagnostics diagnostics;
    /// By the word for the kind of element.
    private final Map<String, Repeats> repeats = new LinkedHashMap<>();

    Losses(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Tells something about one element; `found` reads after `joint 'a': `.
    void add(String kind, Element element, String found, String remedy) {
        repeats.computeIfAbsent(kind, Repeats::new).add(element.name == null ? "" : element.name, element.source, found,
                "",
                remedy);
    }

    /// Tells which attributes of an element are neither written nor as MuJoCo has them by default.
    ///
    /// @param written attributes that are written, or that matter to nothing that is
    <E extends Element> void addAttributes(String kind, E element, Schema<E> schema, Set<String> written) {
        String lost = different(element, schema.create(), schema, written);
        if (!lost.isEmpty()) {
            add(kind, element, lost + " not written", "");
        }
    }

    /// The names of the attributes in which two elements differ.
    static <E> String different(E element, E other, Schema<E> schema, Set<String> except) {
        StringJoiner names = new StringJoiner(", ");
        for (Attribute<E> attribute : schema.attributes()) {
            if (!except.contains(attribute.name()) && !attribute.same(element, other)) {
                names.add(attribute.name());
            }
        }
        return names.toString();
    }

    /// Tells that elements are left out altogether.
    void leftOut(int count, String what, @Nullable String remedy) {
        if (count > 0) {
            diagnostics.warning(SourceLocation.UNKNOWN, "URDF cannot hold " + what + ": " + count + " left out", "",
                    remedy == null ? "" : remedy);
        }
    }

    void report() {
        repeats.values().forEach(r -> r.report(diagnostics));
    }
}
