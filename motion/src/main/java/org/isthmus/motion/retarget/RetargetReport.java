package org.isthmus.motion.retarget;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.trajectory.Smoothness;

/// How good a retargeted motion is, as figures by name in a fixed order.
///
/// @param figures value by name; names end in their unit
public record RetargetReport(Map<String, Double> figures) {
    private static final double MILLI = 1e3;

    public RetargetReport {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /// Of a dexterous hand.
    public static RetargetReport of(RobotHand hand, HandRetargeter.Result result, double rate) {
        Map<String, Double> figures = new LinkedHashMap<>();
        addErrors(figures, "fingertip vector", "mm", result.tipErrors(), MILLI);
        addErrors(figures, "pinch distance", "mm", result.pinchErrors(), MILLI);
        addMotion(figures, "", hand.group(), result.x(), rate);
        return new RetargetReport(figures);
    }

    /// Of an arm with a gripper.
    public static RetargetReport of(RobotGripper gripper, ArmRetargeter.Result arm, double[][] jaw, double rate) {
        Map<String, Double> figures = new LinkedHashMap<>();
        addErrors(figures, "tool position", "mm", arm.positionErrors(), MILLI);
        addErrors(figures, "tool rotation", "mrad", arm.rotationErrors(), MILLI);
        addMotion(figures, "", gripper.arm(), arm.x(), rate);
        addMotion(figures, "jaw ", gripper.jawGroup(), jaw, rate);
        return new RetargetReport(figures);
    }

    /// Adds mean and 95 % bound of errors; NaN: unknown.
    ///
    /// @param errors in SI units
    /// @param scale to `unit`
    public static void addErrors(Map<String, Double> figures, String name, String unit, double[] errors,
            double scale) {
        double[] known = Arrays.stream(errors).filter(e -> !Double.isNaN(e)).map(Math::abs).sorted().toArray();
        if (known.length > 0) {
            figures.put(name + " error, mean, " + unit, scale * Arrays.stream(known).sum() / known.length);
            figures.put(name + " error, 95 % of frames below, " + unit,
                    scale * known[(int) (0.95 * (known.length - 1))]);
        }
    }

    /// Adds how smooth a motion of a group is, and how far from its limits.
    ///
    /// @param x [frames][n]
    public static void addMotion(Map<String, Double> figures, String what, JointGroup group, double[][] x,
            double rate) {
        Smoothness smoothness = Smoothness.of(x, rate);
        figures.put(what + "largest step between frames, rad or m", smoothness.largestStep());
        figures.put(what + "jerk, root mean square, rad/s³ or m/s³", smoothness.rootMeanSquareJerk());
        figures.put(what + "spectral arc length", smoothness.spectralArcLength());
        figures.put(what + "least distance from a limit, part of the range", margin(group, x));
        figures.put(what + "frames with a joint at a limit, %", 100 * atLimit(group, x));
    }

    /// The least distance of any coordinate from its nearer limit, as a part of its range; negative outside.
    static double margin(JointGroup group, double[][] x) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] frame : x) {
            for (int i = 0; i < frame.length; i++) {
                double range = group.upper().get(i) - group.lower().get(i);
                if (Double.isFinite(range) && range > 0) {
                    double room = Math.min(frame[i] - group.lower().get(i), group.upper().get(i) - frame[i]);
                    least = Math.min(least, room / range);
                }
            }
        }
        return least;
    }

    private static double atLimit(JointGroup group, double[][] x) {
        long count = Arrays.stream(x).filter(frame -> margin(group, new double[][]{frame}) <= 0).count();
        return x.length == 0 ? 0 : (double) count / x.length;
    }

    /// One line per figure, names and values in columns.
    public String table() {
        int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        figures.forEach(
                (name, value) -> text.append(String.format(Locale.ROOT, "%-" + width + "s  %10.3f%n", name, value)));
        return text.toString();
    }
}
