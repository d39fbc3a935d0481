package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.edit.Attachment;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class OpeningTest {
    private static final Vec3 BAR = new Vec3(0.01, 0.05, 0.01);

    /// Panda before a cabinet with a drawer that comes out towards it, and a door whose hinge is on its left.
    private static Scene scene() {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        scene.keyframes.clear();
        Body cabinet = scene.world.addBody("cabinet", Pose.at(0.68, 0, 0.4));
        cabinet.addGeom(GeomType.BOX, new double[]{0.01, 0.4, 0.3}, geom -> geom.pos = new Vec3(0.21, 0, 0));
        Body drawer = cabinet.addBody("drawer", Pose.at(0, 0.15, 0.05));
        joint(drawer, "slide", JointType.SLIDE, Vec3.X.negate(), Vec3.ZERO, 0.25);
        drawer.addGeom(GeomType.BOX, new double[]{0.01, 0.12, 0.06}, geom -> geom.mass = 0.5);
        handle(drawer, "drawer-handle", Pose.at(-0.05, 0, 0));
        Body door = cabinet.addBody("door", Pose.at(0, -0.25, 0.05));
        joint(door, "hinge", JointType.HINGE, Vec3.Z.negate(), new Vec3(0, -0.15, 0), 1.5);
        door.addGeom(GeomType.BOX, new double[]{0.01, 0.15, 0.2}, geom -> geom.mass = 1);
        handle(door, "door-handle", new Pose(new Vec3(-0.05, 0.1, 0), Quat.fromAxisAngle(Vec3.X, Math.PI / 2)));
        return scene;
    }

    private static void joint(Body body, String name, JointType type, Vec3 axis, Vec3 pos, double range) {
        body.addJoint(name, type, joint -> {
            joint.axis = axis;
            joint.pos = pos;
            joint.range[0] = 0;
            joint.range[1] = range;
            joint.damping[0] = 1;
            joint.frictionLoss = 1;
        });
    }

    private static void handle(Body leaf, String name, Pose pose) {
        leaf.addBody(name, pose).addGeom(GeomType.BOX, new double[]{BAR.x(), BAR.y(), BAR.z()},
                geom -> geom.mass = 0.1);
    }

    private static List<Grasp> grasps() {
        return new AntipodalSampler(Tabletop.JAW, new AntipodalSampler.Options(120, 8, 1))
                .sample(Shapes.box(BAR.x(), BAR.y(), BAR.z()), Vec3.ZERO, List.of());
    }

    private static Opening open(WorldBatch batch, ServoArm servos, int world, String handle, String joint,
            double goal) {
        SkillWorld seen = new SkillWorld(batch, world, servos, handle);
        List<Grasp> grasps = goal < 0 ? grasps().subList(0, 10) : grasps();
        return new Opening(seen, handle, new Opening.Task(joint, grasps, goal, 0.02), Tabletop.OPTIONS);
    }

    private static void run(WorldBatch batch, SkillProgram... programs) {
        for (int tick = 0; tick < 4000; tick++) {
            boolean over = true;
            for (SkillProgram program : programs) {
                program.act();
                over &= program.isOver();
            }
            if (over) {
                return;
            }
            batch.step(5);
        }
    }

    @Test
    void aDrawerAndADoorAreOpenedAndTheDrawerIsShutAgain() {
        Model model = SceneCompiler.compile(scene(), new Diagnostics());
        PhysicsEngine engine = PhysicsEngine.named("scalar");
        try (Parallel pool = Parallel.of(1)) {
            WorldBatch batch = engine.create(model, 3, pool, new Diagnostics());
            ServoArm servos = new ServoArm(RobotGripper.named("panda", model), engine.dynamics(model, pool));
            for (int w = 0; w < 3; w++) {
                new SkillWorld(batch, w, servos, "drawer-handle").place(Tabletop.HOME, 0.08);
            }
            Opening drawer = open(batch, servos, 0, "drawer-handle", "slide", 0.2);
            Opening door = open(batch, servos, 1, "door-handle", "hinge", 0.7);
            Opening far = open(batch, servos, 2, "door-handle", "hinge", -2);
            run(batch, drawer, door, far);
            assertThat(drawer.outcome()).as(drawer.log().toString()).isEqualTo(Outcome.DONE);
            assertThat(door.outcome()).as(door.log().toString()).isEqualTo(Outcome.DONE);
            assertThat(far.outcome()).isEqualTo(Outcome.NO_PATH);
            assertThat(far.log().getFirst()).startsWith("of ").contains(" grasps none: ");
            SkillWorld after = new SkillWorld(batch, 0, servos, "drawer-handle");
            int slide = Joints.scalar(model, "slide");
            assertThat(after.joint(slide)).isCloseTo(0.2, within(0.02));
            assertThat(new SkillWorld(batch, 1, servos, "door-handle").joint(Joints.scalar(model, "hinge")))
                    .isCloseTo(0.7, within(0.02));
            Opening shut = open(batch, servos, 0, "drawer-handle", "slide", 0.01);
            run(batch, shut);
            assertThat(shut.outcome()).as(shut.log().toString()).isEqualTo(Outcome.DONE);
            assertThat(after.joint(slide)).isLessThan(0.03);
        }
    }

    @Test
    void aDrawerThatIsStuckIsToldToBe() {
        Scene scene = scene();
        scene.bodies().stream().flatMap(body -> body.joints.stream()).filter(joint -> "slide".equals(joint.name))
                .forEach(joint -> joint.range[1] = 0.05);
        Model model = SceneCompiler.compile(scene, new Diagnostics());
        PhysicsEngine engine = PhysicsEngine.named("scalar");
        try (Parallel pool = Parallel.of(1)) {
            WorldBatch batch = engine.create(model, 1, pool, new Diagnostics());
            ServoArm servos = new ServoArm(RobotGripper.named("panda", model), engine.dynamics(model, pool));
            new SkillWorld(batch, 0, servos, "drawer-handle").place(Tabletop.HOME, 0.08);
            Opening drawer = open(batch, servos, 0, "drawer-handle", "slide", 0.2);
            run(batch, drawer);
            assertThat(drawer.outcome()).isEqualTo(Outcome.SLIPPED);
            assertThat(drawer.attempts()).isEqualTo(2);
            assertThat(drawer.log()).hasSize(2).first().asString().startsWith("pull: 'slide' is at 0.05");
            assertThatThrownBy(() -> open(batch, servos, 0, "drawer-handle", "slid", 0.2))
                    .hasMessageContaining("has no hinge or slide 'slid'").hasMessageContaining("did you mean 'slide'?");
        }
    }

    @Test
    void theDoorOfRobosuiteIsOpenedByItsHandle() {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        scene.keyframes.clear();
        String file = SharedData.require("objects/robosuite_objects/door.xml").toString();
        Scene part = SceneFiles.load(file, SceneFiles.Options.TOLERANT, new Diagnostics());
        // the file is a part of scenes whose angles are in radians, and does not say so
        part.bodies().stream().flatMap(body -> body.joints.stream()).forEach(joint -> joint.range[1] = 0.4);
        Attachment.attachToBody(scene, "world", Pose.at(0.65, 0, 0.45), part, "door/", new Diagnostics());
        Model model = SceneCompiler.compile(scene, new Diagnostics());
        Pose bar = Pose.at(0.075, -0.1, 0);
        List<Grasp> grasps = new AntipodalSampler(Tabletop.JAW, new AntipodalSampler.Options(120, 8, 1))
                .sample(Shapes.box(0.075, 0.015, 0.02), Vec3.ZERO, List.of()).stream()
                .map(g -> new Grasp(bar.times(g.tool()), g.width(), bar.transform(g.left()), bar.transform(g.right()),
                        g.margin(), g.leverArm(), g.score()))
                .toList();
        PhysicsEngine engine = PhysicsEngine.named("scalar");
        try (Parallel pool = Parallel.of(1)) {
            WorldBatch batch = engine.create(model, 1, pool, new Diagnostics());
            ServoArm servos = new ServoArm(RobotGripper.named("panda", model), engine.dynamics(model, pool));
            SkillWorld world = new SkillWorld(batch, 0, servos, "door/latch");
            world.place(Tabletop.HOME, 0.08);
            Opening door = new Opening(world, "door/latch", new Opening.Task("door/hinge", grasps, 0.35, 0.02),
                    Tabletop.OPTIONS);
            run(batch, door);
            assertThat(door.outcome()).as(door.log().toString()).isEqualTo(Outcome.DONE);
            assertThat(world.joint(Joints.scalar(model, "door/hinge"))).isCloseTo(0.35, within(0.02));
        }
    }
}
