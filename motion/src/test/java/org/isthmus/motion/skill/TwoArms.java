package org.isthmus.motion.skill;

import java.util.List;

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
import org.isthmus.model.scene.edit.Attachment;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;

/// Two Pandas side by side before a table at height 0, and a box on it, in running worlds.
final class TwoArms {
    /// Of the arms from the middle, m.
    private static final double ASIDE = 0.35;

    final WorldBatch batch;
    final ServoArm left;
    final ServoArm right;
    private final Vec3 half;

    /// @param half of the box's edges, m
    TwoArms(Vec3 half, int worlds) {
        this.half = half;
        Model model = SceneCompiler.compile(scene(half), new Diagnostics());
        PhysicsEngine engine = PhysicsEngine.named("scalar");
        Parallel pool = Parallel.of(1);
        batch = engine.create(model, worlds, pool, new Diagnostics());
        left = new ServoArm(RobotGripper.named("panda", "left/", model), engine.dynamics(model, pool));
        right = new ServoArm(RobotGripper.named("panda", "right/", model), engine.dynamics(model, pool));
    }

    private static Scene scene(Vec3 half) {
        Scene panda = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        Scene scene = new Scene();
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        scene.physics.cone = panda.physics.cone;
        scene.physics.impratio = panda.physics.impratio;
        Attachment.attachToBody(scene, "world", Pose.at(0, ASIDE, 0), panda, "left/", new Diagnostics());
        Attachment.attachToBody(scene, "world", Pose.at(0, -ASIDE, 0), panda, "right/", new Diagnostics());
        scene.keyframes.clear();
        scene.world.addBody("table", Pose.at(0.55, 0, -0.02)).addGeom(GeomType.BOX, new double[]{0.35, 0.8, 0.02},
                geom -> {});
        var box = scene.world.addBody("box", Pose.at(0.5, 0, 0.3));
        box.addFreeJoint("box");
        box.addGeom(GeomType.BOX, new double[]{half.x(), half.y(), half.z()}, geom -> {
            geom.density = 400;
            geom.solref[0] = 0.004;
        });
        return scene;
    }

    SkillWorld world(int world, ServoArm arm) {
        return new SkillWorld(batch, world, arm, "box");
    }

    /// Puts both arms at rest and the box somewhere.
    void place(int world, Pose box) {
        world(world, left).place(Tabletop.HOME, 0.08, box);
        world(world, right).pose(Tabletop.HOME, 0.08);
    }

    /// Grasps of a part of the box, as a box of its own, in the whole one's frame.
    static List<Grasp> grasps(Vec3 part, Vec3 at) {
        return new AntipodalSampler(Tabletop.JAW, new AntipodalSampler.Options(300, 12, 1))
                .sample(Shapes.box(part.x(), part.y(), part.z()), Vec3.ZERO, List.of()).stream()
                .map(g -> new Grasp(Pose.at(at).times(g.tool()), g.width(), at.plus(g.left()), at.plus(g.right()),
                        g.margin(), g.leverArm(), g.score()))
                .toList();
    }

    List<Grasp> grasps() {
        return grasps(half, Vec3.ZERO);
    }

    void run(SkillProgram... programs) {
        Tabletop.run(batch, programs);
    }
}
