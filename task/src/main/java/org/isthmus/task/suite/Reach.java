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

/// Bring the tool to a point above the table.
final class Reach {
    private static final int STEPS = 50;
    private static final double NEAR = 0.02;
    private static final double LOWEST = 0.03;

    private Reach() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        Signal.Measured goal = top.goal();
        Objective distance = Objectives.distance(top.tool, goal);
        Condition success = Objectives.below(distance, NEAR);
        double room = top.room / 2;
        return top.task("Reach-v1", "Bring the tool to the goal.", STEPS,
                List.of(Observation.of("goal", goal), TableTop.between("tool to goal", top.tool, goal)))
                .reward(new Reward("far", 0.5, "1 − tanh(5·|goal − tool|)", Objectives.near(5, distance)))
                .reward(new Reward("close", 0.3, "1 − tanh(30·|goal − tool|)", Objectives.near(30, distance)))
                .reward(new Reward("smooth", -1e-3, "|action|²", Objectives.square(new Signal.LastAction())))
                .reward(TableTop.success(0.2, success))
                .success(success, false)
                .factor(Factor.semantic("goal",
                        Sampler.all(Sampler.uniform(top.middle.x() - room, top.middle.x() + room),
                                Sampler.uniform(-2 * room, 2 * room), Sampler.uniform(LOWEST, LOWEST + 1.5 * top.room)),
                        Targets.mark("goal")))
                .build();
    }
}
