package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Task;
import org.isthmus.task.action.ControlValue;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.space.Box;

/// Swing a rod up and keep it there, with too little torque to lift it: Gymnasium's `Pendulum-v1` with its mass, length, torque, period, starts and cost.
///
/// Two differences: the cost is that of the state after a step, not before; and the speed is not cut off at 8 rad/s, only what is seen of it.
final class Pendulum {
    private static final double MASS = 1;
    private static final double LENGTH = 1;
    private static final double TORQUE = 2;
    private static final double MOST_SPEED = 8;
    private static final double PERIOD = 0.05;
    private static final double GRAVITY = 10;
    private static final int STEPS = 200;
    /// Upright, for the success that Gymnasium does not tell: rad, rad/s.
    private static final double UPRIGHT = 0.1;
    private static final double SLOW = 0.5;
    private static final List<String> JOINTS = List.of("rod");

    private Pendulum() {}

    static Task task() {
        Signal.Measured angle = new Signal.JointPosition(JOINTS);
        Signal.Measured speed = new Signal.JointVelocity(JOINTS);
        Objective tilt = signals -> {
            int at = signals.at(angle);
            return row -> Math.abs(wrapped(row.get(at)));
        };
        Objective tiltSquare = signals -> {
            Objective.Value value = tilt.bind(signals);
            return row -> value.of(row) * value.of(row);
        };
        Condition upright = Objectives.below(tilt, UPRIGHT).and(Objectives.below(Objectives.length(speed), SLOW));
        return Task.of("Pendulum-v1", "Swing the rod up and keep it upright.", scene()).maxSteps(STEPS)
                .action(new ControlValue("torque", List.of("torque"), Box.uniform(1, -TORQUE, TORQUE)))
                .observe(ObservationGroup.policy(List.of(Observation.of("direction", direction("rod", angle, 0)),
                        Observation.of("speed", speed).clipped(MOST_SPEED))))
                .reward(new Reward("tilt", -1, "θ²", tiltSquare))
                .reward(new Reward("speed", -0.1, "ω²", Objectives.square(speed)))
                .reward(new Reward("effort", -1e-3, "u²", Objectives.square(new Signal.Control(List.of("torque")))))
                .success(upright, false)
                .factor(Factor.semantic("start", Sampler.uniform(-Math.PI, Math.PI), Targets.joints(JOINTS, List.of())))
                .factor(Factor.semantic("speed", Sampler.uniform(-1, 1), Targets.speeds(JOINTS)))
                .build();
    }

    /// An angle as cosine and sine.
    static Signal.Measured direction(String of, Signal.Measured joints, int index) {
        return new Signal.Computed("cosine and sine of " + of, "", 2, List.of(joints), (row, inputs, out) -> {
            double angle = row.get(inputs[0] + index);
            row.set(out, StrictMath.cos(angle));
            row.set(out + 1, StrictMath.sin(angle));
        });
    }

    /// The same angle between −π and π.
    private static double wrapped(double angle) {
        return angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI));
    }

    private static Scene scene() {
        Scene scene = new Scene();
        scene.name = "pendulum";
        scene.physics.timestep = PERIOD;
        scene.physics.gravity = new Vec3(0, 0, -GRAVITY);
        Body rod = addRod(scene.world, "rod", Vec3.ZERO, LENGTH / 2, MASS, MASS * LENGTH * LENGTH / 12);
        rod.addGeom(GeomType.SPHERE, new double[]{0.05, 0, 0}, Pendulum::seenOnly);
        addMotor(scene, "torque", "rod", TORQUE);
        return scene;
    }

    /// A rod on a hinge about y; its centre of mass is at a height above the hinge.
    ///
    /// @param at of the hinge, m
    /// @param inertia about an axis through the centre of mass across the rod, kg·m²
    static Body addRod(Body parent, String name, Vec3 at, double center, double mass, double inertia) {
        Body rod = parent.addBody(name, Pose.at(at));
        rod.addJoint(name, JointType.HINGE, joint -> joint.axis = Vec3.Y);
        rod.addGeom(GeomType.CAPSULE, new double[]{0.04, Math.abs(center), 0}, geom -> {
            geom.pos = new Vec3(0, 0, center);
            seenOnly(geom);
        });
        rod.inertial = new Inertial(new Vec3(0, 0, center), Quat.IDENTITY, mass,
                Sym3.diagonal(new Vec3(inertia, inertia, 1e-6)));
        return rod;
    }

    private static void seenOnly(Geom geom) {
        geom.contype = 0;
        geom.conaffinity = 0;
    }

    static void addMotor(Scene scene, String name, String joint, double torque) {
        Actuator motor = new Actuator();
        motor.name = name;
        motor.target = joint;
        motor.controlRange[0] = -torque;
        motor.controlRange[1] = torque;
        scene.actuators.add(motor);
    }
}
