package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.task.Task;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.scene.Furniture;
import org.isthmus.task.signal.Signal;

/// Turn a faucet by its lever, after ManiSkill's `TurnFaucet-v1`: nine tenths of its range.
final class TurnFaucet {
    private static final double TURNED = 0.9 * Furniture.FAUCET_RANGE;
    private static final int STEPS = 150;

    private TurnFaucet() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        Furniture.addFaucet(top.station, "faucet", new Vec3(top.middle.x(), 0, 0));
        Signal.Measured tip = TableTop.point("tip of the lever", "lever", new Vec3(-Furniture.LEVER, 0, 0));
        Signal.Measured lever = new Signal.JointPosition(List.of("lever"));
        Task.Builder task = top.task("TurnFaucet-v1", "Turn the faucet by its lever.", STEPS,
                List.of(Observation.of("tip", tip), Observation.of("lever turn", TableTop.turn("lever")),
                        Observation.of("lever", lever), TableTop.between("tool to tip", top.tool, tip)));
        return OpenDrawer.opened(top, task, tip, lever, Furniture.FAUCET_RANGE, TURNED)
                .factor(TableTop.scattered("faucet", 0.3 * top.room, 0.4 * top.room, 0.5)).build();
    }
}
