package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.hand.HandMotion;
import org.isthmus.motion.hand.MarkerMapping;
import org.isthmus.motion.hand.MarkerRecording;

/// Objects in a recording of markers: three or more markers whose names begin alike (`pillow_top`, `pillow_left`, …) and that are not
/// the hand's.
///
/// An object's frame has its origin in the middle of those markers and is upright, x towards the first of them, in the first frame where they
/// are all seen; from there it moves as the first three do, rigidly. Where one is lost the object stays.
final class ObjectTracks {
    private static final int TRIAD = 3;

    private ObjectTracks() {}

    /// Poses by name, [frames] each, m; objects that are never seen whole are left out.
    static SequencedMap<String, List<Pose>> of(MarkerRecording recording, MarkerMapping mapping) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int m = 0; m < recording.markers().size(); m++) {
            String name = recording.markers().get(m);
            int end = name.lastIndexOf('_');
            if (end > 0 && !mapping.palm().contains(name) && !mapping.markers().containsValue(name)) {
                groups.computeIfAbsent(name.substring(0, end), key -> new ArrayList<>()).add(m);
            }
        }
        SequencedMap<String, List<Pose>> objects = new LinkedHashMap<>();
        groups.forEach((name, markers) -> {
            List<Pose> poses = markers.size() < TRIAD ? List.of() : track(recording.points(), markers);
            if (!poses.isEmpty()) {
                objects.put(name, poses);
            }
        });
        return objects;
    }

    /// @param points [frames][markers · 3] m
    private static List<Pose> track(double[][] points, List<Integer> markers) {
        List<Pose> poses = new ArrayList<>();
        Pose inTriad = Pose.IDENTITY;
        Pose last = Pose.IDENTITY;
        int first = -1;
        for (int f = 0; f < points.length; f++) {
            Pose triad = triad(points[f], markers);
            if (triad.isFinite()) {
                if (first < 0) {
                    Pose upright = upright(points[f], markers);
                    if (!upright.isFinite()) {
                        poses.add(last);
                        continue;
                    }
                    first = f;
                    inTriad = triad.inverse().times(upright);
                }
                Pose pose = triad.times(inTriad);
                last = new Pose(pose.position(), pose.rotation().normalized());
            }
            poses.add(last);
        }
        for (int f = 0; f < first; f++) {
            poses.set(f, poses.get(first));
        }
        return first < 0 ? List.of() : poses;
    }

    /// @param frame [markers · 3] m, as in the following
    private static Vec3 marker(double[] frame, int marker) {
        return Vec3.of(frame, 3 * marker);
    }

    private static Pose triad(double[] frame, List<Integer> markers) {
        Vec3 a = marker(frame, markers.get(0));
        Vec3 b = marker(frame, markers.get(1));
        Vec3 c = marker(frame, markers.get(2));
        return new Pose(b.lerp(c, 0.5), HandMotion.axes(a.minus(b.lerp(c, 0.5)).normalized(), b.minus(c)).toQuat());
    }

    private static Pose upright(double[] frame, List<Integer> markers) {
        Vec3 sum = Vec3.ZERO;
        for (int m : markers) {
            sum = sum.plus(marker(frame, m));
        }
        Vec3 middle = sum.times(1.0 / markers.size());
        Vec3 x = marker(frame, markers.getFirst()).minus(middle);
        return new Pose(middle, Quat.fromAxisAngle(Vec3.Z, StrictMath.atan2(x.y(), x.x())));
    }
}
