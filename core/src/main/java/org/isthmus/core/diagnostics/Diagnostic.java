package org.isthmus.core.diagnostics;

import java.util.Locale;

/// One problem in a user's input.
///
/// The texts may quote the input: control characters in them are escaped, and each is cut at [#MAX_LENGTH] characters.
///
/// @param found what is there, a short sentence without a full stop: `joint 'elbow' has range 2 1`
/// @param expected what would be right, or empty: `a lower limit below the upper`
/// @param remedy what the user can do, or empty: `swap the two numbers`
public record Diagnostic(Severity severity, SourceLocation location, String found, String expected, String remedy) {
    /// The longest text, in characters; a hostile input may hold a name of a megabyte.
    public static final int MAX_LENGTH = 1000;

    public Diagnostic {
        found = printable(found);
        expected = printable(expected);
        remedy = printable(remedy);
    }

    private static String printable(String text) {
        if (text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            out.append(
                    Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : Character.toString(c));
        }
        return text.length() > MAX_LENGTH ? out.append('…').toString() : out.toString();
    }

    /// One line: `file:line:column: error: found; expected …; remedy`.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String place = location.toString();
        if (!place.isEmpty()) {
            text.append(place).append(": ");
        }
        text.append(severity.name().toLowerCase(Locale.ROOT)).append(": ").append(found);
        if (!expected.isEmpty()) {
            text.append("; expected ").append(expected);
        }
        if (!remedy.isEmpty()) {
            text.append("; ").append(remedy);
        }
        return text.toString();
    }
}
