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
    /// Numbers of a key pose: x, y, z (m), cosine and sine of twice its heading, since a jaw looks the same after half a turn. The tool points down.
    static final int NUMBERS = 5;
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
        Vec3 x = turn.rotate(Vec3.X);
        return StrictMath.atan2(x.y(), x.x());
    }

    /// [NUMBERS] of a pose
    static double[] numbers(Pose key) {
        double twice = 2 * heading(key.rotation());
        Vec3 p = key.position();
        return new double[]{p.x(), p.y(), p.z(), StrictMath.cos(twice), StrictMath.sin(twice)};
    }

    /// The pose of numbers.
    ///
    /// @param numbers [.., NUMBERS]
    static Pose pose(float[] numbers, int at) {
        double heading = 0.5 * StrictMath.atan2(numbers[at + 4], numbers[at + 3]);
        return new Pose(new Vec3(numbers[at], numbers[at + 1], numbers[at + 2]), ArmOnTable.down(heading));
    }
}
