package org.isthmus.core.diagnostics;

import java.util.Locale;

/// One problem in a user's input.
///
/// @param found what is there, a short sentence without a full stop: `joint 'elbow' has range 2 1`
/// @param expected what would be right, or empty: `a lower limit below the upper`
/// @param remedy what the user can do, or empty: `swap the two numbers`
public record Diagnostic(Severity severity, SourceLocation location, String found, String expected, String remedy) {
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
