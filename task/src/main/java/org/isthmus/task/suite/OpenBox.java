package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.task.Task;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.scene.Furniture;
import org.isthmus.task.signal.Signal;

/// Lift the lid of a box by its handle.
final class OpenBox {
    private static final double OPEN = 0.9;
    private static final int STEPS = 150;

    private OpenBox() {}

    static Task task(String robot) {
        TableTop top = new TableTop(robot);
        Furniture.addLiddedBox(top.station, "box", new Vec3(top.middle.x(), 0, 0));
        Signal.Measured handle = TableTop.at("handle");
        Signal.Measured lid = new Signal.JointPosition(List.of("lid"));
        Task.Builder task = top.task("OpenBox-v1", "Lift the lid of the box by its handle.", STEPS,
                List.of(Observation.of("handle", handle), Observation.of("handle turn", TableTop.turn("handle")),
                        Observation.of("lid", lid), TableTop.between("tool to handle", top.tool, handle)));
        return OpenDrawer.opened(top, task, handle, lid, OPEN, OPEN)
                .factor(TableTop.scattered("box", 0.15 * top.room, 0.35 * top.room, 0.3)).build();
    }
}
