package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// Walks through a text line by line and word by word, without copying it.
///
/// Words are separated by blanks; a comment runs from its sign, where that begins a word, to the end of the line. Numbers are ASCII, names UTF-8.
final class Words {
    private final byte[] text;
    private final char comment;
    private final boolean continued;
    /// Where the next line begins, and its number.
    private int next;
    private int nextLine = 1;
    /// The present line: what is left of it is from `at` to `lineEnd`.
    private int line;
    private int at;
    private int lineEnd;
    /// The present word.
    private int start;
    private int end;

    /// @param comment the sign that begins a comment
    /// @param continued whether `\` at the end of a line joins the next line to it
    Words(byte[] text, char comment, boolean continued) {
        this.text = text;
        this.comment = comment;
        this.continued = continued;
        if (text.length >= 3 && (text[0] & 0xFF) == 0xEF && (text[1] & 0xFF) == 0xBB && (text[2] & 0xFF) == 0xBF) {
            next = 3;
        }
    }

    /// The number of the present line, from 1 on.
    int line() {
        return line;
    }

    /// How many bytes of the line are left.
    int bytesLeft() {
        return lineEnd - at;
    }

    /// The offset of the first byte after the present line.
    int offsetOfNextLine() {
        return next;
    }

    /// Goes to the next line that is not blank; false at the end of the text.
    boolean nextLine() {
        while (next < text.length) {
            line = nextLine;
            at = next;
            lineEnd = endOfLine();
            if (skipBlanks()) {
                return true;
            }
        }
        at = lineEnd;
        return false;
    }

    /// Finds the end of the line that begins at `next`, and moves `next` behind it.
    private int endOfLine() {
        int i = next;
        int commentStart = -1;
        while (i < text.length) {
            byte c = text[i];
            if (c == '\n' || c == '\r') {
                int after = c == '\r' && i + 1 < text.length && text[i + 1] == '\n' ? i + 2 : i + 1;
                nextLine++;
                if (!continued || commentStart >= 0 || i == 0 || text[i - 1] != '\\') {
                    next = after;
                    return commentStart >= 0 ? commentStart : i;
                }
                i = after;
            } else {
                commentStart = commentStart < 0 && c == comment && (i == at || isBlank(i - 1)) ? i : commentStart;
                i++;
            }
        }
        next = text.length;
        return commentStart >= 0 ? commentStart : i;
    }

    /// Goes to the next word of the line; false when there is none.
    boolean nextWord() {
        if (!skipBlanks()) {
            return false;
        }
        start = at;
        while (at < lineEnd && !isBlank(at)) {
            at++;
        }
        end = at;
        return true;
    }

    /// Goes to the next word, on this line or a later one; false at the end of the text.
    boolean nextWordAnywhere() {
        while (!nextWord()) {
            if (!nextLine()) {
                return false;
            }
        }
        return true;
    }

    private boolean skipBlanks() {
        while (at < lineEnd && isBlank(at)) {
            at++;
        }
        return at < lineEnd;
    }

    private boolean isBlank(int i) {
        byte c = text[i];
        return c >= 0 && c <= ' '
                || c == '\\' && continued && i + 1 < text.length && (text[i + 1] == '\n' || text[i + 1] == '\r');
    }

    /// Whether the present word is `other`, in upper or lower case; `other` is in lower case.
    boolean is(String other) {
        if (end - start != other.length()) {
            return false;
        }
        for (int i = start; i < end; i++) {
            int c = text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i];
            if (c != other.charAt(i - start)) {
                return false;
            }
        }
        return true;
    }

    /// The present word.
    String word() {
        return new String(text, start, Math.min(end - start, 200), UTF_8);
    }

    /// What is left of the line, without blanks around it.
    String rest() {
        String rest = new String(text, at, lineEnd - at, UTF_8).strip();
        at = lineEnd;
        return rest;
    }

    /// The present word as a number; NaN when it is none, or says so itself.
    double number() {
        long digits = 0;
        int scale = 0;
        int i = start;
        boolean negative = text[i] == '-';
        i += negative || text[i] == '+' ? 1 : 0;
        int firstDigit = i;
        boolean point = false;
        for (; i < end && (isDigit(text[i]) || text[i] == '.' && !point); i++) {
            if (text[i] == '.') {
                point = true;
            } else {
                digits = 10 * digits + (text[i] - '0');
                scale -= point ? 1 : 0;
            }
        }
        // Up to 15 digits and 22 powers of ten, one rounding: the nearest double (W. Clinger, How to read floating point
        // numbers accurately, 1990).
        int digitCount = i - firstDigit - (point ? 1 : 0);
        if (i == end && digitCount > 0 && digitCount <= 15) {
            double value = digits / POWERS_OF_TEN[-scale];
            return negative ? -value : value;
        }
        return slowNumber();
    }

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private double slowNumber() {
        for (int i = start; i < end; i++) {
            byte c = text[i];
            if (!isDigit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return infinite();
            }
        }
        try {
            return end - start > 400 ? Double.NaN
                    : Double.parseDouble(new String(text, start, end - start, ISO_8859_1));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private double infinite() {
        return switch (word().toLowerCase(Locale.ROOT)) {
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    /// Reads numbers from the line until `out` is full or the line ends.
    ///
    /// @return how many there were; −1 when a word was no number ([#word] is that word; `out` has 0 for it)
    int numbers(double[] out) {
        int n = 0;
        while (n < out.length && nextWord()) {
            out[n] = number();
            if (Double.isNaN(out[n]) && !is("nan") && !is("-nan")) {
                out[n] = 0;
                return -1;
            }
            n++;
        }
        return n;
    }

    /// The present word as an integer, or `otherwise` when it is none that fits.
    int integer(int otherwise) {
        long value = 0;
        boolean negative = text[start] == '-';
        int i = start + (negative || text[start] == '+' ? 1 : 0);
        if (i == end || end - i > 10) {
            return otherwise;
        }
        for (; i < end; i++) {
            if (!isDigit(text[i])) {
                return otherwise;
            }
            value = 10 * value + (text[i] - '0');
        }
        value = negative ? -value : value;
        return value == (int) value ? (int) value : otherwise;
    }
}
