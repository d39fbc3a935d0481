package org.isthmus.pipeline.seed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.task.solve.Sight;

/// What a task of picking asks of a seed: which object, where it is to be in the end, and whether it is let go there.
///
/// @param task its id
/// @param object name of the body
/// @param goal where that body is to be
/// @param isOriented whether the goal's orientation counts too
/// @param isStraight whether a straight way to the goal does: it hangs in the air
/// @param releases whether the object is let go
public record Errand(String task, Function<Sight, String> object, Function<Sight, Pose> goal, boolean isOriented,
        boolean isStraight, boolean releases) {
    /// Above the middle of a bin, low enough not to miss it, m.
    private static final double IN_BIN = 0.06;
    /// Of an object that stands on another, m: it falls a little.
    private static final double ABOVE = 2e-3;
    private static final double CUBE = 0.02;
    /// How high [org.isthmus.task.suite.Tasks]'s `GraspObject-v1` wants it, and more, m.
    private static final double LIFTED = 0.13;
    private static final Map<String, Errand> ALL = all();

    private static Map<String, Errand> all() {
        Map<String, Errand> all = new TreeMap<>();
        for (Errand errand : List.of(
                new Errand("PickCube-v1", s -> "cube", s -> Pose.at(s.goal("goal")), false, true, false),
                new Errand("PlaceInBin-v1", s -> "cube", s -> above(s.body("bin"), IN_BIN), false, false, true),
                new Errand("StackCube-v1", s -> "red", s -> above(s.body("green"), 2 * CUBE + ABOVE), false, false,
                        true),
                new Errand("GraspObject-v1", Errand::chosen,
                        s -> Pose.at(s.drawn("object", 1), s.drawn("object", 2), LIFTED), false, true, false),
                new Errand("FollowObjectMotion-v1", s -> "object", s -> new Pose(
                        new Vec3(s.drawn("place", 0), s.drawn("place", 1), 0.035 + ABOVE),
                        Quat.fromAxisAngle(Vec3.Z, s.drawn("place", 2))), true, false, true))) {
            all.put(errand.task(), errand);
        }
        return all;
    }

    private static Pose above(Pose pose, double height) {
        return new Pose(pose.position().plus(new Vec3(0, 0, height)), pose.rotation());
    }

    private static String chosen(Sight s) {
        return s.loose((int) Math.rint(s.drawn("object", 0)));
    }

    /// Tasks that seeds can do.
    public static List<String> ids() {
        return List.copyOf(ALL.keySet());
    }

    /// That of a task; empty where seeds cannot do it.
    public static Optional<Errand> of(String task) {
        return Optional.ofNullable(ALL.get(task));
    }
}
