package org.isthmus.motion.hand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Reads landmarks from comma-separated text: a header line, then per line the frame's number and 63 numbers, x, y and
/// z of the 21 landmarks in MediaPipe's order, m; an empty field or `nan` is an unknown point.
public final class LandmarkCsv {
    private static final int FIELDS = 1 + 3 * HandMotion.LANDMARKS;

    private LandmarkCsv() {}

    /// @param file name for messages
    /// @param rate frames per second
    /// @throws DiagnosticException with every bad line (up to the collector's limit)
    public static HandMotion read(String file, String text, double rate, boolean isRight, Diagnostics diagnostics) {
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
            frames.add(frame(lines.get(i).split(",", -1), at, diagnostics));
        }
        if (frames.isEmpty()) {
            diagnostics.error(new SourceLocation(file, 0, 0), "no frames",
                    "a header line, then a line of " + FIELDS + " fields per frame", "");
        }
        diagnostics.throwIfErrors();
        return new HandMotion(rate, frames.toArray(double[][]::new), isRight);
    }

    private static double[] frame(String[] fields, SourceLocation at, Diagnostics diagnostics) {
        double[] frame = new double[3 * HandMotion.LANDMARKS];
        if (fields.length != FIELDS) {
            diagnostics.error(at, fields.length + " fields",
                    FIELDS + ": the frame's number, then x, y, z of 21 landmarks", "");
            return frame;
        }
        for (int k = 0; k < frame.length; k++) {
            frame[k] = number(fields[k + 1], at, k + 2, diagnostics);
        }
        for (int l = 0; l < HandMotion.LANDMARKS; l++) {
            if (Double.isNaN(frame[3 * l] + frame[3 * l + 1] + frame[3 * l + 2])) {
                Arrays.fill(frame, 3 * l, 3 * l + 3, Double.NaN);
            }
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
