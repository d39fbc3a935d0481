package org.isthmus.pipeline.gaps;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.solve.Move;
import org.isthmus.task.solve.Scripts;
import org.isthmus.task.solve.Sight;
import org.isthmus.task.solve.Way;

/// Grasping as moves of the tool: above a key pose, down, shut, up. The demonstrator knows the key pose from where the cube is; a policy that gives one has it
/// executed by the same moves.
final class GraspScript {
    /// Numbers of a key pose: x, y, z of the two points where the open fingers are, m, the one with the greater y first, since a jaw looks the same after half a
    /// turn. The tool points down. In metres an error of the heading counts as much as it moves the fingers: as numbers of their own, of
    /// deviation 1, headings that small images do not show drowned what places teach.
    static final int NUMBERS = 6;
    private static final double HALF_OPEN = 0.04;
    private static final double ABOVE = 0.06;
    private static final double UP = 0.14;
    /// Speed of the tool where it is free, m/s: what the figures of docs/gaps.md were taken with.
    private static final double FAST = 1;

    private GraspScript() {}

    /// @param key the tool's pose at first contact
    static List<Move> moves(Way.Goal key) {
        return List.of(move("over", s -> Scripts.raised(key.of(s), ABOVE), Scripts.OPEN, FAST, 0),
                move("down", key, Scripts.OPEN, Scripts.SLOW, 0.05),
                new Move("shut", Way.STAY, Scripts.CLOSED, 1, 0.3, s -> true),
                move("lift", s -> Scripts.raised(s.tool(), UP), Scripts.CLOSED, FAST, 0.1));
    }

    private static Move move(String name, Way.Goal goal, double jaw, double speed, double rest) {
        return new Move(name, Way.to(goal), jaw, speed, rest, s -> true);
    }

    /// The key pose that is demonstrated: in the middle of the cube, the jaw along a side.
    static Pose onCube(Sight sight) {
        Pose cube = sight.body(GapTask.CUBE);
        double angle = heading(cube.rotation());
        double quarter = Math.PI / 2;
        return new Pose(cube.position(), ArmOnTable.down(angle - quarter * Math.rint(angle / quarter)));
    }

    private static double heading(Quat turn) {
        return angle(turn.rotate(Vec3.X));
    }

    private static double angle(Vec3 v) {
        return StrictMath.atan2(v.y(), v.x());
    }

    /// [NUMBERS] of a pose
    static double[] numbers(Pose key) {
        Vec3 along = key.rotation().rotate(Vec3.Y);
        Vec3 finger = along.times(along.y() < 0 ? -HALF_OPEN : HALF_OPEN);
        Vec3 first = key.position().plus(finger);
        Vec3 second = key.position().minus(finger);
        return new double[]{first.x(), first.y(), first.z(), second.x(), second.y(), second.z()};
    }

    /// The pose of numbers.
    ///
    /// @param numbers [.., NUMBERS]
    static Pose pose(float[] numbers, int at) {
        Vec3 first = new Vec3(numbers[at], numbers[at + 1], numbers[at + 2]);
        Vec3 second = new Vec3(numbers[at + 3], numbers[at + 4], numbers[at + 5]);
        return new Pose(first.plus(second).times(0.5), ArmOnTable.down(angle(first.minus(second)) - Math.PI / 2));
    }
}
