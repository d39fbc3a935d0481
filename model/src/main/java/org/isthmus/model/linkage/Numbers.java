package org.isthmus.model.linkage;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Reads numbers from the texts of an XML file; what is no number becomes an error at its place.
public final class Numbers {
    private final Diagnostics diagnostics;

    public Numbers(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// The `count` finite numbers of a text.
    ///
    /// @param what names the text in the message: `attribute 'xyz' of 'origin'`
    /// @return null after an error
    public double @Nullable [] parse(String text, int count, String what, SourceLocation at) {
        String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+", count + 1);
        double[] values = new double[count];
        boolean right = words.length == count;
        for (int i = 0; right && i < count; i++) {
            values[i] = number(words[i]);
            right = Double.isFinite(values[i]);
        }
        if (!right) {
            diagnostics.error(at, what + " is '" + shortened(text) + "'",
                    count == 1 ? "one finite number" : count + " finite numbers", "");
            return null;
        }
        return values;
    }

    /// One number; infinite where the text says `inf` with or without a sign, as limits do.
    ///
    /// @return `otherwise` after an error
    public double limit(String text, double otherwise, String what, SourceLocation at) {
        double value = switch (text.strip()) {
            case "inf", "+inf", "Inf", "+Inf", "infinity", "Infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-Inf", "-infinity", "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> number(text.strip());
        };
        if (Double.isNaN(value)) {
            diagnostics.error(at, what + " is '" + shortened(text) + "'", "one number", "");
            return otherwise;
        }
        return value;
    }

    /// The number that `word` is; NaN when it is none.
    private static double number(String word) {
        // Double.parseDouble also takes 1.0f, 0x1p3 and NaN, which no file means
        for (int i = 0; i < word.length(); i++) {
            if ("+-.eE0123456789".indexOf(word.charAt(i)) < 0) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
