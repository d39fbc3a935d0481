package org.isthmus.motion.hand;

import java.util.Arrays;
import java.util.function.IntFunction;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;

/// Landmarks of one hand over time.
///
/// @param rate frames per second
/// @param points [frames][21 · 3] MediaPipe's order, m, any fixed frame; NaN where a point is not known
/// @param isRight whether it is a right hand
public record HandMotion(double rate, double[][] points, boolean isRight) {
    public static final int LANDMARKS = 21;
    public static final int WRIST = 0;
    /// Most frames of a recording: three hours at 100 Hz.
    public static final int MAX_FRAMES = 1_080_000;

    /// MANO's 16 joints and then 5 tips (thumb to little) in MediaPipe's order: landmark → row of a MANO output of 21
    /// points.
    private static final int[] MANO = {0, 13, 14, 15, 16, 1, 2, 3, 17, 4, 5, 6, 18, 10, 11, 12, 19, 7, 8, 9, 20};

    public HandMotion {
        for (double[] frame : points) {
            if (frame.length != 3 * LANDMARKS) {
                throw new IllegalArgumentException(frame.length + " numbers in a frame, expected " + 3 * LANDMARKS);
            }
        }
        if (!(rate > 0)) {
            throw new IllegalArgumentException("a rate of " + rate + ", expected more than 0");
        }
    }

    /// From MANO's order of joints: wrist, index, middle, little, ring, thumb (three each), then the tips of thumb,
    /// index, middle, ring and little finger.
    ///
    /// @param joints [frames][21 · 3]
    public static HandMotion fromMano(double rate, double[][] joints, boolean isRight) {
        double[][] points = new double[joints.length][3 * LANDMARKS];
        for (int f = 0; f < joints.length; f++) {
            for (int l = 0; l < LANDMARKS; l++) {
                System.arraycopy(joints[f], 3 * MANO[l], points[f], 3 * l, 3);
            }
        }
        return new HandMotion(rate, points, isRight);
    }

    public int frames() {
        return points.length;
    }

    public Vec3 point(int frame, int landmark) {
        return Vec3.of(points[frame], 3 * landmark);
    }

    public boolean isKnown(int frame, int landmark) {
        return !Double.isNaN(points[frame][3 * landmark]);
    }

    /// The part of all points in all frames that is not known.
    public double lost() {
        long lost = 0;
        for (int f = 0; f < frames(); f++) {
            for (int l = 0; l < LANDMARKS; l++) {
                lost += isKnown(f, l) ? 0 : 1;
            }
        }
        return frames() == 0 ? 0 : (double) lost / frames() / LANDMARKS;
    }

    /// Frames `from` (inclusive) to `to` (exclusive).
    public HandMotion slice(int from, int to) {
        return new HandMotion(rate, Arrays.copyOfRange(points, from, to), isRight);
    }

    /// The same frames with other points.
    HandMotion with(IntFunction<double[]> frame) {
        double[][] all = new double[frames()][];
        Arrays.setAll(all, frame);
        return new HandMotion(rate, all, isRight);
    }

    /// The frame of the palm: origin at the wrist, z towards the middle finger's knuckle, y from the little finger's
    /// knuckle to the index finger's, x out of the palm (of a left hand: y to the little finger's, so that x still
    /// comes out of the palm).
    public Pose palm(int frame) {
        Vec3 wrist = point(frame, WRIST);
        Vec3 z = point(frame, Finger.MIDDLE.knuckle()).minus(wrist).normalized();
        Vec3 side = point(frame, Finger.INDEX.knuckle()).minus(point(frame, Finger.LITTLE.knuckle()));
        return new Pose(wrist, axes(z, isRight ? side : side.negate()).toQuat());
    }

    /// The rotation with this z axis and a y axis as near to `side` as that allows.
    public static Rotation axes(Vec3 z, Vec3 side) {
        Vec3 y = side.plusScaled(z, -side.dot(z)).normalized();
        return Rotation.fromColumns(y.cross(z), y, z);
    }

    /// The median over all frames of the length of a finger's bones together, m; bones on both sides of an unknown
    /// joint count as one.
    public double length(Finger finger) {
        double[] lengths = new double[frames()];
        int count = 0;
        for (int f = 0; f < frames(); f++) {
            double sum = 0;
            int last = finger.knuckle();
            for (int l = last + 1; l <= finger.tip(); l++) {
                if (isKnown(f, l) || l == finger.tip()) {
                    sum += point(f, last).distance(point(f, l));
                    last = l;
                }
            }
            if (!Double.isNaN(sum)) {
                lengths[count++] = sum;
            }
        }
        Arrays.sort(lengths, 0, count);
        return count == 0 ? Double.NaN : lengths[count / 2];
    }

    /// The median over all frames of the distance of two landmarks, m; NaN where they are never known together.
    public double distance(int a, int b) {
        double[] distances = new double[frames()];
        Arrays.setAll(distances, f -> point(f, a).distance(point(f, b)));
        Arrays.sort(distances); // NaN last
        int count = (int) Arrays.stream(distances).filter(d -> !Double.isNaN(d)).count();
        return count == 0 ? Double.NaN : distances[count / 2];
    }

    /// How far the finger bends at its middle joint, rad: 0 is straight.
    public double bend(int frame, Finger finger) {
        Vec3 a = point(frame, finger.middle()).minus(point(frame, finger.knuckle()));
        Vec3 b = point(frame, finger.tip()).minus(point(frame, finger.middle()));
        return StrictMath.atan2(a.cross(b).length(), a.dot(b));
    }
}
