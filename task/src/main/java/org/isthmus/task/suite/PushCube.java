package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Signal;

/// Push a cube over the table, away from the robot, to a goal; after ManiSkill's `PushCube-v1`, with goals that differ.
final class PushCube {
    static final double HALF = 0.02;
    private static final double MASS = 0.064;
    private static final int STEPS = 150;
    private static final double NEAR = 0.03;

    private PushCube() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        top.addCube("cube", HALF, MASS, 0.1, 0.3, 0.8);
        Signal.Measured cube = TableTop.at("cube");
        Signal.Measured goal = top.goal();
        Signal.Measured behind = new Signal.Computed("behind the cube", "m", 3, List.of(cube), (row, inputs, out) -> {
            row.set(out, row.get(inputs[0]) - 1.5 * HALF);
            row.set(out + 1, row.get(inputs[0] + 1));
            row.set(out + 2, row.get(inputs[0] + 2));
        });
        Objective left = Objectives.distance(cube, goal);
        Condition near = Objectives.below(Objectives.distance(top.tool, behind), HALF);
        Condition success = Objectives.below(left, NEAR);
        double room = top.room / 2;
        return top.task("PushCube-v1", "Push the cube over the table to the goal.", STEPS,
                List.of(Observation.of("cube", cube), Observation.of("cube turn", TableTop.turn("cube")),
                        Observation.of("goal", goal), TableTop.between("tool to cube", top.tool, cube),
                        TableTop.between("cube to goal", cube, goal)))
                .reward(top.reach(0.3, behind))
                .reward(new Reward("push", 0.4, "1 − tanh(5·|goal − cube|) while behind the cube",
                        Objectives.gated(near.or(success), Objectives.near(5, left))))
                .reward(TableTop.success(0.3, success))
                .success(success, false)
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
}
