package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Task;
import org.isthmus.task.action.Choice;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.signal.Signal;

/// Swing the tip of two hanging rods above a line, by a motor between them: Gymnasium's `Acrobot-v1` (Sutton 1996) with its masses, lengths, inertias, torques,
/// starts, end and integrator. Speeds are not cut off at 4π and 9π rad/s, only what is seen of them.
final class Acrobot {
    private static final double LENGTH = 1;
    private static final double MASS = 1;
    /// About the centre of mass, kg·m².
    private static final double INERTIA = 1;
    private static final double TORQUE = 1;
    private static final double PERIOD = 0.2;
    private static final double GRAVITY = 9.8;
    private static final int STEPS = 500;
    private static final double FIRST_SPEED = 4 * Math.PI;
    private static final double SECOND_SPEED = 9 * Math.PI;
    private static final List<String> JOINTS = List.of("upper", "lower");

    private Acrobot() {}

    static Task task() {
        Signal.Measured angles = new Signal.JointPosition(JOINTS);
        Condition up = Objectives.above(signals -> {
            int at = signals.at(angles);
            return row -> -StrictMath.cos(row.get(at)) - StrictMath.cos(row.get(at) + row.get(at + 1));
        }, 1);
        Condition notYet = signals -> {
            Condition.Check check = up.bind(signals);
            return row -> !check.of(row);
        };
        Sampler start = Sampler.repeat(2, Sampler.uniform(-0.1, 0.1));
        return Task.of("Acrobot-v1", "Swing the tip of the two rods above the line.", scene()).maxSteps(STEPS)
                .action(new Choice("torque", "torque", DoubleArray.wrap(-TORQUE, 0, TORQUE)))
                .observe(ObservationGroup.policy(List.of(
                        Observation.of("upper", Pendulum.direction("upper", angles, 0)),
                        Observation.of("lower", Pendulum.direction("lower", angles, 1)),
                        speed("upper", FIRST_SPEED), speed("lower", SECOND_SPEED))))
                .reward(new Reward("time", -1, "1 until it is up", Objectives.when(notYet)))
                .success(up, true)
                .factor(Factor.semantic("start", start, Targets.joints(JOINTS, List.of())))
                .factor(Factor.semantic("speed", start, Targets.speeds(JOINTS)))
                .build();
    }

    private static Observation<Signal.Measured> speed(String joint, double most) {
        Signal.Measured speed = new Signal.JointVelocity(List.of(joint));
        return Observation.of(joint + " speed", speed).clipped(most);
    }

    private static Scene scene() {
        Scene scene = new Scene();
        scene.name = "acrobot";
        scene.physics.timestep = PERIOD;
        scene.physics.integrator = Integrator.RK4;
        scene.physics.gravity = new Vec3(0, 0, -GRAVITY);
        Body upper = Pendulum.addRod(scene.world, "upper", Vec3.ZERO, -LENGTH / 2, MASS, INERTIA);
        Pendulum.addRod(upper, "lower", new Vec3(0, 0, -LENGTH), -LENGTH / 2, MASS, INERTIA);
        Pendulum.addMotor(scene, "torque", "lower", TORQUE);
        return scene;
    }
}
