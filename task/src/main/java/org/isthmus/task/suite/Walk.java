package org.isthmus.task.suite;

import java.util.List;
import java.util.Locale;

import org.isthmus.task.Task;
import org.isthmus.task.action.JointOffset;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Target;
import org.isthmus.task.randomize.Targets;
import org.isthmus.task.scene.Terrain;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Walk with commanded velocities, on flat ground or on a terrain. Rewards have the shapes and about the weights of legged_gym's (Rudin et al. 2021, table 4),
/// without those that remember: times of feet in the air and changes of action.
final class Walk {
    private static final int SUBSTEPS = 4;
    private static final int STEPS = 1000;
    private static final double REACH = 0.5;
    private static final double COMMAND_SECONDS = 10;
    /// `exp(−error²/0.25)`.
    private static final double WIDTH = 0.5;
    /// Part of gravity along the base's axis, −1 upright, at which the robot has fallen.
    private static final double FALLEN = -0.5;

    private Walk() {}

    static Task task(String id, Terrain terrain, String robot) {
        LeggedRobot legs = LeggedRobot.of(robot);
        terrain.addTo(legs.scene());
        Signal.Measured command = new Signal.Goal("command", 3, "m/s, m/s, rad/s");
        Signal.Measured velocity = legs.velocity();
        Signal.Measured turning = legs.turning();
        Signal.Measured gravity = legs.gravity();
        Objective height = Objectives.number(new Signal.Position(Place.body(legs.base())), 2);
        Condition fell = Objectives.above(Objectives.number(gravity, 2), FALLEN);
        if (terrain == Terrain.FLAT) {
            fell = fell.or(Objectives.below(height, legs.lowest()));
        }
        return Task.of(id, "Walk forwards, sideways and round as commanded, on ground of kind "
                + terrain.name().toLowerCase(Locale.ROOT) + ".", legs.scene())
                .substeps(SUBSTEPS).maxSteps(STEPS).camera(legs.camera(128, 128))
                .action(new JointOffset("joints", legs.servos(), REACH))
                .observe(ObservationGroup.policy(List.of(
                        Observation.of("velocity", velocity).scaled(2), Observation.of("turning", turning).scaled(0.25),
                        Observation.of("gravity", gravity), Observation.of("command", command),
                        Observation.of("joints", new Signal.JointPosition(legs.joints())),
                        legs.jointSpeeds(),
                        Observation.of("last action", new Signal.LastAction()))))
                .reward(new Reward("track velocity", 1, "exp(−|v − command|²/0.25), v: forwards and sideways",
                        Objectives.bell(WIDTH, difference(velocity, 0, command, 0, 2))))
                .reward(new Reward("track turning", 0.5, "exp(−(ω − command)²/0.25)",
                        Objectives.bell(WIDTH, difference(turning, 2, command, 2, 1))))
                .reward(new Reward("bounce", -2, "vertical velocity²", square(velocity, 2, 1)))
                .reward(new Reward("sway", -0.05, "rolling and pitching²", square(turning, 0, 2)))
                .reward(new Reward("tilt", -1, "part of gravity across the base's axis, ²", square(gravity, 0, 2)))
                .reward(new Reward("effort", -1e-4, "|forces|²",
                        Objectives.square(new Signal.ActuatorForce(legs.servos()))))
                .reward(new Reward("action", -0.01, "|action|²", Objectives.square(new Signal.LastAction())))
                .success(Objectives.above(Objectives.number(new Signal.Elapsed(), 0), 1 - 0.5 / STEPS), false)
                .terminate("fell", fell)
                .factor(Factor.semantic("joints", Sampler.repeat(legs.joints().size(), Sampler.uniform(-0.05, 0.05)),
                        Targets.joints(legs.joints(), List.of())))
                .factor(Factor.semantic("command", Sampler.all(Sampler.uniform(-1, 1), Sampler.uniform(-0.5, 0.5),
                        Sampler.uniform(-1, 1)), Target.NONE).every(COMMAND_SECONDS))
                .build();
    }

    /// Length of the difference of n numbers of two signals.
    private static Objective difference(Signal a, int aAt, Signal b, int bAt, int n) {
        return signals -> {
            int first = signals.at(a) + aAt;
            int second = signals.at(b) + bAt;
            return row -> row.distance(first, second, n);
        };
    }

    /// Sum of squares of n numbers of a signal.
    private static Objective square(Signal signal, int from, int n) {
        return signals -> {
            int at = signals.at(signal) + from;
            return row -> {
                double length = row.norm(at, n);
                return length * length;
            };
        };
    }
}
