package org.isthmus.motion.hand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Reads frames of numbers from comma-separated text: a header line, then per line the frame's number and as many numbers as a frame has;
/// an empty field or `nan` is an unknown number.
final class FrameCsv {
    private FrameCsv() {}

    /// The frames, [numbers] each; NaN: unknown.
    ///
    /// @param file name for messages
    /// @param what the numbers of a frame are, for messages
    /// @throws DiagnosticException with every bad line (up to the collector's limit)
    static List<double[]> read(String file, String text, int numbers, String what, Diagnostics diagnostics) {
        List<double[]> frames = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            SourceLocation at = new SourceLocation(file, i + 1, 0);
            if (frames.size() == HandMotion.MAX_FRAMES) {
                throw diagnostics.fatal(at, "more than " + HandMotion.MAX_FRAMES + " frames", "a shorter recording",
                        "cut it");
            }
            frames.add(frame(lines.get(i).split(",", -1), numbers, what, at, diagnostics));
        }
        if (frames.isEmpty()) {
            diagnostics.error(new SourceLocation(file, 0, 0), "no frames",
                    "a header line, then a line of " + (1 + numbers) + " fields per frame", "");
        }
        diagnostics.throwIfErrors();
        return frames;
    }

    private static double[] frame(
            String[] fields, int numbers, String what, SourceLocation at, Diagnostics diagnostics) {
        double[] frame = new double[numbers];
        if (fields.length != 1 + numbers) {
            diagnostics.error(at, fields.length + " fields", (1 + numbers) + ": the frame's number, " + what, "");
            Arrays.fill(frame, Double.NaN);
            return frame;
        }
        for (int k = 0; k < numbers; k++) {
            frame[k] = number(fields[k + 1], at, k + 2, diagnostics);
        }
        return frame;
    }

    /// A finite number, or NaN for an empty field or `nan`.
    static double number(String field, SourceLocation line, int column, Diagnostics diagnostics) {
        String text = field.strip();
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as other values that are no coordinates
        }
        diagnostics.error(line, "'" + text + "' in field " + column, "a finite number or nothing", "");
        return Double.NaN;
    }
}
