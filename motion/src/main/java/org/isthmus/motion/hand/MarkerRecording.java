package org.isthmus.motion.hand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Markers of a motion-capture system over time.
///
/// @param rate frames per second
/// @param markers names
/// @param points [frames][markers · 3] m; NaN where a marker was lost
public record MarkerRecording(double rate, List<String> markers, double[][] points) {
    private static final double MILLIMETRE = 1e-3;
    /// Most markers of a recording.
    private static final int MAX_MARKERS = 10_000;

    public MarkerRecording {
        markers = List.copyOf(markers);
    }

    /// Reads the tab-separated text that Qualisys Track Manager exports: lines of a keyword and values (`FREQUENCY`,
    /// `MARKER_NAMES`, …), a line of column names, then per line optionally the frame's number and time, and x, y, z of
    /// each marker, mm. Empty fields, `nan` and points at (0, 0, 0) are lost markers.
    ///
    /// @param file name for messages
    /// @throws DiagnosticException with every bad line (up to the collector's limit)
    public static MarkerRecording readTsv(String file, String text, Diagnostics diagnostics) {
        double rate = Double.NaN;
        List<String> markers = List.of();
        List<double[]> frames = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            SourceLocation at = new SourceLocation(file, i + 1, 0);
            String[] fields = lines.get(i).split("\t", -1);
            if (fields[0].equals("FREQUENCY") && fields.length > 1) {
                rate = FrameCsv.number(fields[1], at, 2, diagnostics);
            } else if (fields[0].equals("MARKER_NAMES")) {
                markers = Arrays.stream(fields).skip(1).map(String::strip).filter(name -> !name.isEmpty()).toList();
            } else if (!fields[0].isBlank() && isNumber(fields[0])) {
                frames.add(frame(fields, markers.size(), at, diagnostics));
            }
            if (frames.size() > HandMotion.MAX_FRAMES || markers.size() > MAX_MARKERS) {
                throw diagnostics.fatal(at,
                        "more than " + HandMotion.MAX_FRAMES + " frames or " + MAX_MARKERS + " markers",
                        "a shorter recording", "cut it");
            }
        }
        SourceLocation whole = new SourceLocation(file, 0, 0);
        if (!(rate > 0)) {
            diagnostics.error(whole, "no FREQUENCY", "a line FREQUENCY with the frames per second", "");
        }
        if (markers.isEmpty() || frames.isEmpty()) {
            diagnostics.error(whole, frames.size() + " frames of " + markers.size() + " markers",
                    "a line MARKER_NAMES and lines of positions", "");
        }
        diagnostics.throwIfErrors();
        return new MarkerRecording(rate, markers, frames.toArray(double[][]::new));
    }

    private static boolean isNumber(String text) {
        return text.strip().matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
    }

    private static double[] frame(String[] fields, int markers, SourceLocation at, Diagnostics diagnostics) {
        double[] frame = new double[3 * markers];
        int extra = fields.length - frame.length;
        // some exports end lines with a tab
        int first = extra > 0 && fields[fields.length - 1].isBlank() ? extra - 1 : extra;
        if (first != 0 && first != 2) {
            diagnostics.error(at, fields.length + " fields", frame.length + " coordinates of " + markers
                    + " markers, with or without frame number and time before them", "");
            return frame;
        }
        for (int k = 0; k < frame.length; k++) {
            frame[k] = FrameCsv.number(fields[first + k], at, first + k + 1, diagnostics) * MILLIMETRE;
        }
        for (int m = 0; m < frame.length; m += 3) {
            boolean lost = frame[m] == 0 && frame[m + 1] == 0 && frame[m + 2] == 0;
            if (lost || Double.isNaN(frame[m] + frame[m + 1] + frame[m + 2])) {
                Arrays.fill(frame, m, m + 3, Double.NaN);
            }
        }
        return frame;
    }
}
