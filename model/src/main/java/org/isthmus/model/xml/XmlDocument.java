package org.isthmus.model.xml;

import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;

/// A file of XML that was read.
///
/// @param file the name that locations carry
public record XmlDocument(String file, XmlElement root) {
    /// A longer text is refused.
    public static final int MAX_CHARACTERS = 128 << 20;
    /// Elements inside each other.
    public static final int MAX_DEPTH = 200;
    /// Elements of a document.
    public static final int MAX_ELEMENTS = 1_000_000;
    /// Attributes of one element.
    public static final int MAX_ATTRIBUTES = 500;
    /// Characters of one attribute (a mesh or a height field may stand in one).
    public static final int MAX_ATTRIBUTE_LENGTH = 64 << 20;

    /// Reads a file.
    ///
    /// @param at where the file was asked for
    /// @return empty after a diagnostic
    public static Optional<XmlDocument> read(
            FileAccess files, String file, SourceLocation at, Diagnostics diagnostics) {
        return files.text(file, at, diagnostics).flatMap(text -> parse(file, text, diagnostics));
    }

    /// Parses a text. What is not XML but that the field's readers take is taken with a warning: blanks before the XML
    /// declaration, a declaration of another version than 1.0 and 1.1, and `--` inside a comment.
    ///
    /// @param file the name that locations carry
    /// @return empty after a diagnostic: the text is not well-formed, has a DOCTYPE, or is beyond a limit
    public static Optional<XmlDocument> parse(String file, String text, Diagnostics diagnostics) {
        if (text.length() > MAX_CHARACTERS) {
            diagnostics.error(new SourceLocation(file, 0, 0), "the document has " + text.length() + " characters",
                    "at most " + MAX_CHARACTERS, "move meshes and height fields to files of their own");
            return Optional.empty();
        }
        Places places = new Places(file, text);
        return new TreeParser(Sins.forgiven(text, places, diagnostics), places, diagnostics)
                .parse()
                .map(root -> new XmlDocument(file, root));
    }
}
