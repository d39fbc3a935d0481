package org.isthmus.task.solve;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

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
    ///
    /// @param later where the tool is to go afterwards, turned the same way
    static Way to(Goal goal, Goal... later) {
        return (from, sight) -> {
            List<Pose> nearer = new ArrayList<>();
            List<Pose> other = new ArrayList<>();
            Pose wanted = goal.of(sight);
            boolean isNearer = turned(wanted).rotation().angleTo(from.rotation()) < wanted.rotation()
                    .angleTo(from.rotation());
            add(wanted, isNearer, nearer, other);
            for (Goal next : later) {
                add(next.of(sight), isNearer, nearer, other);
            }
            boolean isOther = !sight.reaches(along(from, nearer)) && sight.reaches(along(from, other));
            return straight(from, (isOther ? other : nearer).getFirst());
        };
    }

    /// Straight on to a goal, turning the shorter way round, or the longer where only that can be reached: joints of a wrist have limits.
    static Way eitherWayRound(Goal goal) {
        return (from, sight) -> {
            Pose end = goal.of(sight);
            Path shorter = straight(from, end);
            return sight.reaches(shorter) || !sight.reaches(round(from, end)) ? shorter : round(from, end);
        };
    }

    private static void add(Pose pose, boolean isTurned, List<Pose> some, List<Pose> others) {
        some.add(isTurned ? turned(pose) : pose);
        others.add(isTurned ? pose : turned(pose));
    }

    private static Pose turned(Pose pose) {
        return new Pose(pose.position(), pose.rotation().times(HALF_TURN));
    }

    /// From one pose to the next.
    private static Path along(Pose from, List<Pose> poses) {
        Path path = straight(from, poses.getFirst());
        for (int i = 1; i < poses.size(); i++) {
            path = then(path, straight(poses.get(i - 1), poses.get(i)));
        }
        return path;
    }

    /// One path, then another, each in half of the time.
    static Path then(Path first, Path second) {
        return share -> share < 0.5 ? first.at(2 * share) : second.at(2 * share - 1);
    }

    /// Evenly from one pose to another.
    static Path straight(Pose from, Pose end) {
        return share -> new Pose(from.position().lerp(end.position(), share),
                from.rotation().slerp(end.rotation(), share).normalized());
    }

    /// From one pose to another, turning the longer way round.
    static Path round(Pose from, Pose end) {
        Vec3 turn = end.rotation().times(from.rotation().conjugate()).toRotationVector();
        double angle = turn.length();
        Vec3 longer = angle == 0 ? Vec3.ZERO : turn.times(1 - 2 * Math.PI / angle);
        return share -> new Pose(from.position().lerp(end.position(), share),
                Quat.fromRotationVector(longer.times(share)).times(from.rotation()).normalized());
    }
}
