package org.isthmus.task.suite;

import java.util.ArrayList;
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
import org.isthmus.task.scene.PouringSet;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Pour the balls of a cup into a bowl.
final class PourCup {
    private static final int STEPS = 200;
    /// Half the other tasks' step of physics, s, and twice the steps in a period: implicit integrators solve contacts as if servos did not damp, so that
    /// what a hand with stiff servos holds slips a little whenever it speeds up. In the first 0.25 s of tipping that is 8.5 mm at 5 ms and 1.8 mm at 2.5 ms (AUBO i5),
    /// in MuJoCo as here.
    private static final double STEP = 0.0025;
    private static final int SUBSTEPS = 20;
    /// Of the balls, in the bowl.
    private static final double SHARE = 0.8;
    /// Where the mouth of the cup should be: above the bowl's rim, m.
    private static final double ABOVE = 0.06;

    private PourCup() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        top.station.scene().physics.timestep = STEP;
        PouringSet.addCup(top.station, top.middle.plus(new Vec3(0, 0.55 * top.room, 0)));
        PouringSet.addBowl(top.station, top.middle.plus(new Vec3(0, -0.6 * top.room, 0)));
        Signal.Measured cup = TableTop.at(PouringSet.CUP);
        Signal.Measured grip = TableTop.point("grip of the cup", PouringSet.CUP, new Vec3(0, 0, PouringSet.GRIP));
        Signal.Measured mouth = TableTop.point("mouth of the cup", PouringSet.CUP,
                new Vec3(0, 0, PouringSet.CUP_HEIGHT));
        Signal.Measured over = TableTop.point("over the bowl", PouringSet.BOWL,
                new Vec3(0, 0, PouringSet.BOWL_HEIGHT + ABOVE));
        Objective poured = share();
        Condition grasped = top.grasped(grip);
        Condition success = Objectives.above(poured, SHARE - 0.01).and(grasped);
        Task.Builder task = top.task("PourCup-v1", "Pour the balls that are in the cup into the bowl.", STEPS,
                seen(top, cup, grip, mouth, over));
        return task.substeps(SUBSTEPS).reward(top.reach(0.15, grip))
                .reward(new Reward("grasp", 0.15, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("bring", 0.2, "1 − tanh(5·|over the bowl − mouth|) while grasped",
                        Objectives.gated(grasped, Objectives.near(5, Objectives.distance(mouth, over)))))
                .reward(new Reward("pour", 0.3, "share of the balls that are in the bowl", poured))
                .reward(TableTop.success(0.2, success))
                .success(success, false)
                .factor(Factor.semantic(PouringSet.CUP, Sampler.all(Sampler.uniform(-0.4 * top.room, 0.4 * top.room),
                        Sampler.uniform(-0.35 * top.room, 0.35 * top.room), Sampler.uniform(-Math.PI, Math.PI)),
                        Targets.placed(PouringSet.CUP, PouringSet.BALLS)))
                .factor(TableTop.scattered(PouringSet.BOWL, 0.4 * top.room, 0.3 * top.room, Math.PI))
                .build();
    }

    private static List<Observation<Signal.Measured>> seen(TableTop top, Signal.Measured cup, Signal.Measured grip,
            Signal.Measured mouth, Signal.Measured over) {
        List<Observation<Signal.Measured>> seen = new ArrayList<>(List.of(Observation.of(PouringSet.CUP, cup),
                Observation.of("cup turn", TableTop.turn(PouringSet.CUP)),
                Observation.of("cup sides", Signal.sides(Place.body(PouringSet.CUP), PouringSet.CUP_SIDES)),
                Observation.of("over the bowl", over), TableTop.between("tool to cup", top.tool, grip),
                TableTop.between("mouth to bowl", mouth, over)));
        PouringSet.BALLS.forEach(ball -> seen.add(Observation.of(ball + " in the bowl", inBowl(ball))));
        return seen;
    }

    private static Signal.Measured inBowl(String ball) {
        return new Signal.Position(Place.body(ball), Place.body(PouringSet.BOWL));
    }

    /// Of the balls, in the bowl.
    private static Objective share() {
        return signals -> {
            int[] at = PouringSet.BALLS.stream().mapToInt(ball -> signals.at(inBowl(ball))).toArray();
            return row -> {
                int in = 0;
                for (int ball : at) {
                    in += PouringSet.isInBowl(row.get(ball), row.get(ball + 1), row.get(ball + 2)) ? 1 : 0;
                }
                return (double) in / at.length;
            };
        };
    }
}
