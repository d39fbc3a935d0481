package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.Containers;
import org.isthmus.task.scene.Paint;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Put a square peg that stands on the table into a square hole, 3 mm wider on each side: ManiSkill's clearance, from above instead of from the side.
final class PegInsertion {
    /// Half lengths of the peg, m.
    static final Vec3 PEG = new Vec3(0.012, 0.012, 0.05);
    private static final double CLEARANCE = 3e-3;
    private static final double WALL = 0.02;
    private static final double HOLE_HEIGHT = 0.05;
    private static final double MASS = 0.08;
    private static final int STEPS = 200;
    /// The peg's lower end is deeper in the hole than this, m.
    private static final double DEEP = 0.035;

    private PegInsertion() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        top.station.addLoose("peg", Pose.at(top.middle.x(), top.middle.y(), PEG.z()), GeomType.BOX,
                new double[]{PEG.x(), PEG.y(), PEG.z()}, geom -> {
                    geom.mass = MASS;
                    Paint.colour(geom, 0.85, 0.35, 0.1);
                });
        Body hole = top.station.addFixture("hole", Pose.at(top.middle.x(), top.middle.y(), 0));
        double inside = PEG.x() + CLEARANCE;
        Containers.addWalls(hole, new Vec3(inside, inside, HOLE_HEIGHT / 2), WALL, 0,
                geom -> Paint.colour(geom, 0.3, 0.35, 0.45));
        Signal.Measured peg = TableTop.at("peg");
        Signal.Measured inHole = new Signal.Position(Place.body("peg"),
                Place.body("hole"));
        Objective aside = signals -> {
            int at = signals.at(inHole);
            return row -> row.norm(at, 2);
        };
        Objective high = signals -> {
            int at = signals.at(inHole) + 2;
            return row -> Math.max(0, row.get(at) - PEG.z());
        };
        Condition grasped = top.grasped(TableTop.point("grip of the peg", "peg", new Vec3(0, 0, 0.03)));
        Condition over = Objectives.below(aside, 2 * CLEARANCE);
        Condition success = over.and(Objectives.below(high, HOLE_HEIGHT - DEEP));
        return top.task("PegInsertion-v1", "Put the peg into the hole.", STEPS,
                List.of(Observation.of("peg", peg), Observation.of("peg turn", TableTop.turn("peg")),
                        Observation.of("hole", TableTop.at("hole")),
                        Observation.of("hole turn", TableTop.turn("hole")),
                        TableTop.between("tool to peg", top.tool, peg), Observation.of("peg in hole", inHole)))
                .reward(top.reach(0.15, peg))
                .reward(new Reward("grasp", 0.15, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("align", 0.2, "1 − tanh(10·d) while grasped, d: distance from the hole's axis",
                        Objectives.gated(grasped.or(over), Objectives.near(10, aside))))
                .reward(new Reward("insert", 0.2, "1 − tanh(10·z) over the hole, z: height of the peg's end",
                        Objectives.gated(over, Objectives.near(10, high))))
                .reward(TableTop.success(0.3, success))
                .success(success, false)
                .factor(side("peg", top, 1, Math.PI))
                .factor(side("hole", top, -1, Math.PI / 4))
                .build();
    }

    private static Factor side(String body, TableTop top, double sign, double turn) {
        double y = 0.55 * sign * top.room;
        return Factor.semantic(body, Sampler.all(Sampler.uniform(-0.4 * top.room, 0.4 * top.room),
                Sampler.uniform(y - 0.25 * top.room, y + 0.25 * top.room), Sampler.uniform(-turn, turn)),
                Targets.placed(body));
    }
}
