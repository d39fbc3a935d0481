package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

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

/// Plans of an arm with a gripper, in a world where everything else stands still.
final class ArmPlans {
    static final Frame WORLD = new Frame("world", 0, Pose.IDENTITY);

    private final RobotGripper gripper;
    private final Model model;
    /// [nq] of the world as it stands
    private final double[] rest;
    private final PickPlanner.Pace pace;
    private final List<Frame> hand = new ArrayList<>();

    /// @param qpos [nq] where everything is
    ArmPlans(RobotGripper gripper, double[] qpos, PickPlanner.Pace pace) {
        this.gripper = gripper;
        this.pace = pace;
        model = gripper.arm().model();
        rest = qpos.clone();
        TreeSet<Integer> bodies = new TreeSet<>(List.of(gripper.tool().body()));
        gripper.jawGroup().followers().forEach(f -> bodies.add(model.joints().bodyId().get(f.joint())));
        for (int body = 1; body < model.sizes().nbody(); body++) {
            if (bodies.contains(model.bodies().parentId().get(body))) {
                bodies.add(body);
            }
        }
        bodies.forEach(body -> hand.add(new Frame("", body, Pose.IDENTITY)));
    }

    /// The body of the tool and all that the jaw moves.
    List<Frame> hand() {
        return hand;
    }

    /// The arm with the jaw at a width.
    JointGroup arm(double width) {
        double[] qpos = rest.clone();
        gripper.jawGroup().toQpos(new double[]{gripper.jaw().coordinate(width)}, qpos);
        return JointGroup.of(model).rest(qpos).to(gripper.tool()).build();
    }

    PosePlanner planner(JointGroup arm, List<Attachment> attachments, AllowedCollisions allowed) {
        CollisionChecker checker = new CollisionChecker(arm, CollisionChecker.Options.DEFAULT, attachments, allowed);
        return new PosePlanner(checker, gripper.tool());
    }

    /// @param part of the greatest speeds
    /// @param jaw width at the end, m
    PickPlan.Phase phase(String name, Plan plan, PosePlanner planner, double part, double jaw) {
        return new PickPlan.Phase(name, plan.path(), motion(plan, planner, part), jaw);
    }

    Trajectory motion(Plan plan, PosePlanner planner, double part) {
        JointGroup arm = gripper.arm();
        double[] velocity = new double[arm.size()];
        double[] acceleration = new double[arm.size()];
        for (int i = 0; i < velocity.length; i++) {
            velocity[i] = part * Math.min(pace.velocity(), arm.velocity().get(i));
            acceleration[i] = part * pace.acceleration();
        }
        return SmoothPath.of(plan, planner.checker(), velocity, acceleration);
    }
}
