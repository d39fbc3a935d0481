package org.isthmus.motion.plan;

import java.util.List;

/// What a planner found.
///
/// @param outcome whether there is a path, or why not
/// @param reason why not, in words; empty with a path
/// @param path [waypoints][n] from the start to a goal, straight pieces; empty without
/// @param nodes configurations that the planner kept
public record Plan(Outcome outcome, String reason, List<double[]> path, int nodes) {
    /// What came out.
    public enum Outcome {
        FOUND,
        /// The start is outside the limits, or touches something.
        START_BLOCKED,
        /// All goals are outside the limits, or touch something.
        GOAL_BLOCKED,
        /// No path within the iterations that were allowed; there may be none.
        NOT_FOUND
    }

    public Plan {
        path = List.copyOf(path);
    }

    public boolean isFound() {
        return outcome == Outcome.FOUND;
    }

    /// The sum of the straight pieces' lengths in joint space.
    public double length() {
        double sum = 0;
        for (int i = 1; i < path.size(); i++) {
            sum += distance(path.get(i - 1), path.get(i));
        }
        return sum;
    }

    /// The length of the straight piece between two configurations in joint space.
    public static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
