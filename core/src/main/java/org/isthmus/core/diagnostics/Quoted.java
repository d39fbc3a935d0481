package org.isthmus.core.diagnostics;

/// A text of the user's as messages show it.
public final class Quoted {
    /// Longer texts are shown by their beginning and their end.
    private static final int MAX_LENGTH = 120;
    private static final int BEGINNING = 80;
    private static final String GAP = "...";

    private Quoted() {}

    /// The text in quotes, without its middle where it is long: both ends of a path matter.
    public static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return "'" + text + "'";
        }
        int end = MAX_LENGTH - BEGINNING - GAP.length();
        return "'" + text.substring(0, BEGINNING) + GAP + text.substring(text.length() - end) + "'";
    }
}
