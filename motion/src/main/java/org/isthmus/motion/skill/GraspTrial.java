package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.retarget.Jaw;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Tries grasps in physics: a gripper that stands in space closes on the object, lifts it, and shakes it along all axes.
///
/// Lifting and shaking are done by gravity, which is what an object feels of a hand that accelerates. All grasps are tried at once, one
/// world each. The gripper is the template `parallel-gripper`; the object is the convex hull of its mesh.
public final class GraspTrial {
    static final String OBJECT = "object";
    static final double STEP = 0.002;
    static final double CLOSING = 0.4;
    private static final double SHAKING = 0.25;
    /// How much wider than the grasp the jaw is opened, m.
    private static final double ROOM = 0.004;
    /// Directions of gravity, world frame: first as when it is lifted.
    private static final List<Vec3> SHAKES = List.of(Vec3.Z.negate(), Vec3.X, Vec3.X.negate(), Vec3.Y, Vec3.Y.negate(),
            Vec3.Z);

    private GraspTrial() {}

    /// How hard to try.
    ///
    /// @param density of the object, kg/m³
    /// @param force of the jaw's servo, N
    /// @param shaking acceleration, m/s²
    /// @param slip how far the object may move in the hand, m
    public record Options(double density, double force, double shaking, double slip) {
        /// Like food in its package; shaken with twice its weight.
        public static final Options DEFAULT = new Options(600, 40, 20, 0.01);
    }

    /// What came of a grasp.
    ///
    /// @param slip the farthest that the object was from where it was when the jaw had closed, m; ∞ where the world diverged
    public record Result(Grasp grasp, boolean isHeld, double slip) {}

    /// Tries grasps of an object.
    ///
    /// @param mesh object's frame, m
    /// @param engine name of the physics engine
    public static List<Result> run(Mesh mesh, List<Grasp> grasps, Options options, String engine, Parallel pool) {
        if (grasps.isEmpty()) {
            return List.of();
        }
        Model model = model(SceneFiles.load("parallel-gripper", SceneFiles.Options.DEFAULT, new Diagnostics()), mesh,
                options.density);
        WorldBatch batch = PhysicsEngine.named(engine).create(model, grasps.size(), Set.of(Parameter.GRAVITY), pool,
                new Diagnostics());
        Hand hand = new Hand(model);
        for (int w = 0; w < grasps.size(); w++) {
            hand.begin(batch, w, grasps.get(w), options.force);
        }
        batch.step((int) (CLOSING / STEP));
        double[] slip = shake(batch, options.shaking);
        List<Result> results = new ArrayList<>();
        for (int w = 0; w < grasps.size(); w++) {
            results.add(new Result(grasps.get(w), slip[w] <= options.slip, slip[w]));
        }
        return results;
    }

    /// Lifts and shakes what the hands of all worlds hold.
    ///
    /// @param shaking acceleration, m/s²
    /// @return [worlds] the farthest that the object was from where it was before, m; ∞ where the world diverged
    static double[] shake(WorldBatch batch, double shaking) {
        Vec3[] held = new Vec3[batch.worlds()];
        double[] slip = new double[held.length];
        Arrays.setAll(held, w -> object(batch, w));
        for (Vec3 shake : SHAKES) {
            for (int w = 0; w < held.length; w++) {
                gravity(batch, w, shake.times(shaking));
            }
            batch.step((int) (SHAKING / STEP));
            for (int w = 0; w < held.length; w++) {
                double moved = batch.isDiverged(w) ? Double.POSITIVE_INFINITY : object(batch, w).distance(held[w]);
                slip[w] = Math.max(slip[w], moved);
            }
        }
        return slip;
    }

    private static Vec3 object(WorldBatch batch, int world) {
        int at = objectAt(batch.model());
        return new Vec3(batch.get(Quantity.QPOS, world, at), batch.get(Quantity.QPOS, world, at + 1),
                batch.get(Quantity.QPOS, world, at + 2));
    }

    /// Where the object's position is among the coordinates.
    static int objectAt(Model model) {
        return model.joints().qposAdr().get(model.bodies().jntAdr().get(Frame.of(model, OBJECT).body()));
    }

    /// A hand that stands in space, and a loose object called `object`.
    ///
    /// @param scene with the hand; is changed
    /// @param density of the object, kg/m³
    public static Model model(Scene scene, Mesh mesh, double density) {
        scene.keyframes.clear();
        scene.physics.timestep = STEP;
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        MeshAsset asset = new MeshAsset();
        asset.name = OBJECT;
        asset.geometry = mesh;
        scene.meshes.add(asset);
        var body = scene.world.addBody(OBJECT, Pose.IDENTITY);
        body.addFreeJoint(OBJECT);
        body.addGeom(GeomType.MESH, new double[0], geom -> {
            geom.mesh = OBJECT;
            geom.density = density;
            geom.condim = 4;
            geom.solref[0] = 2 * STEP;
        });
        return SceneCompiler.compile(scene, new Diagnostics());
    }

    static void gravity(WorldBatch batch, int world, Vec3 gravity) {
        for (int k = 0; k < 3; k++) {
            batch.set(Parameter.GRAVITY, world, k, gravity.get(k));
        }
    }

    /// The gripper, and where the object lies in it.
    private static final class Hand {
        private final Model model;
        private final JointGroup fingers;
        private final Jaw jaw;
        private final Pose tool;
        private final int objectAt;
        private final double stiffness;

        Hand(Model model) {
            this.model = model;
            fingers = JointGroup.of(model).joints("left_finger", "right_finger").build();
            jaw = new Jaw(fingers, Frame.of(model, "left_pad"), Frame.of(model, "right_pad"));
            Kinematics kinematics = new Kinematics(model);
            kinematics.compute(model.qpos0().toArray());
            Frame tcp = Frame.of(model, "tcp");
            tool = kinematics.bodyPose(tcp.body()).times(tcp.offset());
            objectAt = objectAt(model);
            stiffness = model.actuators().gainPrm().get(0);
        }

        /// The object in the open jaw, without gravity, and the jaw about to press.
        void begin(WorldBatch batch, int world, Grasp grasp, double force) {
            double[] q = model.qpos0().toArray();
            fingers.toQpos(new double[]{jaw.coordinate(grasp.width() + ROOM)}, q);
            Pose object = tool.times(grasp.tool().inverse());
            object.position().into(q, objectAt);
            object.rotation().normalized().into(q, objectAt + 3);
            for (int i = 0; i < q.length; i++) {
                batch.set(Quantity.QPOS, world, i, q[i]);
            }
            gravity(batch, world, Vec3.ZERO);
            batch.set(Quantity.CTRL, world, 0, Math.max(0, jaw.coordinate(grasp.width()) - force / stiffness));
        }
    }
}
