package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Attachment;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.task.solve.Sight;

/// What stands around an arm in one world, as it is seen once.
///
/// Ways that are followed keep off what is fixed; planned ones also off loose things and the robot itself.
final class Surroundings {
    private static final Frame WORLD = new Frame("world", 0, Pose.IDENTITY);
    /// Followed ways: what is nearer counts as touching, m.
    private static final double CLEAR = 1e-3;
    /// What is nearer does, rounding included, m.
    static final double TOUCHING = CLEAR + 1e-6;
    /// Only configurations are looked at, not motions between them.
    private static final CollisionChecker.Options FOLLOWED = new CollisionChecker.Options(CLEAR, CLEAR);
    /// Of motions that are planned, m.
    private static final double RESOLUTION = 4e-3;
    /// What is nearer to an object is what it stands on, or leans against, m.
    private static final double NEAR = 5e-3;

    private final RobotGripper gripper;
    private final Bodies bodies;
    private final Model model;
    /// Where all is that the arm does not move and that does not stand where the model has it.
    private final List<Attachment> placed = new ArrayList<>();
    private final CollisionChecker open;

    /// What a hand holds.
    ///
    /// @param body the object's
    /// @param inTool that body's frame in the tool's
    /// @param width how far the jaw is open, m
    record Held(String body, Pose inTool, double width) {}

    Surroundings(RobotGripper gripper, Bodies bodies, Sight sight) {
        this.gripper = gripper;
        this.bodies = bodies;
        model = gripper.arm().model();
        bodies.fixed().stream().filter(this::isPlaced).forEach(body -> place(body, sight));
        bodies.loose().stream().filter(body -> !body.name().isEmpty()).forEach(body -> place(body, sight));
        open = new CollisionChecker(gripper.arm(), FOLLOWED, placed, fixedOnly());
    }

    /// What is fixed must not be touched.
    private AllowedCollisions fixedOnly() {
        return AllowedCollisions.NONE.and(bodies.robot(), bodies.robot()).and(bodies.robot(), bodies.loose());
    }

    private boolean isPlaced(Frame body) {
        return !body.name().isEmpty() && model.bodies().mocapId().get(body.body()) >= 0;
    }

    private void place(Frame body, Sight sight) {
        placed.add(new Attachment(body.body(), WORLD, sight.body(body.name())));
    }

    /// For ways with an open, empty hand.
    CollisionChecker open() {
        return open;
    }

    /// For ways with something in the hand, which may touch what it stands on now.
    ///
    /// @param x [n] where the arm is
    CollisionChecker holding(Held held, double[] x) {
        AllowedCollisions allowed = fixedOnly().and(List.of(frame(held)), bodies.loose());
        CollisionChecker strict = carrying(held, FOLLOWED, allowed);
        List<Frame> supports = strict.near(x, frame(held).body(), NEAR);
        return supports.isEmpty() ? strict
                : carrying(held, FOLLOWED, allowed.and(List.of(frame(held)), supports));
    }

    /// Plans with an open, empty hand.
    ///
    /// @param room that is kept, m
    PosePlanner planner(double room) {
        return planner(new CollisionChecker(gripper.arm(), new CollisionChecker.Options(room, RESOLUTION), placed,
                AllowedCollisions.NONE));
    }

    /// Plans with something in the hand.
    ///
    /// @param room that is kept, m
    PosePlanner planner(Held held, double room) {
        return planner(carrying(held, new CollisionChecker.Options(room, RESOLUTION),
                AllowedCollisions.NONE.and(List.of(frame(held)), gripper.hand())));
    }

    private PosePlanner planner(CollisionChecker checker) {
        return new PosePlanner(checker, gripper.tool());
    }

    private Frame frame(Held held) {
        return new Frame(held.body, model.names().id(ObjectType.BODY, held.body), Pose.IDENTITY);
    }

    private CollisionChecker carrying(Held held, CollisionChecker.Options options, AllowedCollisions allowed) {
        int body = frame(held).body();
        List<Attachment> attachments = new ArrayList<>(List.of(new Attachment(body, gripper.tool(), held.inTool)));
        placed.stream().filter(there -> there.body() != body).forEach(attachments::add);
        return new CollisionChecker(gripper.arm(gripper.arm().rest().toArray(), held.width()), options, attachments,
                allowed);
    }
}
