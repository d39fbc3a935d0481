package org.isthmus.model.mjcf;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// The elements that may stand inside an element, each with what reads it. Others are errors.
///
/// @param <P> what the readers need besides the XML: the place in the scene
final class Children<P> {
    private final Diagnostics diagnostics;
    private final Map<String, BiConsumer<XmlElement, P>> readers = new LinkedHashMap<>();
    private final Set<String> unique = new HashSet<>();

    Children(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// An element that may occur any number of times.
    Children<P> on(String name, BiConsumer<XmlElement, P> reader) {
        readers.put(name, reader);
        return this;
    }

    /// An element that may occur once.
    Children<P> once(String name, BiConsumer<XmlElement, P> reader) {
        unique.add(name);
        return on(name, reader);
    }

    /// Reads all children of `parent` in their order.
    void read(XmlElement parent, P place) {
        Set<String> met = new HashSet<>();
        for (XmlElement child : parent.children()) {
            String name = child.name();
            @Nullable BiConsumer<XmlElement, P> reader = readers.get(name);
            if (reader == null) {
                reportUnknown(child, parent);
            } else if (!met.add(name) && unique.contains(name)) {
                diagnostics.error(child.location(), "a second <" + name + "> in <" + parent.name() + ">", "at most one",
                        "join the two");
            } else {
                reader.accept(child, place);
            }
        }
    }

    private void reportUnknown(XmlElement child, XmlElement parent) {
        String name = child.name();
        String unsupported = Unsupported.reason(name);
        if (unsupported != null) {
            diagnostics.error(child.location(), "<" + name + "> is not supported", unsupported, "remove it");
            return;
        }
        String remedy = Nearest.remedy(name, readers.keySet());
        diagnostics.error(child.location(), "unknown element <" + name + "> in <" + parent.name() + ">", "",
                remedy.isEmpty() ? knownNames(parent) : remedy);
    }

    private String knownNames(XmlElement parent) {
        return readers.isEmpty()
                ? "<" + parent.name() + "> holds no elements"
                : "known are " + String.join(", ", readers.keySet());
    }
}
