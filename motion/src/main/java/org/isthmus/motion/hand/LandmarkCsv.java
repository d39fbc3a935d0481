package org.isthmus.motion.hand;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;

/// Reads landmarks from comma-separated text: a header line, then per line the frame's number and 63 numbers, x, y and
/// z of the 21 landmarks in MediaPipe's order, m; an empty field or `nan` is an unknown point.
public final class LandmarkCsv {
    private LandmarkCsv() {}

    /// @param file name for messages
    /// @param rate frames per second
    /// @throws DiagnosticException with every bad line (up to the collector's limit)
    public static HandMotion read(String file, String text, double rate, boolean isRight, Diagnostics diagnostics) {
        List<double[]> frames = FrameCsv.read(file, text, 3 * HandMotion.LANDMARKS, "then x, y, z of 21 landmarks",
                diagnostics);
        frames.forEach(LandmarkCsv::forgetHalfKnown);
        return new HandMotion(rate, frames.toArray(double[][]::new), isRight);
    }

    /// A point of which one coordinate is unknown is unknown.
    private static void forgetHalfKnown(double[] frame) {
        for (int l = 0; l < HandMotion.LANDMARKS; l++) {
            if (Double.isNaN(frame[3 * l] + frame[3 * l + 1] + frame[3 * l + 2])) {
                Arrays.fill(frame, 3 * l, 3 * l + 3, Double.NaN);
            }
        }
    }
}
