package org.isthmus.model.mjcf;

import java.util.LinkedHashSet;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.AttributeFormatException;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.xml.XmlAttribute;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of one XML element. Whatever is asked for is known; [#done] reports the rest as unknown.
///
/// An attribute whose text is blank counts as absent, with a warning. A value that cannot be read is an error at its place, and
/// counts as absent.
final class Attributes {
    private final XmlElement xml;
    private final boolean ofPrototype;
    private final Diagnostics diagnostics;
    /// Names that were asked for, in that order.
    private final Set<String> known = new LinkedHashSet<>();

    /// @param ofPrototype the element stands in a default class: it has no name and no class
    Attributes(XmlElement xml, boolean ofPrototype, Diagnostics diagnostics) {
        this.xml = xml;
        this.ofPrototype = ofPrototype;
        this.diagnostics = diagnostics;
    }

    XmlElement xml() {
        return xml;
    }

    boolean ofPrototype() {
        return ofPrototype;
    }

    /// Where an attribute stands, for messages of callers.
    SourceLocation at(String name) {
        return xml.locationOf(name);
    }

    /// Sets everything of `element` that the schema knows and the XML gives, but for `quat`, one of the forms that
    /// [Orientation] reads.
    ///
    /// @param not attributes of the schema that this XML element cannot have
    <E> void fill(E element, Schema<E> schema, Set<String> not) {
        for (Attribute<E> attribute : schema.attributes()) {
            String name = attribute.name();
            boolean ofElementOnly = name.equals("name") || name.equals("class");
            if (!not.contains(name) && !name.equals("quat") && !(ofPrototype && ofElementOnly)) {
                fill(element, attribute);
            }
        }
        if (element instanceof Element named) {
            named.source = xml.location();
        }
    }

    /// Sets an element or a prototype of a default class.
    <E extends Element> void fill(E element, Kind<E> kind) {
        fill(element, kind.schema(), ofPrototype ? kind.notInDefaults() : Set.of());
    }

    <E> void fill(E element, Schema<E> schema) {
        fill(element, schema, Set.of());
    }

    private <E> void fill(E element, Attribute<E> attribute) {
        String text = text(attribute.name());
        if (text == null) {
            return;
        }
        try {
            attribute.parse(element, text);
        } catch (AttributeFormatException e) {
            wrong(attribute.name(), e);
        }
    }

    boolean has(String name) {
        known.add(name);
        String text = xml.attribute(name);
        return text != null && !text.isBlank();
    }

    /// The text of an attribute; null when it is absent or blank.
    @Nullable
    String text(String name) {
        known.add(name);
        String text = xml.attribute(name);
        if (text != null && text.isBlank() && !name.equals("name")) {
            diagnostics.warning(at(name), "attribute '" + name + "' of <" + xml.name() + "> is empty and ignored",
                    "a value", "delete it");
        }
        return text == null || text.isBlank() ? null : text;
    }

    double number(String name, double otherwise) {
        Double value = parse(name, Codec.NUMBER);
        return value == null ? otherwise : value;
    }

    int integer(String name, int otherwise) {
        Integer value = parse(name, Codec.INTEGER);
        return value == null ? otherwise : value;
    }

    boolean flag(String name, boolean otherwise) {
        Boolean value = parse(name, Codec.FLAG);
        return value == null ? otherwise : value;
    }

    <C extends Enum<C>> C choice(String name, Class<C> type, C otherwise) {
        C value = parse(name, Codec.choice(type));
        return value == null ? otherwise : value;
    }

    /// Any count of numbers; null when absent.
    double @Nullable [] list(String name) {
        return parse(name, Codec.NUMBERS);
    }

    /// From `least` to `most` numbers; null when absent.
    double @Nullable [] numbers(String name, int least, int most) {
        double[] values = list(name);
        if (values == null || values.length >= least && values.length <= most) {
            return values;
        }
        String expected = least == most ? String.valueOf(least) : least + " to " + most;
        wrong(name, new AttributeFormatException(values.length + " numbers", expected + " numbers"));
        return null;
    }

    private <T> @Nullable T parse(String name, Codec<T> codec) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return codec.parse(text);
        } catch (AttributeFormatException e) {
            wrong(name, e);
            return null;
        }
    }

    private void wrong(String name, AttributeFormatException e) {
        diagnostics.error(at(name), e.getMessage() + " in attribute '" + name + "' of <" + xml.name() + ">",
                e.expected(), "");
    }

    /// The text of an attribute that must be there; null after an error.
    @Nullable
    String required(String name) {
        return isGiven(name) ? text(name) : null;
    }

    /// Whether an attribute that must be there is; an error otherwise.
    boolean isGiven(String name) {
        if (has(name)) {
            return true;
        }
        diagnostics.error(xml.location(), "<" + xml.name() + "> has no attribute '" + name + "'", "", "");
        return false;
    }

    /// Reports attributes that exclude each other.
    ///
    /// @return how many of them are given
    int countOf(String... names) {
        int given = 0;
        String first = "";
        for (String name : names) {
            if (has(name)) {
                if (given++ == 0) {
                    first = name;
                } else {
                    diagnostics.error(at(name), "<" + xml.name() + "> has both '" + first + "' and '" + name + "'",
                            "only one of them", "delete one");
                }
            }
        }
        return given;
    }

    /// As [#countOf], and one must be given.
    boolean exactlyOneOf(String... names) {
        int given = countOf(names);
        if (given == 0) {
            diagnostics.error(xml.location(), "<" + xml.name() + "> has none of '" + String.join("', '", names) + "'",
                    "one of them", "");
        }
        return given == 1;
    }

    /// Reports every attribute that nobody asked for. Those of other name spaces (`xmlns:x`, `x:y`) are none of ours.
    void done() {
        for (XmlAttribute attribute : xml.attributes()) {
            String name = attribute.name();
            if (!known.contains(name) && name.indexOf(':') < 0 && !name.equals("xmlns")) {
                String remedy = Nearest.remedy(name, known);
                diagnostics.error(attribute.location(), "unknown attribute '" + name + "' of <" + xml.name() + ">", "",
                        remedy.isEmpty() ? knownNames() : remedy);
            }
        }
    }

    private String knownNames() {
        return known.isEmpty() ? "it has no attributes" : "known are " + String.join(", ", known);
    }
}
