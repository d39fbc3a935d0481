package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Task;
import org.isthmus.task.action.ControlRange;
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

/// Push a block along a rail to its middle and leave it there. Its mass and the rail's dry friction differ from episode to episode, and no sensor tells
/// them: a push that moves a heavy block that sticks throws a light one far past the middle. Who remembers what pushes did can tell them apart.
///
/// Groups of observations: `policy` (this moment), `history` (the last ones, with what was done), `hidden` (mass and friction).
final class SlideBlock {
    private static final double FORCE = 12;
    private static final double TIMESTEP = 0.01;
    private static final int SUBSTEPS = 10;
    private static final int STEPS = 20;
    private static final int HISTORY = 10;
    /// kg, of the factor 1.
    private static final double MASS = 1;
    /// N, of the factor 1.
    private static final double FRICTION = 1;
    /// m, of the rail to each side
    private static final double RAIL = 1;
    private static final double START = 0.5;
    /// m and m/s: there and at rest.
    private static final double NEAR = 0.015;
    private static final double SLOW = 0.05;
    /// m and m/s: deviations of what is measured.
    private static final double POSITION_NOISE = 0.001;
    private static final double SPEED_NOISE = 0.005;
    private static final List<String> JOINTS = List.of("block");

    private SlideBlock() {}

    static Task task() {
        Signal.Measured position = new Signal.JointPosition(JOINTS);
        Signal.Measured speed = new Signal.JointVelocity(JOINTS);
        Observation<Signal.Measured> where = Observation.of("position", position).noisy(POSITION_NOISE);
        Observation<Signal.Measured> howFast = Observation.of("speed", speed).noisy(SPEED_NOISE);
        Objective distance = Objectives.length(position);
        Condition isThere = Objectives.below(distance, NEAR).and(Objectives.below(Objectives.length(speed), SLOW));
        return Task.of("SlideBlock-v1",
                "Push the block along the rail to its middle and leave it there, whatever its mass and friction.",
                scene())
                .substeps(SUBSTEPS).maxSteps(STEPS)
                .action(new ControlRange("push", List.of("push")))
                .observe(ObservationGroup.policy(List.of(where, howFast)))
                .observe(ObservationGroup.visible("history", HISTORY,
                        List.of(where, howFast, Observation.of("push", new Signal.LastAction()))))
                .observe(ObservationGroup.privileged("hidden", 1,
                        List.of(Observation.of("mass", new Signal.Drawn("mass", 1)),
                                Observation.of("friction", new Signal.Drawn("friction", 1)))))
                .reward(new Reward("near", 0.5, "1 − tanh(5·d)", Objectives.near(5, distance)))
                .reward(new Reward("there", 0.5, "1 where it is there and at rest", Objectives.when(isThere)))
                .terminate("left the rail", Objectives.above(distance, RAIL))
                .success(isThere, false)
                .factor(Factor.semantic("start", Sampler.uniform(-START, START), Targets.joints(JOINTS, List.of())))
                .factor(Factor.semantic("mass", Sampler.logUniform(0.5, 4), Targets.mass(JOINTS)))
                .factor(Factor.semantic("friction", Sampler.logUniform(0.5, 8), Targets.dryFriction(JOINTS)))
                .build();
    }

    private static Scene scene() {
        Scene scene = new Scene();
        scene.name = "slide-block";
        scene.physics.timestep = TIMESTEP;
        addShown(scene.world, new double[]{RAIL, 0.02, 0.01}, -0.06);
        addShown(scene.world, new double[]{NEAR, 0.06, 0.005}, -0.06);
        Body block = scene.world.addBody("block", Pose.IDENTITY);
        block.addJoint("block", JointType.SLIDE, joint -> {
            joint.axis = Vec3.X;
            joint.frictionLoss = FRICTION;
            // Hard: a block that sticks must not creep to the middle.
            joint.solimpFriction[0] = 0.999;
            joint.solimpFriction[1] = 0.999;
        });
        addShown(block, new double[]{0.05, 0.05, 0.05}, 0).mass = MASS;
        Pendulum.addMotor(scene, "push", "block", FORCE);
        return scene;
    }

    private static Geom addShown(Body body, double[] size, double height) {
        return body.addGeom(GeomType.BOX, size, geom -> {
            geom.pos = new Vec3(0, 0, height);
            geom.contype = 0;
            geom.conaffinity = 0;
        });
    }
}
