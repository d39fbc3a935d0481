package org.isthmus.task.suite;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;
import org.isthmus.task.Task;
import org.isthmus.task.action.ControlRange;
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
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;

/// Grasp a cube and hold it at a goal in the air.
///
/// Sizes, time limit, success and the shape of the reward are those of ManiSkill's `PickCube-v1`; what counts as grasped is told from the
/// force of the fingers and from where the cube is, without contact sensors.
final class PickCube {
    private static final double HALF = 0.02;
    private static final double MASS = 0.064;
    private static final int SUBSTEPS = 10;
    private static final int STEPS = 50;
    private static final double SPEED = 2;
    private static final double NEAR = 0.025;
    /// The arm is still below, rad/s.
    private static final double STILL = 0.2;
    private static final double LEAST_GRIP = 1;
    private static final double IN_HAND = 0.025;

    private PickCube() {}

    static Task task(String robot) {
        ArmOnTable station = ArmOnTable.of(robot);
        Vec3 middle = station.middle();
        station.addLoose("cube", Pose.at(middle.x(), middle.y(), HALF), GeomType.BOX, new double[]{HALF, HALF, HALF},
                geom -> {
                    geom.mass = MASS;
                    geom.rgba[0] = 0.8;
                    geom.rgba[1] = 0.15;
                    geom.rgba[2] = 0.1;
                });
        station.addMark("goal", HALF / 2);
        Place tool = Place.site(station.tool());
        Place cube = Place.body("cube");
        Signal.Measured cubeAt = new Signal.Position(cube);
        Signal.Measured toolAt = new Signal.Position(tool);
        Signal.Measured goal = new Signal.Goal("goal", 3, "m");
        Signal.Measured speed = new Signal.JointVelocity(station.armJoints());
        Objective reach = Objectives.near(5, Objectives.distance(toolAt, cubeAt));
        Objective bring = Objectives.near(5, Objectives.distance(cubeAt, goal));
        Condition grasped = grasped(station, toolAt, cubeAt);
        Condition placed = Objectives.below(Objectives.distance(cubeAt, goal), NEAR);
        Condition isStill = Objectives.below(Objectives.length(speed), STILL);
        Condition success = placed.and(isStill);
        double room = station.room() / 2;
        List<String> joints = new ArrayList<>(station.armJoints());
        joints.addAll(station.fingers());
        return Task.of("PickCube-v1", "Grasp the red cube and hold it still at the goal in the air.", station.scene())
                .substeps(SUBSTEPS).maxSteps(STEPS)
                .action(new JointDelta("arm", station.armServos(), SPEED))
                .action(new ControlRange("gripper", List.of(station.fingerServo())))
                .observe(ObservationGroup.policy(List.of(
                        Observation.of("joints", new Signal.JointPosition(joints)),
                        Observation.of("joint speeds", new Signal.JointVelocity(joints)),
                        Observation.of("tool", toolAt),
                        Observation.of("cube", cubeAt),
                        Observation.of("cube turn", new Signal.Orientation(cube)),
                        Observation.of("goal", goal),
                        Observation.of("tool to cube", Signal.difference(toolAt, cubeAt)),
                        Observation.of("cube to goal", Signal.difference(cubeAt, goal)))))
                .reward(new Reward("reach", 0.2, "1 − tanh(5·|cube − tool|)", reach))
                .reward(new Reward("grasp", 0.2, "1 while grasped", Objectives.when(grasped)))
                .reward(new Reward("bring", 0.2, "1 − tanh(5·|goal − cube|) while grasped",
                        Objectives.gated(grasped, bring)))
                .reward(new Reward("hold still", 0.2, "1 − tanh(5·|joint speeds|) at the goal",
                        Objectives.gated(placed, Objectives.near(5, Objectives.length(speed)))))
                .reward(new Reward("success", 0.2, "1 where done", Objectives.when(success)))
                .success(success, false)
                .factor(Factor.semantic("cube", Sampler.all(Sampler.uniform(-room, room), Sampler.uniform(-room, room),
                        Sampler.uniform(-Math.PI, Math.PI)), Targets.placed("cube")))
                .factor(Factor.semantic("goal", Sampler.all(Sampler.uniform(middle.x() - room, middle.x() + room),
                        Sampler.uniform(middle.y() - room, middle.y() + room),
                        Sampler.uniform(HALF, HALF + 1.5 * station.room())), Targets.mark("goal")))
                .factor(Factor.semantic("arm", Sampler.repeat(station.armJoints().size(), Sampler.normal(0, 0.02)),
                        Targets.joints(station.armJoints(), station.armServos())))
                .camera(station.frontCamera(128, 128))
                .build();
    }

    /// The fingers press, and the cube is between them.
    private static Condition grasped(ArmOnTable station, Signal toolAt, Signal cubeAt) {
        Objective force = Objectives.number(new Signal.ActuatorForce(List.of(station.fingerServo())), 0);
        return Objectives.below(force, -LEAST_GRIP)
                .and(Objectives.below(Objectives.distance(toolAt, cubeAt), IN_HAND));
    }
}
