package org.isthmus.model.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import org.codehaus.stax2.XMLInputFactory2;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Builds the tree of one text from Woodstox' events.
final class TreeParser {
    private static final WstxInputFactory FACTORY = factory();

    private final String text;
    private final Places places;
    private final Diagnostics diagnostics;
    private final Deque<Open> stack = new ArrayDeque<>();
    private int elements;
    private @Nullable XmlElement root;

    TreeParser(String text, Places places, Diagnostics diagnostics) {
        this.text = text;
        this.places = places;
        this.diagnostics = diagnostics;
    }

    /// An element whose end has not come yet.
    private record Open(String name, SourceLocation location, List<XmlAttribute> attributes,
            List<XmlElement> children, StringBuilder text) {
        XmlElement close() {
            return new XmlElement(name, location, attributes, children, text.toString().strip());
        }
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // errors come where they are met, as checked exceptions
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, XmlDocument.MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, XmlDocument.MAX_ATTRIBUTE_LENGTH);
        return factory;
    }

    Optional<XmlElement> parse() {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                if (!take(reader, reader.next())) {
                    return Optional.empty();
                }
            }
            return Optional.ofNullable(root);
        } catch (XMLStreamException e) {
            report(e);
            return Optional.empty();
        }
    }

    /// Handles one event; false when reading must end.
    private boolean take(XMLStreamReader reader, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> open(reader);
            case XMLStreamConstants.END_ELEMENT -> close();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (!stack.isEmpty()) {
                    stack.peek().text.append(reader.getText());
                }
            }
            case XMLStreamConstants.DTD -> {
                diagnostics.error(place(reader.getLocation()), "the document has a DOCTYPE",
                        "none: document types and entities are not read", "delete the DOCTYPE and write entities out");
                return false;
            }
            default -> {
                // comments and processing instructions say nothing about the scene
            }
        }
        return withinLimits();
    }

    private void open(XMLStreamReader reader) {
        int start = reader.getLocation().getCharacterOffset();
        int[] offsets = attributeOffsets(start, reader.getAttributeCount());
        List<XmlAttribute> attributes = new ArrayList<>(offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            attributes.add(new XmlAttribute(name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i), places.at(offsets[i])));
        }
        stack.push(new Open(name(reader.getPrefix(), reader.getLocalName()), places.at(start), attributes,
                new ArrayList<>(), new StringBuilder()));
        elements++;
    }

    private void close() {
        XmlElement element = stack.pop().close();
        if (stack.isEmpty()) {
            root = element;
        } else {
            stack.peek().children.add(element);
        }
    }

    private boolean withinLimits() {
        if (stack.size() > XmlDocument.MAX_DEPTH) {
            diagnostics.error(stack.peek().location,
                    "more than " + XmlDocument.MAX_DEPTH + " elements inside each other",
                    "at most " + XmlDocument.MAX_DEPTH, "make the tree shallower");
            return false;
        }
        if (elements > XmlDocument.MAX_ELEMENTS) {
            diagnostics.error(stack.peek().location, "more than " + XmlDocument.MAX_ELEMENTS + " elements",
                    "at most " + XmlDocument.MAX_ELEMENTS, "split the document");
            return false;
        }
        return true;
    }

    /// Where the attributes of the start tag at `start` begin; the tag is known to be well-formed.
    private int[] attributeOffsets(int start, int count) {
        int[] offsets = new int[count];
        int at = start + 1;
        for (int i = 0; i < count; i++) {
            while (!Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            offsets[i] = at;
            while (text.charAt(at) != '"' && text.charAt(at) != '\'') {
                at++;
            }
            at = text.indexOf(text.charAt(at), at + 1) + 1;
        }
        return offsets;
    }

    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    private void report(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int tail = message.indexOf("\n at [row,col");
        diagnostics.error(place(e.getLocation()),
                "not well-formed XML: " + (tail < 0 ? message : message.substring(0, tail)),
                "", "mend the XML; the place is where the reader noticed");
    }

    private SourceLocation place(@Nullable Location location) {
        int offset = location == null ? 0 : location.getCharacterOffset();
        return places.at(Math.clamp(offset, 0, text.length()));
    }
}
