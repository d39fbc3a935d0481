package org.isthmus.motion.plan;

import java.util.Collections;
import java.util.List;

/// A tree from the start and one from the goals, which grow in turn until they meet (Kuffner and LaValle, "RRT-Connect", ICRA 2000).
final class TreePair {
    private final Tree fromStart = new Tree();
    private final Tree fromGoals = new Tree();
    private Tree growing = fromStart;

    /// @param start [n]; @param goals [n] each
    TreePair(double[] start, List<double[]> goals) {
        fromStart.add(start.clone(), -1);
        goals.forEach(goal -> fromGoals.add(goal.clone(), -1));
    }

    /// The tree whose turn it is.
    Tree growing() {
        return growing;
    }

    Tree other() {
        return growing == fromStart ? fromGoals : fromStart;
    }

    void swap() {
        growing = other();
    }

    /// Nodes of both.
    int size() {
        return fromStart.size + fromGoals.size;
    }

    /// The path from the start to a goal through where the trees meet.
    ///
    /// @param reached the node of the growing tree; @param met the node of the other at the same configuration
    List<double[]> path(int reached, int met) {
        List<double[]> path = growing.branch(reached);
        List<double[]> rest = other().branch(met);
        Collections.reverse(rest);
        path.addAll(rest.subList(1, rest.size()));
        if (growing == fromGoals) {
            Collections.reverse(path);
        }
        return path;
    }

    Plan notFound(int samples) {
        return new Plan(Plan.Outcome.NOT_FOUND, "no path after " + samples + " samples: there may be none", List.of(),
                size());
    }
}
