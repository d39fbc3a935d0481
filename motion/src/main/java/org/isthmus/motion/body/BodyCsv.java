package org.isthmus.motion.body;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Reads key points of a body from comma-separated text: a header with the columns' names, then a line for each frame.
///
/// Columns are `left_hip.x`, `left_hip.y`, `left_hip.z` and so on for the twelve points of [KeyPoint], in any order; others are passed over.
/// Metres, z up, the floor at 0. Every number must be there.
public final class BodyCsv {
    private static final String AXES = "xyz";
    /// A coordinate is nearer than this, m.
    private static final double MAX_COORDINATE = 1e4;

    private BodyCsv() {}

    /// @param file name for messages
    /// @param rate frames per second, above 0
    /// @throws DiagnosticException with every missing column, or every bad field (up to the collector's limit)
    public static BodyMotion read(String file, String text, double rate, Diagnostics diagnostics) {
        List<String> lines = text.lines().toList();
        List<String> header = lines.isEmpty() ? List.of()
                : Arrays.stream(lines.getFirst().split(",", -1)).map(s -> s.strip().toLowerCase(Locale.ROOT)).toList();
        int[] columns = columns(new SourceLocation(file, 1, 0), header, diagnostics);
        diagnostics.throwIfErrors();
        List<double[]> frames = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                SourceLocation at = new SourceLocation(file, i + 1, 0);
                if (frames.size() == BodyMotion.MAX_FRAMES) {
                    throw diagnostics.fatal(at, "more than " + BodyMotion.MAX_FRAMES + " frames", "a shorter recording",
                            "cut it");
                }
                frames.add(frame(lines.get(i).split(",", -1), header, columns, at, diagnostics));
            }
        }
        if (frames.isEmpty()) {
            diagnostics.error(new SourceLocation(file, 0, 0), "no frames", "a line of numbers per frame", "");
        }
        diagnostics.throwIfErrors();
        return new BodyMotion(rate, frames.toArray(double[][]::new));
    }

    /// [points · 3] column of each coordinate
    private static int[] columns(SourceLocation at, List<String> header, Diagnostics diagnostics) {
        int[] columns = new int[3 * KeyPoint.values().length];
        for (int i = 0; i < columns.length; i++) {
            String name = name(i);
            columns[i] = header.indexOf(name);
            if (columns[i] < 0) {
                diagnostics.error(at, "no column '" + name + "'", "columns x, y and z of all twelve key points", "");
            }
        }
        return columns;
    }

    private static String name(int coordinate) {
        return KeyPoint.values()[coordinate / 3].name().toLowerCase(Locale.ROOT) + "." + AXES.charAt(coordinate % 3);
    }

    private static double[] frame(String[] fields, List<String> header, int[] columns, SourceLocation at,
            Diagnostics diagnostics) {
        double[] frame = new double[columns.length];
        if (fields.length != header.size()) {
            diagnostics.error(at, fields.length + " fields", header.size() + ", as in the header", "");
            return frame;
        }
        for (int i = 0; i < columns.length; i++) {
            frame[i] = number(fields[columns[i]].strip(), name(i), at, diagnostics);
        }
        return frame;
    }

    private static double number(String text, String name, SourceLocation at, Diagnostics diagnostics) {
        try {
            double value = Double.parseDouble(text);
            if (Math.abs(value) <= MAX_COORDINATE) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as other values that are no places
        }
        diagnostics.error(at, "'" + text + "' for '" + name + "'", "a number of metres, at most 10000",
                "fill gaps before");
        return 0;
    }
}
