package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;

/// Cuts a gripper's motion into demonstrations at the events of its jaw.
///
/// Closed is a jaw that fell below [#CLOSED] and did not rise above [#OPEN] since: between the two nothing changes (hysteresis). A
/// demonstration reaches from the turn before it, where the tool was furthest from where it is going to close, to the turn after it.
final class Takes {
    static final double CLOSED = 0.5;
    static final double OPEN = 0.7;
    /// Shorter closings are none, s.
    private static final double SHORT = 0.1;
    /// The fingers stand when they move by less than this share within [#SHORT].
    private static final double STILL = 0.02;
    /// Of the rise from [#CLOSED] to how far the jaw was open: there the closing begins, and the opening ends.
    private static final double MOST = 0.7;
    /// Of the rise from closed: there the opening begins.
    private static final double LITTLE = 0.2;
    /// The longest reach and the longest way back that count, s.
    private static final double LONGEST = 3;
    /// An object, or a tool where no object was seen, that goes further while the jaw is closed is carried, m.
    private static final double CARRIED = 0.03;

    private Takes() {}

    /// A demonstration: frames of a motion.
    ///
    /// @param begin the tool sets out
    /// @param closing the jaw begins to close
    /// @param contact the fingers stand: first contact
    /// @param opening the jaw begins to open; the motion's end where it stays closed
    /// @param opened it is open again
    /// @param end the tool has turned back
    /// @param object what was nearest at the contact; empty: nothing was recorded
    /// @param isCarried whether that moved while the jaw was closed
    /// @param isReleased whether the jaw opens again
    record Take(int begin, int closing, int contact, int opening, int opened, int end, String object,
            boolean isCarried, boolean isReleased) {
        /// Frames in which the tool was not seen.
        int lost(GripperMotion motion) {
            int lost = 0;
            for (int f = begin; f <= end; f++) {
                lost += motion.measured()[f] ? 0 : 1;
            }
            return lost;
        }
    }

    /// A time at which the jaw is closed, frames; `to` is one after the last.
    private record Grip(int from, int to) {}

    /// All demonstrations, in the order of time.
    static List<Take> of(GripperMotion motion) {
        List<Grip> grips = grips(motion);
        List<Take> takes = new ArrayList<>();
        int free = 0;
        for (int i = 0; i < grips.size(); i++) {
            int next = i + 1 < grips.size() ? grips.get(i + 1).from : motion.frames();
            Take take = take(motion, grips.get(i), free, next);
            free = take.opened;
            takes.add(take);
        }
        return takes;
    }

    private static List<Grip> grips(GripperMotion motion) {
        double[] jaw = motion.jaw();
        int least = Math.max(1, (int) Math.rint(SHORT * motion.rate()));
        List<Grip> grips = new ArrayList<>();
        int from = -1;
        boolean wasOpen = false;
        for (int f = 0; f < jaw.length; f++) {
            if (from < 0) {
                wasOpen |= jaw[f] > OPEN;
                from = wasOpen && jaw[f] < CLOSED ? f : -1;
            } else if (jaw[f] > OPEN) {
                add(grips, from, f, least);
                from = -1;
            }
        }
        if (from >= 0) {
            add(grips, from, jaw.length, 1);
        }
        return grips;
    }

    private static void add(List<Grip> grips, int from, int to, int least) {
        if (to - from >= least) {
            grips.add(new Grip(from, to));
        }
    }

    /// @param free the first frame that no demonstration before has
    /// @param next where the jaw closes next
    private static Take take(GripperMotion motion, Grip grip, int free, int next) {
        double[] jaw = motion.jaw();
        int second = Math.max(1, (int) Math.rint(motion.rate()));
        double before = CLOSED + MOST * (most(jaw, Math.max(free, grip.from - second), grip.from) - CLOSED);
        int closing = Math.max(free, grip.from - 1);
        while (closing > free && jaw[closing] < before) {
            closing--;
        }
        int contact = contact(motion, grip);
        boolean isReleased = grip.to < jaw.length;
        int opening = isReleased ? opening(jaw, contact, grip.to) : jaw.length - 1;
        double after = CLOSED + MOST * (most(jaw, grip.to, Math.min(next, grip.to + second)) - CLOSED);
        int opened = Math.min(grip.to, jaw.length - 1);
        while (opened + 1 < next && jaw[opened] < after) {
            opened++;
        }
        int longest = (int) Math.rint(LONGEST * motion.rate());
        int begin = furthest(motion, Math.max(free, closing - longest), closing, contact);
        int end = furthest(motion, opened, Math.min(next - 1, opened + longest), opened);
        String object = nearest(motion, contact);
        List<Pose> moving = object.isEmpty() ? motion.tool() : motion.objects().getOrDefault(object, motion.tool());
        boolean isCarried = moving.get(opening).position().distance(moving.get(contact).position()) > CARRIED;
        return new Take(begin, closing, contact, Math.max(opening, contact), opened, Math.max(opened, end), object,
                isCarried, isReleased);
    }

    /// @param jaw [frames]
    private static double most(double[] jaw, int from, int to) {
        double most = CLOSED;
        for (int f = from; f < to; f++) {
            most = Math.max(most, jaw[f]);
        }
        return most;
    }

    private static int contact(GripperMotion motion, Grip grip) {
        double[] jaw = motion.jaw();
        int step = Math.max(1, (int) Math.rint(SHORT * motion.rate()));
        for (int f = grip.from; f + step < grip.to; f++) {
            if (jaw[f] - jaw[f + step] < STILL) {
                return f;
            }
        }
        return Math.min(grip.from + step, grip.to - 1);
    }

    /// @param jaw [frames]
    private static int opening(double[] jaw, int contact, int end) {
        double least = 1;
        for (int f = contact; f < end; f++) {
            least = Math.min(least, jaw[f]);
        }
        int opening = end;
        while (opening > contact && jaw[opening] > least + LITTLE * (OPEN - least)) {
            opening--;
        }
        return opening;
    }

    /// The last frame, of some, in which the tool is furthest from where it is in another.
    private static int furthest(GripperMotion motion, int from, int to, int other) {
        int best = to;
        double most = -1;
        for (int f = from; f <= to; f++) {
            double d = motion.tool().get(f).position().distance(motion.tool().get(other).position());
            if (d >= most) {
                most = d;
                best = f;
            }
        }
        return best;
    }

    private static String nearest(GripperMotion motion, int frame) {
        String nearest = "";
        double least = Double.POSITIVE_INFINITY;
        for (String name : motion.objects().keySet()) {
            List<Pose> poses = motion.objects().getOrDefault(name, List.of());
            double d = poses.get(frame).position().distance(motion.tool().get(frame).position());
            if (d < least) {
                least = d;
                nearest = name;
            }
        }
        return nearest;
    }
}
