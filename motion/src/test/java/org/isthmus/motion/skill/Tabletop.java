package org.isthmus.motion.skill;

import java.util.Arrays;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.grasp.ParallelJaw;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// Panda, a table at height 0, and a box on it, in running worlds.
final class Tabletop {
    static final double[] HOME = {0, -0.3, 0, -2.2, 0, 1.9, 0.785};
    static final ParallelJaw JAW = new ParallelJaw(0.08, 0.021, 0.018, 0.034, 0.012, 0.1, 0.5);
    static final SkillOptions OPTIONS = new SkillOptions(JAW, 2, 20, 40, 0.05, 2e-3, 0.02, 0.35, 0.01,
            PickPlanner.Options.DEFAULT, 1);

    final Model model;
    final WorldBatch batch;
    final ServoArm servos;
    private final Vec3 half;

    /// @param half of the box's edges, m
    Tabletop(Vec3 half, int worlds, Consumer<Scene> edit) {
        this.half = half;
        Scene scene = scene(half);
        edit.accept(scene);
        model = SceneCompiler.compile(scene, new Diagnostics());
        PhysicsEngine engine = PhysicsEngine.named("scalar");
        Parallel pool = Parallel.of(1);
        batch = engine.create(model, worlds, pool, new Diagnostics());
        servos = new ServoArm(RobotGripper.named("panda", model), engine.dynamics(model, pool));
    }

    static Scene scene(Vec3 half) {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        scene.world.addBody("table", Pose.at(0.5, 0, -0.02)).addGeom(GeomType.BOX, new double[]{0.3, 0.5, 0.02},
                geom -> {});
        var box = scene.world.addBody("box", Pose.at(0.5, 0, 0.3));
        box.addFreeJoint("box");
        box.addGeom(GeomType.BOX, new double[]{half.x(), half.y(), half.z()}, geom -> {
            geom.density = 600;
            geom.solref[0] = 0.004;
        });
        scene.keyframes.clear();
        return scene;
    }

    PickAndPlace begin(int world, double x, double y, Pose place) {
        SkillWorld seen = new SkillWorld(batch, world, servos, "box");
        seen.place(HOME, 0.08, Pose.at(x, y, half.z()));
        return new PickAndPlace(seen, "box", new PickAndPlace.Task(Shapes.box(half.x(), half.y(), half.z()), Vec3.ZERO,
                0, place), OPTIONS);
    }

    void run(SkillProgram... programs) {
        run(batch, programs);
    }

    static void run(WorldBatch batch, SkillProgram... programs) {
        for (int tick = 0; tick < 6000 && !Arrays.stream(programs).allMatch(SkillProgram::isOver); tick++) {
            for (SkillProgram program : programs) {
                program.act();
            }
            batch.step(5);
        }
    }
}
