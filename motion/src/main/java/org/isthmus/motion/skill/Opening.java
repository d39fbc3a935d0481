package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Attachment;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.skill.Skill.Check;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// Opens or shuts a door or drawer by its handle, watching what happens.
///
/// Four skills: reach, grasp, pull, release. The hand follows the handle along the way that its hinge or slide leaves it, and
/// the joint's position is what is verified. Where it stays short, the hand opens, goes back, and takes the handle anew where
/// it then is, in another way.
public final class Opening extends SkillProgram {
    /// Along the way of the handle, m and rad.
    private static final double STEP = 5e-3;
    private static final double TURN = 0.03;
    /// How often a handle is looked at on its way to find how long that is.
    private static final int PIECES = 200;

    /// What to do.
    ///
    /// @param joint name of the hinge or slide
    /// @param grasps of the handle, in the frame of the object's body
    /// @param goal where the joint should be, rad or m
    /// @param near tolerance, rad or m
    public record Task(String joint, List<Grasp> grasps, double goal, double near) {
        public Task {
            grasps = List.copyOf(grasps);
        }
    }

    private final Task task;
    private final RobotGripper gripper;
    private final Model model;
    private final Frame handle;
    private final int joint;
    private final int leaf;
    private final List<Grasp> tried = new ArrayList<>();
    private @Nullable Trajectory approach;

    /// @param handleBody the body of the handle: the object of `world`
    public Opening(SkillWorld world, String handleBody, Task task, SkillOptions options) {
        super(world, options);
        this.task = task;
        gripper = world.servos().gripper();
        model = world.model();
        handle = Frame.of(model, handleBody);
        joint = Joints.scalar(model, task.joint);
        leaf = model.joints().bodyId().get(joint);
    }

    /// The ways of one attempt.
    private record Ways(Grasp grasp, double open, Trajectory transit, Trajectory approach, Trajectory pull,
            Trajectory retreat) {}

    @Override
    void plan() {
        begin();
        double now = world.joint(joint);
        List<String> reasons = new ArrayList<>();
        List<Grasp> sorted = task.grasps.stream().sorted(Comparator.comparingDouble(Grasp::score).reversed()).toList();
        for (Grasp grasp : Grasps.distinct(sorted, tried, options.grasps())) {
            Ways ways = ways(grasp, now, reasons);
            if (ways != null) {
                tried.add(grasp);
                perform(ways);
                return;
            }
        }
        end(task.grasps.isEmpty() ? Outcome.NO_GRASP : Outcome.NO_PATH,
                "of " + reasons.size() + " grasps none: " + Reasons.summary(reasons));
    }

    private @Nullable Ways ways(Grasp grasp, double now, List<String> reasons) {
        ArmPlans plans = new ArmPlans(gripper, world.qpos(), options.plan().pace());
        double open = Math.min(gripper.jaw().width(), grasp.width() + options.plan().room());
        Pose at = world.object().times(grasp.tool());
        Pose before = at.times(Pose.at(0, 0, -options.plan().approach()));
        PosePlanner around = plans.planner(plans.arm(open), List.of(), AllowedCollisions.NONE);
        Plan transit = around.plan(world.arm(), before, options.plan().search());
        if (!transit.isFound()) {
            reasons.add("transit: " + transit.reason());
            return null;
        }
        AllowedCollisions grip = AllowedCollisions.NONE.and(List.of(handle), plans.hand());
        PosePlanner onto = plans.planner(plans.arm(open), List.of(), grip);
        Plan reach = onto.straight(transit.path().getLast(), at);
        if (!reach.isFound()) {
            reasons.add("approach: " + reach.reason());
            return null;
        }
        PosePlanner with = plans.planner(plans.arm(grasp.width()), List.of(carried(at, now)),
                grip.and(swing(), still()));
        Plan pull = with.follow(reach.path().getLast(), way(grasp, now), "way");
        if (!pull.isFound()) {
            reasons.add("pull: " + pull.reason());
            return null;
        }
        Pose leafAfter = frame(task.goal, leaf);
        PosePlanner away = plans.planner(plans.arm(open), List.of(new Attachment(leaf, ArmPlans.WORLD, leafAfter)),
                grip.and(swing(), still()));
        Plan retreat = away.straight(pull.path().getLast(),
                handleAt(task.goal).times(grasp.tool()).times(Pose.at(0, 0, -options.plan().approach())));
        if (!retreat.isFound()) {
            reasons.add("retreat: " + retreat.reason());
            return null;
        }
        double careful = options.plan().pace().careful();
        return new Ways(grasp, gripper.jaw().coordinate(open), plans.motion(transit, around, 1),
                plans.motion(reach, onto, careful), plans.motion(pull, with, careful),
                plans.motion(retreat, away, careful));
    }

