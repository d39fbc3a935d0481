package org.isthmus.motion.retarget;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.hand.HandMotion;

/// Turns two pivot fingers, thumb and one other, into the pose of a gripper and the width of its jaw (DexSim, section
/// 4.1).
///
/// The tool's frame has its origin in the middle of the two fingertips, y from the finger's tip to the thumb's, z away
/// from the hand (from the middle of the two fingers' roots), as near as that allows, and x across. Where the tips
/// touch and y has no direction, that of the frame before is kept, turned with the palm.
public final class GripperRetargeter {
    /// Tips nearer than this give no direction, m.
    private static final double TOUCHING = 5e-3;

    /// How to retarget.
    ///
    /// @param closed distance of human fingertips at which the jaw is closed: landmarks lie inside the fingers, m
    /// @param open distance at which it is open as far as it goes, m
    /// @param width of the open jaw, m
    public record Options(double closed, double open, double width) {
        /// For a jaw of a given width: a human hand's pinch from 2 to 10 cm.
        public static Options ofWidth(double width) {
            return new Options(0.02, 0.1, width);
        }
    }

    /// A retargeted motion.
    ///
    /// @param finger the one that works with the thumb
    /// @param poses [frames] of the tool, in the recording's frame
    /// @param widths [frames] of the jaw, m
    public record Result(Finger finger, List<Pose> poses, double[] widths) {}

    private final Options options;

    public GripperRetargeter(Options options) {
        if (!(options.open > options.closed)) {
            throw new IllegalArgumentException(
                    "open at " + options.open + " and closed at " + options.closed + ", expected more");
        }
        this.options = options;
    }

    /// The finger that comes nearest to the thumb: by the tenth part of the frames with the least distance.
    public static Finger pivot(HandMotion motion) {
        Finger best = Finger.INDEX;
        double least = Double.POSITIVE_INFINITY;
        for (Finger finger : List.of(Finger.INDEX, Finger.MIDDLE, Finger.RING, Finger.LITTLE)) {
            double[] distances = new double[motion.frames()];
            Arrays.setAll(distances, f -> distance(motion, f, finger));
            Arrays.sort(distances); // NaN last
            double near = distances[distances.length / 10];
            if (near < least) {
                least = near;
                best = finger;
            }
        }
        return best;
    }

    private static double distance(HandMotion motion, int f, Finger finger) {
        return motion.point(f, Finger.THUMB.tip()).distance(motion.point(f, finger.tip()));
    }

    /// Retargets a recording whose points are known ([Repair][org.isthmus.motion.hand.Repair] makes them so); where one
    /// is not, pose and width stay.
    public Result retarget(HandMotion motion, Finger finger) {
        Pose[] poses = new Pose[motion.frames()];
        double[] widths = new double[motion.frames()];
        Pose pose = Pose.IDENTITY;
        double width = options.width;
        Vec3 acrossInPalm = Vec3.Y;
        for (int f = 0; f < poses.length; f++) {
            Vec3 thumb = motion.point(f, Finger.THUMB.tip());
            Vec3 tip = motion.point(f, finger.tip());
            Vec3 roots = motion.point(f, Finger.THUMB.knuckle()).lerp(motion.point(f, finger.knuckle()), 0.5);
            Pose palm = motion.palm(f);
            if (thumb.plus(tip).plus(roots).isFinite() && palm.isFinite()) {
                double distance = thumb.distance(tip);
                Vec3 across = distance < TOUCHING ? palm.rotation().rotate(acrossInPalm)
                        : thumb.minus(tip).times(1 / distance);
                acrossInPalm = palm.rotation().rotateInverse(across);
                Vec3 middle = thumb.lerp(tip, 0.5);
                pose = new Pose(middle, tool(across, middle.minus(roots)));
                double part = (distance - options.closed) / (options.open - options.closed);
                width = options.width * Math.min(1, Math.max(0, part));
            }
            poses[f] = pose;
            widths[f] = width;
        }
        return new Result(finger, List.of(poses), widths);
    }

    /// Axes with y across the jaw exactly, and z as near to the approach as that allows.
    private static Quat tool(Vec3 across, Vec3 approach) {
        Vec3 z = approach.plusScaled(across, -approach.dot(across)).normalized();
        return Rotation.fromColumns(across.cross(z), across, z).toQuat();
    }
}
