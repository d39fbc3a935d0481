package org.isthmus.motion.body;

import org.isthmus.core.math.Vec3;

/// When a human's feet stand: their ankles are low and slow.
final class FootContacts {
    /// Above the lowest place of that ankle, as a part of the leg's length.
    private static final double LOW = 0.06;
    /// m/s
    private static final double SLOW = 0.25;
    /// Shorter rests and shorter steps than this are none, s.
    private static final double SHORT = 0.08;

    private FootContacts() {}

    /// [frames] whether a foot stands.
    ///
    /// @param leg length of the human's leg, m
    static boolean[] of(BodyMotion motion, KeyPoint ankle, double leg) {
        int frames = motion.frames();
        double lowest = Double.POSITIVE_INFINITY;
        for (int f = 0; f < frames; f++) {
            lowest = Math.min(lowest, motion.at(f, ankle).z());
        }
        boolean[] stands = new boolean[frames];
        for (int f = 0; f < frames; f++) {
            Vec3 before = motion.at(Math.max(0, f - 1), ankle);
            Vec3 after = motion.at(Math.min(frames - 1, f + 1), ankle);
            int between = Math.min(frames - 1, f + 1) - Math.max(0, f - 1);
            double speed = between == 0 ? 0 : before.distance(after) * motion.rate() / between;
            stands[f] = speed < SLOW && motion.at(f, ankle).z() < lowest + LOW * leg;
        }
        int few = (int) Math.ceil(SHORT * motion.rate());
        fill(stands, false, few);
        fill(stands, true, few);
        return stands;
    }

    /// Turns runs of one value that are shorter than a few frames, and have others on both sides, into the other.
    private static void fill(boolean[] stands, boolean value, int few) {
        int begin = 0;
        for (int f = 1; f <= stands.length; f++) {
            if (f == stands.length || stands[f] != stands[begin]) {
                boolean isInside = begin > 0 && f < stands.length;
                for (int k = begin; k < f && isInside && stands[k] == value && f - begin < few; k++) {
                    stands[k] = !value;
                }
                begin = f;
            }
        }
    }
}
