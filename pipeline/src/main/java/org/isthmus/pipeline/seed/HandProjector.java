package org.isthmus.pipeline.seed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.retarget.GripperRetargeter;
import org.isthmus.motion.retarget.Retargeting;

/// A human hand as a gripper of two fingers: thumb and the finger that works with it.
///
/// How far the jaw is open is a share of how far this hand opens in this recording: it may hold something thick all the time.
final class HandProjector {
    /// Of the smoothing, Hz.
    private static final double CUTOFF = 6;
    /// Shares of the frames that are more closed, and less, than what counts as closed and open.
    private static final double TAIL = 0.02;
    /// A hand that opens less further than this has no jaw, m.
    private static final double LEAST = 0.02;

    private HandProjector() {}

    static GripperMotion project(HandMotion hand, SequencedMap<String, List<Pose>> objects, SourceLocation place,
            Diagnostics diagnostics) {
        HandMotion repaired = Retargeting.repaired(hand, CUTOFF);
        Finger finger = GripperRetargeter.pivot(repaired);
        // [frames] distance of the fingertips, m
        double[] gaps = new double[hand.frames()];
        Arrays.setAll(gaps, f -> gap(repaired, f, finger));
        double[] sorted = Arrays.stream(gaps).filter(Double::isFinite).sorted().toArray();
        if (sorted.length < hand.frames() / 2 + 1) {
            throw diagnostics.fatal(place, "thumb and " + finger.name().toLowerCase(Locale.ROOT)
                    + " finger are lost in " + (hand.frames() - sorted.length) + " of " + hand.frames() + " frames",
                    "a recording that shows both fingertips in most", "take other frames");
        }
        double closed = sorted[(int) (TAIL * (sorted.length - 1))];
        double open = sorted[(int) ((1 - TAIL) * (sorted.length - 1))];
        if (open - closed < LEAST) {
            throw diagnostics.fatal(place,
                    String.format(Locale.ROOT, "thumb and finger come only %.0f mm nearer to each other",
                            1000 * (open - closed)),
                    "a hand that grasps, at least " + Math.round(1000 * LEAST) + " mm", "take other frames");
        }
        GripperRetargeter.Result result = new GripperRetargeter(new GripperRetargeter.Options(closed, open, 1))
                .retarget(repaired, finger);
        boolean[] measured = new boolean[hand.frames()];
        for (int f = 0; f < measured.length; f++) {
            measured[f] = hand.isKnown(f, Finger.THUMB.tip()) && hand.isKnown(f, finger.tip());
        }
        return new GripperMotion(hand.rate(), result.poses(), result.widths(), measured, objects);
    }

    private static double gap(HandMotion motion, int f, Finger finger) {
        return motion.point(f, Finger.THUMB.tip()).distance(motion.point(f, finger.tip()));
    }
}
