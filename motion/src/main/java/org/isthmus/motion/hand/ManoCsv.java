package org.isthmus.motion.hand;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;

/// Reads MANO's pose parameters from comma-separated text: a header line, then per line the frame's number, 48 numbers of the pose
/// (rotation vectors of the wrist and of 15 joints, rad; not the coefficients of principal components) and 3 of the wrist's place, m.
/// A frame with an empty field or `nan` is not known. What is assumed of the hand is told at [ManoSkeleton].
public final class ManoCsv {
    private static final int NUMBERS = ManoSkeleton.POSE + 3;

    private ManoCsv() {}

    /// @param file name for messages
    /// @param rate frames per second
    /// @throws DiagnosticException with every bad line (up to the collector's limit)
    public static HandMotion read(String file, String text, double rate, boolean isRight, Diagnostics diagnostics) {
        ManoSkeleton skeleton = new ManoSkeleton(isRight);
        List<double[]> frames = FrameCsv.read(file, text, NUMBERS, "48 of the pose, 3 of the wrist's place",
                diagnostics);
        return HandMotion.fromMano(rate,
                frames.stream().map(numbers -> joints(numbers, skeleton)).toArray(double[][]::new), isRight);
    }

    /// A frame of which one number is unknown is unknown.
    private static double[] joints(double[] numbers, ManoSkeleton skeleton) {
        if (Double.isNaN(Arrays.stream(numbers).sum())) {
            double[] unknown = new double[3 * HandMotion.LANDMARKS];
            Arrays.fill(unknown, Double.NaN);
            return unknown;
        }
        return skeleton.joints(numbers, Vec3.of(numbers, ManoSkeleton.POSE));
    }
}
