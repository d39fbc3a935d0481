package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.Containers;
import org.isthmus.task.scene.Paint;
import org.isthmus.task.signal.Signal;

/// Put a cube into a bin and let it go.
final class PlaceInBin {
    static final double HALF = 0.02;
    /// Half lengths of the bin's inside, m; thickness of its walls.
    static final Vec3 BIN = new Vec3(0.045, 0.045, 0.025);
    private static final double WALL = 0.004;
    private static final double MASS = 0.064;
    private static final int STEPS = 120;

    private PlaceInBin() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        top.addCube("cube", HALF, MASS, 0.9, 0.6, 0.1);
        Body bin = top.station.addFixture("bin", Pose.at(top.middle.x(), top.middle.y() - 0.6 * top.room, 0));
        Containers.addBox(bin, BIN, WALL, geom -> Paint.colour(geom, 0.2, 0.4, 0.7));
        Signal.Measured cube = TableTop.at("cube");
        Signal.Measured inside = TableTop.point("inside the bin", "bin", new Vec3(0, 0, WALL + HALF));
        Condition grasped = top.grasped(cube);
        Condition in = Objectives.below(Objectives.distance(cube, inside), BIN.x());
        Condition success = in.and(top.released())
                .and(Objectives.below(Objectives.number(cube, 2), WALL + 1.5 * HALF));
        return top.task("PlaceInBin-v1", "Put the cube into the bin and let it go.", STEPS,
                List.of(Observation.of("cube", cube), Observation.of("cube turn", TableTop.turn("cube")),
                        Observation.of("cube sides", TableTop.sides("cube")),
                        Observation.of("bin", inside), TableTop.between("tool to cube", top.tool, cube),
                        TableTop.between("cube to bin", cube, inside)))
                .reward(top.reach(0.2, cube))
                .reward(new Reward("grasp", 0.2, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("bring", 0.2, "1 − tanh(5·|bin − cube|) while grasped, or in it",
                        Objectives.gated(grasped.or(in), Objectives.near(5, Objectives.distance(cube, inside)))))
                .reward(TableTop.success(0.4, success))
                .success(success, false)
                .factor(Factor.semantic("cube", Sampler.all(Sampler.uniform(-0.4 * top.room, 0.4 * top.room),
                        Sampler.uniform(0.2 * top.room, 0.9 * top.room), Sampler.uniform(-Math.PI, Math.PI)),
                        Targets.placed("cube")))
                .factor(TableTop.scattered("bin", 0.4 * top.room, 0.3 * top.room, Math.PI))
                .build();
    }
}
