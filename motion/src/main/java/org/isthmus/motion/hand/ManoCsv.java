package org.isthmus.motion.hand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;

/// Reads MANO's pose parameters from comma-separated text: a header line, then per line the frame's number, 48 numbers of the pose
/// (rotation vectors of the wrist and of 15 joints, rad; not the coefficients of principal components) and 3 of the wrist's place, m.
/// A frame with an empty field or `nan` is not known. What is assumed of the hand is told at [ManoSkeleton].
public final class ManoCsv {
    private static final int FIELDS = 1 + ManoSkeleton.POSE + 3;

    private ManoCsv() {}

    /// @param file name for messages
    /// @param rate frames per second
    /// @throws DiagnosticException with every bad line (up to the collector's limit)
    public static HandMotion read(String file, String text, double rate, boolean isRight, Diagnostics diagnostics) {
        ManoSkeleton skeleton = new ManoSkeleton(isRight);
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
            frames.add(frame(lines.get(i).split(",", -1), skeleton, at, diagnostics));
        }
        if (frames.isEmpty()) {
            diagnostics.error(new SourceLocation(file, 0, 0), "no frames",
                    "a header line, then a line of " + FIELDS + " fields per frame", "");
        }
        diagnostics.throwIfErrors();
        return HandMotion.fromMano(rate, frames.toArray(double[][]::new), isRight);
    }

    private static double[] frame(String[] fields, ManoSkeleton skeleton, SourceLocation at, Diagnostics diagnostics) {
        double[] unknown = new double[3 * HandMotion.LANDMARKS];
        Arrays.fill(unknown, Double.NaN);
        if (fields.length != FIELDS) {
            diagnostics.error(at, fields.length + " fields",
                    FIELDS + ": the frame's number, 48 of the pose, 3 of the wrist's place", "");
            return unknown;
        }
        double[] numbers = new double[FIELDS - 1];
        double sum = 0;
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = LandmarkCsv.number(fields[k + 1], at, k + 2, diagnostics);
            sum += numbers[k];
        }
        return Double.isNaN(sum) ? unknown : skeleton.joints(numbers, Vec3.of(numbers, ManoSkeleton.POSE));
    }
}