    private void perform(Ways ways) {
        approach = ways.approach;
        double shut = gripper.jaw().coordinate(0);
        double speed = options.jawSpeed();
        add(new Skill("reach", Outcome.MISSED, Check.NONE,
                actions.moveJaw(ways.open, speed).then(actions.follow(ways.transit)).then(actions.rest(SETTLE))
                        .then(actions.follow(ways.approach)).then(actions.rest(SETTLE)),
                Check.NONE));
        add(new Skill("grasp", Outcome.MISSED, Check.NONE,
                actions.close(shut, options.force(), speed).then(actions.rest(SETTLE)), SkillProgram::grips));
        add(new Skill("pull", Outcome.SLIPPED, SkillProgram::grips,
                actions.follow(ways.pull).then(actions.rest(SETTLE)), w -> isThere()));
        add(new Skill("release", Outcome.SHORT, Check.NONE,
                actions.moveJaw(ways.open, speed).then(actions.rest(SETTLE)).then(actions.follow(ways.retreat))
                        .then(actions.rest(SETTLE)),
                w -> {
                    String missing = isThere();
                    if (missing.isEmpty()) {
                        succeed(Outcome.DONE);
                    }
                    return missing;
                }));
    }

    /// Opens the hand, and goes back from the handle where it is at it.
    @Override
    Skill.Action recovery() {
        double open = gripper.jaw().coordinate(gripper.jaw().width());
        Skill.Action back = actions.rest(SETTLE).then(actions.moveJaw(open, options.jawSpeed()))
                .then(actions.rest(SETTLE));
        return approach != null && isAtEndOf(approach) ? back.then(actions.follow(new Reversed(approach))) : back;
    }

    private String isThere() {
        double now = world.joint(joint);
        return Math.abs(now - task.goal) <= task.near ? ""
                : String.format(Locale.ROOT, "'%s' is at %.3f, expected %.3f", task.joint, now, task.goal);
    }

    /// The leaf hangs on the hand as it moves.
    private Attachment carried(Pose tool, double now) {
        return new Attachment(leaf, gripper.tool(), tool.inverse().times(frame(now, leaf)));
    }

    /// The bodies that swing with the leaf.
    private List<Frame> swing() {
        TreeSet<Integer> bodies = new TreeSet<>(List.of(leaf));
        List<Frame> frames = new ArrayList<>();
        for (int body = leaf; body < model.sizes().nbody(); body++) {
            if (body == leaf || bodies.contains(model.bodies().parentId().get(body))) {
                bodies.add(body);
                frames.add(new Frame("", body, Pose.IDENTITY));
            }
        }
        return frames;
    }

    /// What does not move at all: its joint keeps the leaf clear of it.
    private List<Frame> still() {
        List<Frame> frames = new ArrayList<>();
        for (int body = 0; body < model.sizes().nbody(); body++) {
            if (model.bodies().weldId().get(body) == 0) {
                frames.add(new Frame("", body, Pose.IDENTITY));
            }
        }
        return frames;
    }

    /// Where a body is with the joint somewhere else.
    private Pose frame(double coordinate, int body) {
        Kinematics kinematics = new Kinematics(model);
        double[] qpos = world.qpos();
        qpos[model.joints().qposAdr().get(joint)] = coordinate;
        kinematics.compute(qpos);
        Pose pose = kinematics.bodyPose(body);
        return new Pose(pose.position(), pose.rotation().normalized());
    }

    private Pose handleAt(double coordinate) {
        return frame(coordinate, handle.body());
    }

    /// The tool's poses along the way, close together.
    private List<Pose> way(Grasp grasp, double now) {
        Pose last = handleAt(now).times(grasp.tool());
        double length = 0;
        for (int i = 1; i <= PIECES; i++) {
            Pose next = handleAt(now + (task.goal - now) * i / PIECES).times(grasp.tool());
            length += Math.max(last.position().distance(next.position()) / STEP,
                    last.rotation().angleTo(next.rotation()) / TURN);
            last = next;
        }
        int steps = Math.max(1, (int) Math.ceil(length));
        List<Pose> poses = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            poses.add(handleAt(now + (task.goal - now) * i / steps).times(grasp.tool()));
        }
        return poses;
    }
}
