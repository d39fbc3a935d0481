package org.isthmus.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.io.FileAccess;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.skill.Outcome;
import org.isthmus.motion.skill.ServoArm;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// One layout of the case pick-and-place, state by state, to look at.
///
/// @param rate states per second
/// @param qpos [states][nq]
/// @param tool where the tool is in each state, world frame, m
/// @param log what went wrong on the way, in words
public record PickAndPlaceRun(
        Model model, double rate, List<double[]> qpos, List<Vec3> tool, Outcome outcome, int attempts,
        List<String> log) {
    /// Periods of control between states.
    private static final int PERIODS = 4;

    /// Picks an object up and puts it down elsewhere.
    ///
    /// @param mesh file of the object's shape, m
    /// @param layout number of the random layout, from 0
    /// @throws DiagnosticException when the file is no mesh, or too wide for the gripper on all sides that it stands on
    public static PickAndPlaceRun of(Path mesh, int layout, Diagnostics diagnostics) {
        FileAccess files = FileAccess.onDisk(List.of(mesh.toAbsolutePath().normalize().getParent()));
        GraspObjects.Item item = GraspObjects
                .read(String.valueOf(mesh.getFileName()), mesh.toAbsolutePath(), files, PickAndPlaceTrials.WIDTH,
                        diagnostics)
                .orElseThrow(() -> diagnostics.fatal(SourceLocation.of(mesh), "is no mesh that can be read", "", ""));
        diagnostics.throwIfErrors();
        if (item.sides().isEmpty()) {
            throw diagnostics.fatal(SourceLocation.of(mesh),
                    "no side on which it stands is narrow enough for the gripper",
                    "at most " + Math.round(1e3 * PickAndPlaceTrials.WIDTH) + " mm; the file's unit is m", "");
        }
        Model model = PickAndPlaceTrials.model(item);
        PhysicsEngine engine = PhysicsEngine.named("scalar");
        try (Parallel pool = Parallel.of(1)) {
            WorldBatch batch = engine.create(model, 1, pool, diagnostics);
            ServoArm servos = new ServoArm(RobotGripper.named("panda", model), engine.dynamics(model, pool));
            return run(PickAndPlaceTrials.begin(item, batch, 0, servos, RandomStream.of(1).child(item.name(), layout)),
                    model, batch);
        }
    }

    private static PickAndPlaceRun run(PickAndPlaceTrials.Layout layout, Model model, WorldBatch batch) {
        List<double[]> states = new ArrayList<>();
        List<Vec3> tool = new ArrayList<>();
        int substeps = (int) Math.rint(PickAndPlaceTrials.PERIOD / model.options().timestep);
        for (int tick = 0; !layout.program.isOver() && tick * PickAndPlaceTrials.PERIOD < PickAndPlaceTrials.LONGEST;
                tick++) {
            if (tick % PERIODS == 0) {
                states.add(layout.world.qpos());
                tool.add(layout.world.tool().position());
            }
            layout.act();
            batch.step(substeps);
        }
        return new PickAndPlaceRun(model, 1 / (PERIODS * PickAndPlaceTrials.PERIOD), List.copyOf(states),
                List.copyOf(tool), layout.program.outcome(), layout.program.attempts(), layout.program.log());
    }
}
