package org.isthmus.motion.plan;

import java.util.List;

/// Finds paths through configurations.
///
/// Every straight piece of a path that is found has been checked as a whole. The same planner, seed and question give the same path.
public interface Planner {
    /// Plans from a start to any of some goals.
    ///
    /// @param start [n]
    /// @param goals [goals][n]; where there is none, the plan says so
    Plan plan(double[] start, List<double[]> goals);

    /// Plans to one goal.
    default Plan plan(double[] start, double[] goal) {
        return plan(start, List.of(goal));
    }
}
