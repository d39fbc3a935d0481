package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Attachment;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.plan.RrtConnect;
import org.isthmus.motion.retarget.RobotGripper;
import org.jspecify.annotations.Nullable;

/// Plans to pick an object up, and to put it down elsewhere: over to it with an open jaw, straight along the approach
/// of a grasp, close, straight up with the object; then over to the place, straight down, open, straight back.
///
/// Grasps are tried in their order until one can be done. The object is an obstacle on the way there; while it is
/// grasped, gripper and object may touch, and object and what it stands on; while it is held, it moves with the tool.
public final class PickPlanner {
    /// How to pick.
    ///
    /// @param approach length of the straight ways before and after the grasp, m
    /// @param lift how far up the object is lifted, and lowered, m
    /// @param room how much wider than the grasp the jaw is opened, m
    /// @param search of the ways between
    /// @param pace of the motions
    public record Options(double approach, double lift, double room, RrtConnect.Options search, Pace pace) {
        public static final Options DEFAULT = new Options(0.08, 0.1, 0.02, new RrtConnect.Options(2000, 0.8, 60, 1),
                new Pace(1, 2, 0.4));
    }

    /// How fast to move.
    ///
    /// @param velocity greatest of each coordinate, rad/s or m/s; its own limit where that is less
    /// @param acceleration greatest of each coordinate, rad/s² or m/s²
    /// @param careful times so fast close to things: on straight ways
    public record Pace(double velocity, double acceleration, double careful) {}

    private static final int GOALS = 8;

    private final RobotGripper gripper;
    private final Model model;
    private final int object;
    private final Options options;
    /// [nq] of the world as it stands
    private final double[] rest;
    private final Pose objectPose;
    private final ArmPlans plans;
    private final Frame held;
    private final AllowedCollisions always;

    /// @param qpos [nq] where everything is: the object stands on something
    public PickPlanner(RobotGripper gripper, String objectBody, double[] qpos, Options options) {
        this(gripper, objectBody, qpos, options, AllowedCollisions.NONE);
    }

    /// @param always what may touch in any case
    PickPlanner(RobotGripper gripper, String objectBody, double[] qpos, Options options, AllowedCollisions always) {
        this.always = always;
        this.gripper = gripper;
        this.options = options;
        model = gripper.arm().model();
        held = Frame.of(model, objectBody);
        object = held.body();
        rest = qpos.clone();
        Kinematics kinematics = new Kinematics(model);
        kinematics.compute(rest);
        objectPose = kinematics.bodyPose(object);
        plans = new ArmPlans(gripper, rest, options.pace);
    }

    /// Plans to pick the object up.
    ///
    /// @param start [n] of the arm
    /// @param grasps in the object's frame, the preferred first
    public PickPlan pick(double[] start, List<Grasp> grasps) {
        List<String> reasons = new ArrayList<>();
        for (Grasp grasp : grasps) {
            List<PickPlan.Phase> phases = new ArrayList<>();
            String reason = pick(start, grasp, phases);
            if (reason.isEmpty()) {
                return new PickPlan(grasp, phases, reasons);
            }
            reasons.add(reason);
        }
        return new PickPlan(null, List.of(), reasons);
    }

    /// Plans to pick the object up and put it down with its frame at another pose.
    ///
    /// @param place of the object's frame in the world
    public PickPlan pickAndPlace(double[] start, List<Grasp> grasps, Pose place) {
        List<String> reasons = new ArrayList<>();
        for (Grasp grasp : grasps) {
            List<PickPlan.Phase> phases = new ArrayList<>();
            String reason = pick(start, grasp, phases);
            if (reason.isEmpty()) {
                reason = place(phases.getLast().path().getLast(), grasp, place, phases);
            }
            if (reason.isEmpty()) {
                return new PickPlan(grasp, phases, reasons);
            }
            reasons.add(reason);
        }
        return new PickPlan(null, List.of(), reasons);
    }

