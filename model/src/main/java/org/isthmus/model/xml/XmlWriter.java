package org.isthmus.model.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Writes XML as people like to read and compare it: two blanks per level, attributes in the given order, lines of at most 120
/// characters where values allow; the same calls give the same bytes.
///
/// ```java
/// String text = new XmlWriter().open("robot").attribute("name", "arm").open("mass").text("1.5").close().close().toString();
/// ```
public final class XmlWriter {
    private static final int MAX_WIDTH = 120;
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    /// Attributes, ready as `name="value"`, of the start tag that is not written yet.
    private final List<String> attributes = new ArrayList<>();
    /// The innermost element's start tag waits for more attributes.
    private boolean startPending;
    /// The innermost element holds text only.
    private boolean inline;

    public XmlWriter() {}

    /// Begins an element inside the present one.
    public XmlWriter open(String name) {
        endStartTag(">\n");
        open.push(name);
        startPending = true;
        return this;
    }

    /// Adds an attribute to the element just begun.
    ///
    /// @throws IllegalStateException when the element already has content
    public XmlWriter attribute(String name, String value) {
        if (!startPending) {
            throw new IllegalStateException("attribute '" + name + "' comes after the content of its element");
        }
        attributes.add(name + "=\"" + escaped(value, true) + '"');
        return this;
    }

    /// Writes character data as the only content of the element just begun.
    public XmlWriter text(String value) {
        if (!startPending) {
            throw new IllegalStateException("text comes after other content of its element");
        }
        endStartTag(">");
        out.append(escaped(value, false));
        inline = true;
        return this;
    }

    /// Writes a comment on a line of its own.
    public XmlWriter comment(String value) {
        endStartTag(">\n");
        indent(open.size()).append("<!-- ").append(escaped(value, false).replace("--", "- -")).append(" -->\n");
        return this;
    }

    /// Ends the innermost element.
    public XmlWriter close() {
        if (startPending) {
            endStartTag("/>\n");
            open.pop();
            return this;
        }
        String name = open.pop();
        if (!inline) {
            indent(open.size());
        }
        inline = false;
        out.append("</").append(name).append(">\n");
        return this;
    }

    /// The document so far.
    ///
    /// @throws IllegalStateException when an element is still open
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element '" + open.peek() + "' is not closed");
        }
        return out.toString();
    }

    private void endStartTag(String end) {
        if (!startPending) {
            return;
        }
        startPending = false;
        int depth = open.size() - 1;
        int lineStart = out.length();
        indent(depth).append('<').append(open.peek());
        for (String attribute : attributes) {
            if (out.length() - lineStart + 1 + attribute.length() + 2 > MAX_WIDTH) {
                out.append('\n');
                lineStart = out.length();
                indent(depth + 1).append(INDENT);
            } else {
                out.append(' ');
            }
            out.append(attribute);
        }
        attributes.clear();
        out.append(end);
    }

    private StringBuilder indent(int depth) {
        return out.repeat(INDENT, depth);
    }

    /// What XML cannot hold at all (control characters, halves of surrogate pairs) becomes U+FFFD.
    private static String escaped(String value, boolean attribute) {
        StringBuilder text = new StringBuilder(value.length() + 8);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append(attribute ? "&quot;" : "\"");
                case '\r' -> text.append("&#13;");
                case '\n', '\t' -> {
                    if (attribute) {
                        text.append("&#").append(c).append(';');
                    } else {
                        text.append((char) c);
                    }
                }
                default -> text.appendCodePoint(isLegal(c) ? c : 0xFFFD);
            }
        });
        return text.toString();
    }

    private static boolean isLegal(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
