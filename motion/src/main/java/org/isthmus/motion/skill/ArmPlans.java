package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Attachment;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.plan.SmoothPath;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.trajectory.Trajectory;

/// Plans of an arm with a gripper, or of several as one, in a world where everything else stands still.
final class ArmPlans {
    static final Frame WORLD = new Frame("world", 0, Pose.IDENTITY);

    private final List<RobotGripper> grippers;
    private final Model model;
    /// [nq] of the world as it stands
    private final double[] rest;
    private final PickPlanner.Pace pace;
    private final List<Frame> hands = new ArrayList<>();

    /// @param qpos [nq] where everything is
    ArmPlans(RobotGripper gripper, double[] qpos, PickPlanner.Pace pace) {
        this(List.of(gripper), qpos, pace);
    }

    ArmPlans(List<RobotGripper> grippers, double[] qpos, PickPlanner.Pace pace) {
        this.grippers = List.copyOf(grippers);
        this.pace = pace;
        model = grippers.getFirst().arm().model();
        rest = qpos.clone();
        grippers.forEach(gripper -> hands.addAll(gripper.hand()));
    }

    /// The bodies of the tools and all that the jaws move.
    List<Frame> hand() {
        return hands;
    }

    /// The arms with each jaw at a width.
    JointGroup arm(double... widths) {
        double[] qpos = rest.clone();
        JointGroup.Builder arms = JointGroup.of(model);
        for (int i = 0; i < widths.length; i++) {
            RobotGripper gripper = grippers.get(i);
            gripper.jawGroup().toQpos(new double[]{gripper.jaw().coordinate(widths[i])}, qpos);
            arms.to(gripper.tool());
        }
        return arms.rest(qpos).build();
    }

    PosePlanner planner(JointGroup arm, List<Attachment> attachments, AllowedCollisions allowed) {
        CollisionChecker checker = new CollisionChecker(arm, CollisionChecker.Options.DEFAULT, attachments, allowed);
        return new PosePlanner(checker, grippers.stream().map(RobotGripper::tool).toList());
    }

    /// @param part of the greatest speeds
    /// @param jaw width at the end, m
    PickPlan.Phase phase(String name, Plan plan, PosePlanner planner, double part, double jaw) {
        return new PickPlan.Phase(name, plan.path(), motion(plan, planner, part), jaw);
    }

    Trajectory motion(Plan plan, PosePlanner planner, double part) {
        JointGroup arm = planner.checker().group();
        double[] velocity = new double[arm.size()];
        double[] acceleration = new double[arm.size()];
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = part * Math.min(pace.velocity(), arm.velocity().get(i));
            acceleration[i] = part * pace.acceleration();
        }
        return SmoothPath.of(plan, planner.checker(), velocity, acceleration);
    }
}
