package org.isthmus.task.suite;

import java.util.List;

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
import org.isthmus.task.scene.Terrain;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Follow a reference motion with the whole body: squats with swinging arms, from a phase that differs. Rewards have the shape of DeepMimic's
/// (Peng et al. 2018, section 5): `exp(−2·|q − r|²)` of the pose, and upright.
final class MotionTracking {
    private static final int SUBSTEPS = 4;
    private static final int STEPS = 400;
    private static final double REACH = 0.8;
    /// Of the motion, s.
    private static final double CYCLE = 2;
    private static final double SQUAT = 0.35;
    private static final double SWING = 0.6;
    private static final double FALLEN = -0.5;
    private static final double CLOSE = 0.5;

    private MotionTracking() {}

    static Task task(String robot) {
        LeggedRobot legs = LeggedRobot.of(robot);
        Terrain.FLAT.addTo(legs.scene());
        Signal.Measured joints = new Signal.JointPosition(legs.joints());
        Signal.Measured reference = reference(legs);
        Objective error = Objectives.distance(joints, reference);
        Signal.Measured gravity = legs.gravity();
        Condition fell = Objectives.above(Objectives.number(gravity, 2), FALLEN).or(Objectives.below(
                Objectives.number(new Signal.Position(Place.body(legs.base())), 2), legs.lowest()));
        Condition done = Objectives.below(error, CLOSE)
                .and(Objectives.above(Objectives.number(new Signal.Elapsed(), 0), 1 - 0.5 / STEPS));
        return Task.of("MotionTracking-v1", "Follow a reference motion: squats with swinging arms.", legs.scene())
                .substeps(SUBSTEPS).maxSteps(STEPS)
                .action(new JointOffset("joints", legs.servos(), REACH))
                .observe(ObservationGroup.policy(List.of(Observation.of("joints", joints),
                        legs.jointSpeeds(),
                        Observation.of("reference", reference), Observation.of("gravity", gravity),
                        Observation.of("turning", legs.turning()), Observation.of("velocity", legs.velocity()))))
                .reward(new Reward("pose", 0.7, "exp(−2·|q − r|²)", Objectives.bell(Math.sqrt(0.5), error)))
                .reward(new Reward("upright", 0.3, "exp(−4·g²), g: part of gravity across the base's axis",
                        Objectives.bell(0.5, signals -> {
                            int at = signals.at(gravity);
                            return row -> row.norm(at, 2);
                        })))
                .reward(new Reward("action", -0.005, "|action|²", Objectives.square(new Signal.LastAction())))
                .success(done, false)
                .terminate("fell", fell)
                .factor(Factor.semantic("phase", Sampler.uniform(0, 1), Target.NONE))
                .build();
    }

    /// [joints] where the joints should be now, rad
    private static Signal.Measured reference(LeggedRobot legs) {
        double[] home = legs.home();
        double[] swing = new double[home.length];
        for (int i = 0; i < home.length; i++) {
            swing[i] = amplitude(legs.joints().get(i));
        }
        Signal.Measured phase = new Signal.Goal("phase", 1, "");
        double cycles = STEPS * SUBSTEPS * legs.scene().physics.timestep / CYCLE;
        return new Signal.Computed("reference of the joints", "rad", home.length, List.of(phase, new Signal.Elapsed()),
                (row, inputs, out) -> {
                    double angle = 2 * Math.PI * (row.get(inputs[0]) + cycles * row.get(inputs[1]));
                    double down = (1 - StrictMath.cos(angle)) / 2;
                    double forth = StrictMath.sin(angle);
                    for (int i = 0; i < home.length; i++) {
                        row.set(out + i, home[i] + swing[i] * (isArm(swing[i])
                                ? forth
                                : down));
                    }
                });
    }

    private static boolean isArm(double amplitude) {
        return Math.abs(amplitude) == SWING;
    }

    /// How far a joint moves in a cycle: legs bend together, feet stay level, arms swing against each other.
    private static double amplitude(String joint) {
        return switch (joint) {
            case "left_hip_pitch", "right_hip_pitch", "left_ankle_pitch", "right_ankle_pitch" -> -SQUAT;
            case "left_knee", "right_knee" -> 2 * SQUAT;
            case "left_shoulder_pitch" -> SWING;
            case "right_shoulder_pitch" -> -SWING;
            default -> 0;
        };
    }
}
