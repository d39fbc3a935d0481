package org.isthmus.model.linkage;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Quoted;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.AttributeFormatException;
import org.isthmus.model.scene.Codec;
import org.jspecify.annotations.Nullable;

/// Reads numbers from the texts of an XML file, where what is no number becomes an error at its place; and writes them.
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
            diagnostics.error(at, what + " is " + Quoted.of(text),
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
            diagnostics.error(at, what + " is " + Quoted.of(text), "one number", "");
            return otherwise;
        }
        return value;
    }

    /// Numbers as text: each the shortest decimal that reads back to the same double.
    public static String text(double... values) {
        return Codec.NUMBERS.format(values);
    }

    /// The number that `word` is; NaN when it is none.
    private static double number(String word) {
        try {
            return Codec.NUMBER.parse(word);
        } catch (AttributeFormatException e) {
            return Double.NaN;
        }
    }
}
