package org.isthmus.model.mjcf;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.AttributeFormatException;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Writes the attributes of elements that differ from what a reader begins with.
final class ElementWriter {
    private static final Set<String> NAMES = Set.of("name", "class");
    /// Attributes of which one number does not mean that the others stay.
    private static final Set<String> NEVER_SHORT = Set.of("springlength");

    final XmlWriter out;
    final WrittenClasses classes;
    final Diagnostics diagnostics;

    ElementWriter(XmlWriter out, WrittenClasses classes, Diagnostics diagnostics) {
        this.out = out;
        this.classes = classes;
        this.diagnostics = diagnostics;
    }

    /// Writes name and class, which come first.
    <E> void names(E element, E base, Schema<E> schema) {
        for (Attribute<E> attribute : schema.attributes()) {
            if (NAMES.contains(attribute.name())) {
                optional(attribute.name(), differing(attribute, element, base, schema));
            }
        }
    }

    /// Writes all other attributes.
    ///
    /// @param not attributes that are written otherwise, or not at all
    <E> void others(E element, E base, Schema<E> schema, Set<String> not) {
        for (Attribute<E> attribute : schema.attributes()) {
            if (!NAMES.contains(attribute.name()) && !not.contains(attribute.name())) {
                optional(attribute.name(), differing(attribute, element, base, schema));
            }
        }
    }

    /// Writes an element that holds nothing but attributes.
    <E> void element(String tag, E element, E base, Schema<E> schema) {
        out.open(tag);
        names(element, base, schema);
        others(element, base, schema, Set.of());
        out.close();
    }

    /// Writes an element that can have a default class and holds nothing but attributes.
    ///
    /// @param inherited the class it has where it names none
    <E extends Element> void element(E element, Kind<E> kind, @Nullable String className, DefaultClass inherited) {
        E base = classes.base(kind, classes.find(className, inherited));
        element(kind.schema().tag(), element, base, kind.schema());
    }

    /// The value that must be written; null when reading gives it anyway. Compared as text: that is what is read again.
    <E> @Nullable String differing(Attribute<E> attribute, E element, E base, Schema<E> schema) {
        String value = attribute.format(element);
        if (value == null || Objects.equals(value, attribute.format(base))) {
            return null;
        }
        if (attribute.referenceType() == ObjectType.DEFAULT) {
            return className(value, element);
        }
        return NEVER_SHORT.contains(attribute.name()) ? value : shortened(value, attribute, base, schema);
    }

    private @Nullable String className(String name, Object element) {
        if (!classes.has(name) && element instanceof Element named) {
            diagnostics.warning(named.source, "default class '" + name + "' does not exist", "", "it is left out");
            return null;
        }
        return classes.nameInFile(name);
    }

    /// The first numbers of a value, where those that follow are what a reader has already.
    private static <E> String shortened(String value, Attribute<E> attribute, E base, Schema<E> schema) {
        String[] words = value.split(" ");
        for (int count = 1; count < words.length; count++) {
            String start = String.join(" ", Arrays.copyOf(words, count));
            E probe = schema.create();
            attribute.copy(base, probe);
            try {
                attribute.parse(probe, start);
                if (value.equals(attribute.format(probe))) {
                    return start;
                }
            } catch (AttributeFormatException e) {
                // so few are not allowed
            }
        }
        return value;
    }

    void optional(String name, @Nullable String value) {
        if (value != null) {
            out.attribute(name, value);
        }
    }
}
