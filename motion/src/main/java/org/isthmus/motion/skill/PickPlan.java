package org.isthmus.motion.skill;

import java.util.List;

import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// How to pick an object up.
///
/// @param grasp the one that is used; null when none can be
/// @param phases in the order of time; empty without a grasp
/// @param reasons why each grasp that was tried before cannot be used
public record PickPlan(@Nullable Grasp grasp, List<Phase> phases, List<String> reasons) {
    /// A part of the motion, after which the jaw moves.
    ///
    /// @param name transit, approach, lift, carry, lower or retreat
    /// @param path [waypoints][n] of the arm, straight pieces
    /// @param motion [n] along the path, smooth, from rest to rest
    /// @param jaw width at the end of the path: where it moves to, m
    public record Phase(String name, List<double[]> path, Trajectory motion, double jaw) {
        public Phase {
            path = List.copyOf(path);
        }
    }

    public PickPlan {
        phases = List.copyOf(phases);
        reasons = List.copyOf(reasons);
    }

    public boolean isFound() {
        return grasp != null;
    }
}
