package org.isthmus.model.xml;

import java.util.List;

import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// An element of a file with its attributes and children, in the file's order.
///
/// @param location of the `<` that begins it
/// @param text its own character data without that of its children, stripped of white space at both ends
public record XmlElement(String name, SourceLocation location, List<XmlAttribute> attributes, List<XmlElement> children,
        String text) {
    public XmlElement {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /// The value of an attribute, or null.
    public @Nullable String attribute(String attributeName) {
        XmlAttribute found = find(attributeName);
        return found == null ? null : found.value();
    }

    /// The value of an attribute, or `otherwise`.
    public String attribute(String attributeName, String otherwise) {
        XmlAttribute found = find(attributeName);
        return found == null ? otherwise : found.value();
    }

    public boolean has(String attributeName) {
        return find(attributeName) != null;
    }

    /// Where an attribute stands; the element's place when it has no such attribute.
    public SourceLocation locationOf(String attributeName) {
        XmlAttribute found = find(attributeName);
        return found == null ? location : found.location();
    }

    /// The first child of that name, or null.
    public @Nullable XmlElement child(String childName) {
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /// The children of that name.
    public List<XmlElement> children(String childName) {
        return children.stream().filter(c -> c.name.equals(childName)).toList();
    }

    private @Nullable XmlAttribute find(String attributeName) {
        for (XmlAttribute attribute : attributes) {
            if (attribute.name().equals(attributeName)) {
                return attribute;
            }
        }
        return null;
    }

    /// The start tag, for messages and debuggers.
    @Override
    public String toString() {
        StringBuilder tag = new StringBuilder("<").append(name);
        for (XmlAttribute a : attributes) {
            tag.append(' ').append(a.name()).append("=\"").append(a.value()).append('"');
        }
        return tag.append('>').toString();
    }
}
