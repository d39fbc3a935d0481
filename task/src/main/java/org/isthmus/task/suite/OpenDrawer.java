package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.scene.Furniture;
import org.isthmus.task.signal.Signal;

/// Pull a drawer open by its handle, after ManiSkill's `OpenCabinetDrawer-v1`: nine tenths of its way.
final class OpenDrawer {
    private static final double OPEN = 0.9 * Furniture.DRAWER_RANGE;
    private static final int STEPS = 150;

    private OpenDrawer() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        Furniture.addDrawer(top.station, "cabinet", new Vec3(top.middle.x() + 0.3 * top.room, 0, 0));
        Signal.Measured handle = TableTop.at("handle");
        Signal.Measured drawer = new Signal.JointPosition(List.of("drawer"));
        return opened(top, top.task("OpenDrawer-v1", "Pull the drawer open by its handle.", STEPS,
                List.of(Observation.of("handle", handle), Observation.of("handle turn", TableTop.turn("handle")),
                        Observation.of("drawer", drawer), TableTop.between("tool to handle", top.tool, handle))),
                handle, drawer, Furniture.DRAWER_RANGE, OPEN)
                .factor(TableTop.scattered("cabinet", 0.1 * top.room, 0.4 * top.room, 0.3)).build();
    }

    /// Rewards and success of opening something by a handle.
    ///
    /// @param range of the joint, rad or m
    /// @param goal the joint's position where it counts as open
    static Task.Builder opened(TableTop top, Task.Builder task, Signal handle, Signal joint, double range,
            double goal) {
        Objective share = signals -> {
            Objective.Value value = Objectives.number(joint, 0).bind(signals);
            return row -> Math.clamp(value.of(row) / range, 0.0, 1.0);
        };
        Condition near = Objectives.below(Objectives.distance(top.tool, handle), 0.04);
        Condition open = Objectives.above(Objectives.number(joint, 0), goal);
        return task.reward(top.reach(0.2, handle))
                .reward(new Reward("at the handle", 0.1, "1 within 4 cm of it", Objectives.when(near)))
                .reward(new Reward("open", 0.4, "share of the way", share))
                .reward(TableTop.success(0.3, open))
                .success(open, false);
    }
}