    private String pick(double[] start, Grasp grasp, List<PickPlan.Phase> phases) {
        Pose at = objectPose.times(grasp.tool());
        double open = Math.min(gripper.jaw().width(), grasp.width() + options.room);
        JointGroup opened = plans.arm(open);
        PosePlanner around = plans.planner(opened, List.of(), always);
        Plan transit = around.plan(start, at.times(Pose.at(0, 0, -options.approach)), options.search);
        if (!transit.isFound()) {
            return "transit: " + transit.reason();
        }
        phases.add(plans.phase("transit", transit, around, 1, open));
        AllowedCollisions grip = always.and(List.of(held), plans.hand());
        PosePlanner onto = plans.planner(opened, List.of(), grip);
        Plan approach = onto.straight(transit.path().getLast(), at);
        if (!approach.isFound()) {
            return "approach: " + approach.reason();
        }
        phases.add(plans.phase("approach", approach, onto, options.pace.careful, grasp.width()));
        PosePlanner holding = carrying(grasp, objectPose);
        Plan lift = holding.straight(approach.path().getLast(), raised(at));
        if (!lift.isFound()) {
            return "lift: " + lift.reason();
        }
        phases.add(plans.phase("lift", lift, holding, options.pace.careful, grasp.width()));
        return "";
    }

    /// Plans to put down what the gripper holds.
    ///
    /// @param start [n] of the arm, with the object off the table
    /// @param hold where the gripper holds it
    /// @param place of the object's frame in the world
    public PickPlan putDown(double[] start, Grasp hold, Pose place) {
        List<PickPlan.Phase> phases = new ArrayList<>();
        String reason = place(start, hold, place, phases);
        return reason.isEmpty() ? new PickPlan(hold, phases, List.of())
                : new PickPlan(null, List.of(), List.of(reason));
    }

    private String place(double[] start, Grasp grasp, Pose place, List<PickPlan.Phase> phases) {
        Pose at = place.times(grasp.tool());
        double open = Math.min(gripper.jaw().width(), grasp.width() + options.room);
        PosePlanner over = carrying(grasp, null);
        PosePlanner down = carrying(grasp, place);
        Plan carry = over.plan(start, raised(at), options.search);
        if (!carry.isFound()) {
            return "carry: " + carry.reason();
        }
        Plan lower = down.straight(carry.path().getLast(), at);
        if (!lower.isFound()) {
            carry = toWhereItCanLower(start, at, over, down);
            lower = carry.isFound() ? down.straight(carry.path().getLast(), at) : lower;
        }
        if (!lower.isFound()) {
            return "lower: " + lower.reason();
        }
        phases.add(plans.phase("carry", carry, over, 1, grasp.width()));
        phases.add(plans.phase("lower", lower, down, options.pace.careful, open));
        // let go, the object stays behind where it was put: it does not move against what it stands on
        AllowedCollisions grip = always.and(List.of(held), plans.hand());
        PosePlanner away = plans.planner(plans.arm(open), List.of(new Attachment(object, ArmPlans.WORLD, place)), grip);
        Plan retreat = away.straight(lower.path().getLast(), at.times(Pose.at(0, 0, -options.approach)));
        if (!retreat.isFound()) {
            return "retreat: " + retreat.reason();
        }
        phases.add(plans.phase("retreat", retreat, away, options.pace.careful, open));
        return "";
    }

    /// A redundant arm is above a place in many ways: to those from which it can go straight down.
    private Plan toWhereItCanLower(double[] start, Pose at, PosePlanner over, PosePlanner down) {
        List<double[]> goals = over.goals(raised(at), start, GOALS).stream()
                .filter(goal -> down.straight(goal, at).isFound()).toList();
        return new RrtConnect(over.checker(), options.search).plan(start, goals);
    }

    private Pose raised(Pose tool) {
        return Pose.at(new Vec3(0, 0, options.lift)).times(tool);
    }

    /// For moving with the object in the hand; near a pose where it stands it may touch what it stands on.
    private PosePlanner carrying(Grasp grasp, @Nullable Pose standing) {
        AllowedCollisions allowed = always.and(List.of(held), plans.hand());
        if (standing != null) {
            allowed = allowed.and(List.of(held), supports(standing));
        }
        return plans.planner(plans.arm(grasp.width()),
                List.of(new Attachment(object, gripper.tool(), grasp.tool().inverse())),
                allowed);
    }

    /// Bodies that do not move with the arm and are within 5 mm of the object at a pose.
    private List<Frame> supports(Pose standing) {
        Frame mover = new Frame("mover", object, Pose.IDENTITY);
        return new Standing(model, rest, mover, standing).supports(gripper.arm());
    }
}
