package org.isthmus.task.suite;

import java.util.EnumSet;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.render.Output;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signal;

/// A robot on legs in a scene, and what can be measured of it.
///
/// @param base its first body, which moves freely
/// @param lowest height of the base at which it has fallen, on level ground, m
record LeggedRobot(Scene scene, String base, double lowest) {
    static final List<String> ROBOTS = List.of("quadruped", "humanoid");
    private static final double TIME_STEP = 0.005;
    private static final int POSE = 7;

    static LeggedRobot of(String robot) {
        Scene scene = SceneFiles.load(robot, SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.physics.timestep = TIME_STEP;
        scene.physics.integrator = Integrator.IMPLICIT_FAST;
        return robot.equals("quadruped") ? new LeggedRobot(scene, "trunk", 0.15)
                : new LeggedRobot(scene, "pelvis", 0.45);
    }

    /// All joints but that of the base, in order.
    List<String> joints() {
        return scene.bodies().stream().flatMap(body -> body.joints.stream()).filter(j -> j.type != JointType.FREE)
                .map(LeggedRobot::name).toList();
    }

    List<String> servos() {
        return scene.actuators.stream().map(a -> String.valueOf(a.name)).toList();
    }

    private static String name(Joint joint) {
        return String.valueOf(joint.name);
    }

    /// Speeds of the joints, as policies see them.
    Observation<Signal.Measured> jointSpeeds() {
        Signal.Measured speeds = new Signal.JointVelocity(joints());
        return Observation.of("joint speeds", speeds).scaled(0.05);
    }

    /// [n] where the joints begin, rad
    double[] home() {
        double[] qpos = scene.keyframes.getFirst().qpos;
        double[] home = new double[qpos.length - POSE];
        System.arraycopy(qpos, POSE, home, 0, home.length);
        return home;
    }

    /// A camera that goes along, ahead of the robot to its right.
    CameraSpec camera(int width, int height) {
        Vec3 from = new Vec3(6, -9, 4).times(lowest);
        return new CameraSpec("side", base, View.lookAt(from, new Vec3(0, 0, -lowest / 2), Vec3.Z),
                Camera.perspective(width, height, 0.9), EnumSet.of(Output.RGB), 1);
    }

    /// The base's velocity in its own axes, m/s.
    Signal.Measured velocity() {
        return inBase("velocity of the base in its axes", "m/s", new Signal.LinearVelocity(Place.body(base)));
    }

    /// How fast the base turns, in its own axes, rad/s.
    Signal.Measured turning() {
        return inBase("turning of the base in its axes", "rad/s", new Signal.AngularVelocity(Place.body(base)));
    }

    private Signal.Measured inBase(String label, String unit, Signal.Measured vector) {
        return new Signal.Computed(label, unit, 3, List.of(vector, orientation()), (row, inputs, out) -> put(row, out,
                row.quat(inputs[1]).normalized().rotateInverse(row.vec3(inputs[0]))));
    }

    /// The direction of gravity in the base's axes: (0, 0, −1) when it is upright.
    Signal.Measured gravity() {
        return new Signal.Computed("gravity in the axes of the base", "", 3, List.of(orientation()),
                (row, inputs, out) -> put(row, out,
                        row.quat(inputs[0]).normalized().rotateInverse(Vec3.Z.negate())));
    }

    private Signal.Measured orientation() {
        return new Signal.Orientation(Place.body(base));
    }

    private static void put(Row row, int out, Vec3 v) {
        row.set(out, v.x());
        row.set(out + 1, v.y());
        row.set(out + 2, v.z());
    }
}
