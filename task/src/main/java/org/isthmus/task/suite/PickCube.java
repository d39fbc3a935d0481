package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Signal;

/// Grasp a cube and hold it at a goal in the air.
///
/// Sizes, time limit and success are those of ManiSkill's `PickCube-v1`; what counts as grasped is told from the
/// force of the fingers and from where the cube is, without contact sensors. The reward has its terms, but bringing weighs more, and moves cost a little:
/// else a policy that explores stays on the table, where noise does not let the cube fall.
final class PickCube {
    private static final double HALF = 0.02;
    private static final double MASS = 0.064;
    private static final int STEPS = 50;
    private static final double NEAR = 0.025;

    private PickCube() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        top.addCube("cube", HALF, MASS, 0.8, 0.15, 0.1);
        Signal.Measured cube = TableTop.at("cube");
        Signal.Measured goal = top.goal();
        Condition grasped = top.grasped(cube);
        Condition placed = Objectives.below(Objectives.distance(cube, goal), NEAR);
        Condition success = placed.and(top.isStill());
        double room = top.room / 2;
        return top.task("PickCube-v1", "Grasp the red cube and hold it still at the goal in the air.", STEPS,
                List.of(Observation.of("cube", cube), Observation.of("cube turn", TableTop.turn("cube")),
                        Observation.of("cube sides", TableTop.sides("cube")),
                        Observation.of("goal", goal), TableTop.between("tool to cube", top.tool, cube),
                        TableTop.between("cube to goal", cube, goal)))
                .reward(top.reach(0.15, cube))
                .reward(new Reward("grasp", 0.1, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("bring", 0.5, "1 − tanh(3·|goal − cube|) while grasped",
                        Objectives.gated(grasped, Objectives.near(3, Objectives.distance(cube, goal)))))
                .reward(new Reward("hold still", 0.1, "1 − tanh(5·|joint speeds|) at the goal",
                        Objectives.gated(placed, Objectives.near(5, top.armSpeed()))))
                .reward(new Reward("action", -0.02, "|action|²", Objectives.square(new Signal.LastAction())))
                .reward(TableTop.success(0.15, success))
                .success(success, false)
                .factor(TableTop.scattered("cube", room, room, Math.PI))
                .factor(Factor.semantic("goal",
                        Sampler.all(Sampler.uniform(top.middle.x() - room, top.middle.x() + room),
                                Sampler.uniform(top.middle.y() - room, top.middle.y() + room),
                                Sampler.uniform(HALF, HALF + 1.5 * top.room)),
                        Targets.mark("goal")))
                .build();
    }
}
