package org.isthmus.task.suite;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.robots.GraspSettings;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Task;
import org.isthmus.task.action.JointDelta;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.Paint;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// A hand of five fingers, palm up, with something on the palm: to be turned ([#rotation]), or to be held while it is shaken ([#grasp]).
final class InHand {
    private static final double HALF = 0.025;
    private static final double MASS = 0.05;
    private static final double TIME_STEP = 0.0025;
    private static final int SUBSTEPS = 20;
    private static final int STEPS = 200;
    private static final double SPEED = 4;
    /// Further from where it began it was dropped, m.
    private static final double DROPPED = 0.12;
    /// From the wrist to the middle of the palm, m.
    private static final double ALONG = 0.075;
    private static final double SHAKE = 10;
    private static final double SHAKE_SECONDS = 0.5;
    private static final Vec3 START = new Vec3(-ALONG, 0, HALF + 0.025);

    private InHand() {}

    /// Turn a cube about the vertical, as fast as 1 rad/s.
    static Task rotation() {
        Signal.Measured turn = TableTop.turn("object");
        Objective speed = signals -> {
            int at = signals.at(new Signal.AngularVelocity(Place.body("object"))) + 2;
            return row -> Math.clamp(row.get(at), -1.0, 1.0);
        };
        Condition turned = signals -> {
            int at = signals.at(turn);
            return row -> Math.abs(row.quat(at).normalized().rotate(Vec3.X).x()) < 0.1;
        };
        Scene scene = scene(GeomType.BOX);
        return task("InHandRotation-v1", "Turn the cube on the palm about the vertical.", scene, List.of(
                new Reward("turn", 1, "speed about the vertical, rad/s, at most 1 either way", speed)))
                .success(turned.and(kept()), false)
                .build();
    }

    /// Close the fingers round a ball, and keep it whatever gravity does.
    static Task grasp() {
        Condition lasted = Objectives.above(Objectives.number(new Signal.Elapsed(), 0), 1 - 0.5 / STEPS);
        Scene scene = scene(GeomType.SPHERE);
        return task("HandGrasp-v1", "Close the fingers round the ball and keep it while the hand is shaken.", scene,
                List.of(new Reward("tips", 1, "1 − tanh(10·mean distance of fingertips and ball)",
                        Objectives.near(10, tips()))))
                .success(kept().and(lasted), false)
                .factor(Factor.semantic("shake", Sampler.repeat(3, Sampler.uniform(-SHAKE, SHAKE)), Targets.gravity())
                        .every(SHAKE_SECONDS))
                .build();
    }

    private static Task.Builder task(String id, String description, Scene scene, List<Reward> rewards) {
        List<String> joints = scene.bodies().stream().flatMap(body -> body.joints.stream())
                .filter(joint -> joint.type != JointType.FREE).map(joint -> String.valueOf(joint.name)).toList();
        List<String> servos = scene.actuators.stream().map(actuator -> String.valueOf(actuator.name)).toList();
        Signal.Measured speeds = new Signal.JointVelocity(joints);
        Task.Builder task = Task.of(id, description, scene).substeps(SUBSTEPS).maxSteps(STEPS)
                .action(new JointDelta("fingers", servos, SPEED))
                .observe(ObservationGroup.policy(List.of(
                        Observation.of("joints", new Signal.JointPosition(joints)),
                        Observation.of("joint speeds", speeds).scaled(0.1),
                        Observation.of("targets", new Signal.Control(servos)),
                        Observation.of("object", TableTop.at("object")),
                        Observation.of("object turn", TableTop.turn("object")))));
        rewards.forEach(task::reward);
        return task.reward(new Reward("keep", 0.5, "1 while it was not dropped", Objectives.when(kept())))
                .reward(new Reward("action", -1e-3, "|action|²", Objectives.square(new Signal.LastAction())))
                .terminate("dropped", Objectives.above(away(), DROPPED))
                .factor(Factor.semantic("object", Sampler.all(Sampler.uniform(-0.01, 0.01),
                        Sampler.uniform(-0.01, 0.01), Sampler.uniform(-0.4, 0.4)), Targets.placed("object")));
    }

    private static Condition kept() {
        return Objectives.below(away(), DROPPED);
    }

    private static Objective away() {
        return signals -> {
            int at = signals.at(TableTop.at("object"));
            return row -> row.vec3(at).distance(START);
        };
    }

    /// Mean distance of the fingertips from the object, m.
    private static Objective tips() {
        return signals -> {
            int object = signals.at(TableTop.at("object"));
            int[] tips = List.of("index", "middle", "ring", "little", "thumb").stream()
                    .mapToInt(finger -> signals.at(new Signal.Position(Place.site(finger + "_tip")))).toArray();
            return row -> {
                double sum = 0;
                for (int tip : tips) {
                    sum += row.distance(tip, object, 3);
                }
                return sum / tips.length;
            };
        };
    }

    /// The hand with its palm up and its fingers along −x.
    private static Scene scene(GeomType shape) {
        Scene scene = SceneFiles.load("five-finger-hand", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.physics.timestep = TIME_STEP;
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        GraspSettings.applyTo(scene.physics);
        scene.world.children.getFirst().setPose(Pose.rotated(Quat.fromAxisAngle(Vec3.Y, -Math.PI / 2)));
        Body object = scene.world.addBody("object", Pose.at(START));
        object.addFreeJoint("object");
        object.addGeom(shape, new double[]{HALF, HALF, HALF}, geom -> {
            geom.name = "object";
            geom.mass = MASS;
            geom.condim = 4;
            Paint.colour(geom, 0.2, 0.5, 0.85);
        });
        Keyframe home = scene.keyframes.getFirst();
        int at = home.qpos.length;
        home.qpos = Arrays.copyOf(home.qpos, at + 7);
        START.into(home.qpos, at);
        home.qpos[at + 3] = 1;
        return scene;
    }
}
