package org.isthmus.task.solve;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;

/// Where a tool goes, decided when it sets out.
@FunctionalInterface
public interface Way {
    /// About the tool's axis.
    Quat HALF_TURN = new Quat(0, 0, 0, 1);

    /// Nowhere.
    Way STAY = (from, sight) -> share -> from;

    /// @param from the tool's commanded pose, world frame
    Path begin(Pose from, Sight sight);

    /// Poses along the way.
    @FunctionalInterface
    interface Path {
        /// @param share of the way, 0 to 1
        Pose at(double share);
    }

    /// A pose for the tool that depends on what is seen.
    @FunctionalInterface
    interface Goal {
        Pose of(Sight sight);
    }

    /// Straight on, and evenly round, to a goal, or to the goal turned by half a turn about the tool's axis: a jaw is the same both ways. The nearer
    /// of both, or the other where only that can be reached.
    static Way to(Goal goal) {
        return (from, sight) -> {
            Pose wanted = goal.of(sight);
            Pose turned = new Pose(wanted.position(), wanted.rotation().times(HALF_TURN));
            boolean isNearer = turned.rotation().angleTo(from.rotation()) < wanted.rotation().angleTo(from.rotation());
            Path nearer = straight(from, isNearer ? turned : wanted);
            Path other = straight(from, isNearer ? wanted : turned);
            return !sight.reaches(nearer) && sight.reaches(other) ? other : nearer;
        };
    }

    private static Path straight(Pose from, Pose end) {
        return share -> new Pose(from.position().lerp(end.position(), share),
                from.rotation().slerp(end.rotation(), share).normalized());
    }
}
