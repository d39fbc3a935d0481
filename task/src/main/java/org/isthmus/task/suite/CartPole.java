package org.isthmus.task.suite;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.JointType;
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

/// Balance a pole on a cart: Gymnasium's `CartPole-v1` with its masses, lengths, limits and starts (Barto, Sutton and Anderson 1983).
/// Velocities are stepped before positions here, after them there.
final class CartPole {
    private static final double CART_MASS = 1;
    private static final double POLE_MASS = 0.1;
    private static final double HALF_LENGTH = 0.5;
    private static final double FORCE = 10;
    private static final double PERIOD = 0.02;
    private static final double GRAVITY = 9.8;
    private static final double MOST_X = 2.4;
    private static final double MOST_ANGLE = 12 * Math.PI / 180;
    private static final int STEPS = 500;
    private static final List<String> JOINTS = List.of("cart", "pole");

    private CartPole() {}

    static Task task() {
        Signal.Measured position = new Signal.JointPosition(JOINTS);
        Signal.Measured velocity = new Signal.JointVelocity(JOINTS);
        Condition left = Objectives.below(Objectives.number(position, 0), -MOST_X)
                .or(Objectives.above(Objectives.number(position, 0), MOST_X));
        Condition fell = Objectives.below(Objectives.number(position, 1), -MOST_ANGLE)
                .or(Objectives.above(Objectives.number(position, 1), MOST_ANGLE));
        Sampler start = Sampler.repeat(2, Sampler.uniform(-0.05, 0.05));
        return Task.of("CartPole-v1", "Keep the pole on the cart upright by pushing the cart left or right.", scene())
                .maxSteps(STEPS)
                .action(new Choice("push", "push", DoubleArray.wrap(-FORCE, FORCE)))
                .observe(ObservationGroup.policy(List.of(Observation.of("position", position),
                        Observation.of("velocity", velocity))))
                .reward(new Reward("upright", 1, "1", Objectives.alive()))
                .terminate("left the track", left)
                .terminate("fell", fell)
                .success(balanced(), false)
                .factor(Factor.semantic("start", start, Targets.joints(JOINTS, List.of())))
                .factor(Factor.semantic("speed", start, Targets.speeds(JOINTS)))
                .build();
    }

    /// Upright to the end.
    private static Condition balanced() {
        return Objectives.above(Objectives.number(new Signal.Elapsed(), 0), 1 - 0.5 / STEPS);
    }

    private static Scene scene() {
        Scene scene = new Scene();
        scene.name = "cart-pole";
        scene.physics.timestep = PERIOD;
        scene.physics.gravity = new Vec3(0, 0, -GRAVITY);
        scene.world.addGeom(GeomType.BOX, new double[]{MOST_X + 0.3, 0.05, 0.02}, geom -> {
            geom.pos = new Vec3(0, 0, -0.08);
            geom.contype = 0;
            geom.conaffinity = 0;
        });
        Body cart = scene.world.addBody("cart", Pose.IDENTITY);
        cart.addJoint("cart", JointType.SLIDE, joint -> joint.axis = Vec3.X);
        shape(cart, GeomType.BOX, new double[]{0.2, 0.12, 0.06}, Vec3.ZERO, CART_MASS);
        Body pole = cart.addBody("pole", Pose.IDENTITY);
        pole.addJoint("pole", JointType.HINGE, joint -> joint.axis = Vec3.Y);
        shape(pole, GeomType.CAPSULE, new double[]{0.03, HALF_LENGTH, 0}, new Vec3(0, 0, HALF_LENGTH), 0);
        double inertia = POLE_MASS * HALF_LENGTH * HALF_LENGTH / 3;
        pole.inertial = new Inertial(new Vec3(0, 0, HALF_LENGTH), Quat.IDENTITY, POLE_MASS,
                Sym3.diagonal(new Vec3(inertia, inertia, 1e-6)));
        Actuator push = new Actuator();
        push.name = "push";
        push.target = "cart";
        push.controlRange[0] = -FORCE;
        push.controlRange[1] = FORCE;
        scene.actuators.add(push);
        return scene;
    }

    private static void shape(Body body, GeomType type, double[] size, Vec3 at, double mass) {
        body.addGeom(type, size, geom -> {
            geom.pos = at;
            geom.mass = mass;
            geom.contype = 0;
            geom.conaffinity = 0;
        });
    }
}
