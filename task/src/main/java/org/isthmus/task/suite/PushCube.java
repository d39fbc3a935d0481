package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signal;

/// Push a cube over the table: away from the robot into a wide region, with the sizes, time limit and success of ManiSkill's `PushCube-v1`; or
/// exactly to a goal in any direction.
final class PushCube {
    private static final double HALF = 0.02;
    private static final double MASS = 0.064;
    private static final int STEPS = 50;
    private static final int EXACT_STEPS = 150;
    /// From the cube's middle to the tool that pushes it, m.
    private static final double GAP = 0.035;
    /// How much higher the way over the cube is, m.
    private static final double OVER = 0.06;
    /// From the goal, m.
    private static final double EXACT = 0.03;

    private PushCube() {}

    /// The region is as wide as its middle is away from the cube; ManiSkill's Panda has 0.2 m.
    static Task away(String robot) {
        TableTop top = top(robot);
        double room = top.room / 2;
        Vec3 way = new Vec3(top.room, 0, 0);
        Factor goal = Factor.semantic("goal",
                Sampler.all(Sampler.uniform(top.middle.x() + way.x() - room, top.middle.x() + way.x() + room),
                        Sampler.uniform(-room, room), Sampler.uniform(HALF, HALF)),
                Targets.both("middle of the goal region, x, y, z, m; the cube is before it, on the robot's side",
                        Targets.mark("goal"), Targets.beside("cube", way.negate())));
        return task("PushCube-v1", "Push the cube away from the robot, into the goal region.", STEPS, top, room)
                .factor(goal).build();
    }

    static Task anywhere(String robot) {
        TableTop top = top(robot);
        double room = top.room / 2;
        return task("PushToGoal-v1", "Push the cube over the table exactly to the goal.", EXACT_STEPS, top, EXACT)
                .factor(Factor.semantic("cube",
                        Sampler.all(Sampler.uniform(-room, 0), Sampler.uniform(-room, room),
                                Sampler.uniform(-Math.PI, Math.PI)),
                        Targets.placed("cube")))
                .factor(Factor.semantic("goal",
                        Sampler.all(Sampler.uniform(top.middle.x() + room / 2, top.middle.x() + room),
                                Sampler.uniform(-room, room), Sampler.uniform(HALF, HALF)),
                        Targets.mark("goal")))
                .build();
    }

    private static TableTop top(String robot) {
        TableTop top = new TableTop(robot);
        top.addCube("cube", HALF, MASS, 0.1, 0.3, 0.8);
        return top;
    }

    /// @param near to the goal the cube has to come, m
    private static Task.Builder task(String id, String description, int steps, TableTop top, double near) {
        Signal.Measured cube = TableTop.at("cube");
        Signal.Measured goal = top.goal();
        Signal.Measured behind = new Signal.Computed("behind the cube", "m", 3, List.of(cube, goal, top.tool),
                PushCube::behind);
        Objective left = Objectives.distance(cube, goal);
        Condition success = Objectives.below(left, near);
        return top.task(id, description, steps,
                List.of(Observation.of("cube", cube), Observation.of("cube turn", TableTop.turn("cube")),
                        Observation.of("cube sides", TableTop.sides("cube")),
                        Observation.of("goal", goal), TableTop.between("tool to cube", top.tool, cube),
                        TableTop.between("tool to behind", top.tool, behind),
                        TableTop.between("cube to goal", cube, goal)))
                .reward(top.reach(0.15, behind))
                .reward(top.upright(0.05))
                .reward(top.shut(0.05))
                .reward(new Reward("push", 0.5, "1 − tanh(5·|goal − cube|)", Objectives.near(5, left)))
                .reward(TableTop.success(0.25, success))
                .success(success, false);
    }

    /// Where the tool has to be to push: on the other side of the cube than the goal; higher while the tool is beside it, since the way there leads over
    /// the cube.
    ///
    /// @param inputs places in the row of the cube, the goal and the tool; x, y, z each, world frame, m
    private static void behind(Row row, int[] inputs, int out) {
        double x = row.get(inputs[1]) - row.get(inputs[0]);
        double y = row.get(inputs[1] + 1) - row.get(inputs[0] + 1);
        double away = GAP / Math.max(Math.sqrt(x * x + y * y), HALF / 2);
        double behindX = row.get(inputs[0]) - away * x;
        double behindY = row.get(inputs[0] + 1) - away * y;
        double besideX = behindX - row.get(inputs[2]);
        double besideY = behindY - row.get(inputs[2] + 1);
        double beside = Math.sqrt(besideX * besideX + besideY * besideY);
        row.set(out, behindX);
        row.set(out + 1, behindY);
        row.set(out + 2, 1.5 * HALF + Math.clamp(beside - HALF, 0, OVER));
    }
}
