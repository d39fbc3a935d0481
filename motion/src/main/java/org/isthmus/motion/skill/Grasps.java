package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.motion.grasp.Grasp;

/// Which of many grasps are worth a plan.
final class Grasps {
    /// Grasps nearer than this are the same, m and rad.
    private static final double SAME_PLACE = 0.01;
    private static final double SAME_TURN = 0.3;

    private Grasps() {}

    /// The first `most`, without such as were tried or are like one before.
    static List<Grasp> distinct(List<Grasp> sorted, List<Grasp> tried, int most) {
        List<Grasp> chosen = new ArrayList<>();
        for (Grasp g : sorted) {
            if (chosen.size() < most && tried.stream().noneMatch(t -> isLike(t, g))
                    && chosen.stream().noneMatch(t -> isLike(t, g))) {
                chosen.add(g);
            }
        }
        return chosen;
    }

    private static boolean isLike(Grasp a, Grasp b) {
        return a.tool().position().distance(b.tool().position()) < SAME_PLACE
                && a.tool().rotation().angleTo(b.tool().rotation()) < SAME_TURN;
    }
}
