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
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Put a red cube on a green one and let it go, after ManiSkill's `StackCube-v1`.
final class StackCube {
    static final double HALF = 0.02;
    private static final double MASS = 0.064;
    private static final int STEPS = 120;
    private static final double NEAR = 0.012;
    /// Half lengths of where the cubes are, as shares of the room: red to the left, green to the right.
    private static final double SIDE = 0.45;

    private StackCube() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        top.addCube("red", HALF, MASS, 0.8, 0.15, 0.1);
        top.addCube("green", HALF, MASS, 0.1, 0.6, 0.2);
        Signal.Measured red = TableTop.at("red");
        Signal.Measured green = TableTop.at("green");
        Signal.Measured above = new Signal.Computed("top of green", "m", 3, List.of(green), (row, inputs, out) -> {
            row.set(out, row.get(inputs[0]));
            row.set(out + 1, row.get(inputs[0] + 1));
            row.set(out + 2, row.get(inputs[0] + 2) + 2 * HALF);
        });
        Objective left = Objectives.distance(red, above);
        Condition grasped = top.grasped(red);
        Condition placed = Objectives.below(left, NEAR);
        Objective speed = Objectives.length(new Signal.LinearVelocity(
                Place.body("red"), Place.WORLD));
        Condition success = placed.and(top.released()).and(Objectives.below(speed, 0.05))
                .and(Objectives.above(Objectives.distance(top.tool, red), HALF));
        return top.task("StackCube-v1", "Put the red cube on the green one and let it go.", STEPS,
                List.of(Observation.of("red", red), Observation.of("red turn", TableTop.turn("red")),
                        Observation.of("red sides", TableTop.sides("red")),
                        Observation.of("green", green), Observation.of("green turn", TableTop.turn("green")),
                        TableTop.between("tool to red", top.tool, red), TableTop.between("red to green", red, green)))
                .reward(top.reach(0.2, red))
                .reward(new Reward("grasp", 0.2, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("bring", 0.2, "1 − tanh(5·|top of green − red|) while grasped",
                        Objectives.gated(grasped.or(placed), Objectives.near(5, left))))
                .reward(TableTop.success(0.4, success))
                .success(success, false)
                .factor(side("red", top, 1))
                .factor(side("green", top, -1))
                .build();
    }

    private static Factor side(String cube, TableTop top, double sign) {
        double half = SIDE * top.room;
        Vec3 middle = new Vec3(0, sign * 0.6 * top.room, 0);
        return Factor.semantic(cube, Sampler.all(Sampler.uniform(-half, half),
                Sampler.uniform(middle.y() - 0.8 * half, middle.y() + 0.8 * half), Sampler.uniform(-Math.PI, Math.PI)),
                Targets.placed(cube));
    }
}
