package org.isthmus.pipeline.seed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.isthmus.core.math.Pose;
import org.isthmus.task.solve.Scripts;
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
    private static final Map<String, Errand> ALL = all();

    private static Map<String, Errand> all() {
        Map<String, Errand> all = new TreeMap<>();
        for (Errand errand : List.of(
                new Errand("PickCube-v1", s -> "cube", s -> Pose.at(s.goal("goal")), false, true, false),
                new Errand("PlaceInBin-v1", s -> "cube", s -> Scripts.raised(s.body("bin"), Scripts.IN_BIN), false,
                        false, true),
                new Errand("StackCube-v1", s -> "red",
                        s -> Scripts.raised(s.body("green"), 2 * Scripts.CUBE + Scripts.ONTO), false, false,
                        true),
                new Errand("GraspObject-v1", Scripts::chosen,
                        s -> Pose.at(s.drawn("object", 1), s.drawn("object", 2), Scripts.LIFTED), false, true, false),
                new Errand("FollowObjectMotion-v1", s -> "object", s -> Scripts.raised(Scripts.place(s), Scripts.ONTO),
                        true, false, true))) {
            all.put(errand.task(), errand);
        }
        return all;
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
