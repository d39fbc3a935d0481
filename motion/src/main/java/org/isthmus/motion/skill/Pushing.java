package org.isthmus.motion.skill;

import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.skill.Skill.Check;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// Pushes an object over a table to a place with the closed fingers, watching where it goes.
///
/// Two skills: reach (the fingers stand behind the object, seen from its place) and push (straight on, until it should be
/// there). Pushed things turn and slide aside: what counts is where the object then is; if it is nearer, but not there, it is
/// pushed again from there.
public final class Pushing extends SkillProgram {
    private static final double GAP = 0.015;
    /// Above which the fingers come and go, m.
    private static final double ABOVE = 0.08;
    private static final double STILL = 0.02;

    /// What to do.
    ///
    /// @param mesh the object's hull, body frame, m
    /// @param centerOfMass body frame, m
    /// @param table height of its surface, m
    /// @param place where the centre of mass should be; its height does not matter
    public record Task(Mesh mesh, Vec3 centerOfMass, double table, Vec3 place) {}

    private final Task task;
    private final RobotGripper gripper;
    private final Frame object;
    private @Nullable Trajectory away;
    private double before = Double.POSITIVE_INFINITY;

    public Pushing(SkillWorld world, String objectBody, Task task, SkillOptions options) {
        super(world, options);
        this.task = task;
        gripper = world.servos().gripper();
        object = Frame.of(world.model(), objectBody);
    }

    @Override
    void plan() {
        Vec3 left = left();
        if (left.length() <= options.near()) {
            succeed(Outcome.DONE);
            return;
        }
        begin();
        before = left.length();
        Vec3 along = left.normalized();
        Vec3 center = world.object().transform(task.centerOfMass);
        double height = height();
        double reach = extent(along) + options.jaw().width() / 2;
        Pose start = tool(center.plusScaled(along, -reach - GAP), height, along);
        Pose end = tool(center.plus(left).plusScaled(along, -reach), height, along);
        Pose up = Pose.at(0, 0, ABOVE);
        ArmPlans plans = new ArmPlans(gripper, world.qpos(), options.plan().pace());
        PosePlanner around = plans.planner(plans.arm(0), List.of(), AllowedCollisions.NONE);
        PosePlanner onto = plans.planner(plans.arm(0), List.of(),
                AllowedCollisions.NONE.and(List.of(object), plans.hand()));
        Plan transit = around.plan(world.arm(), up.times(start), options.plan().search());
        Plan down = transit.isFound() ? around.straight(transit.path().getLast(), start) : transit;
        Plan push = down.isFound() ? onto.straight(down.path().getLast(), end) : down;
        Plan leave = push.isFound() ? onto.straight(push.path().getLast(), up.times(end)) : push;
        if (!leave.isFound()) {
            end(Outcome.NO_PATH, leave.reason());
            return;
        }
        double careful = options.plan().pace().careful();
        Trajectory lifted = plans.motion(leave, onto, careful);
        away = lifted;
        double shut = gripper.jaw().coordinate(0);
        add(new Skill("reach", Outcome.MISSED, Check.NONE,
                actions.moveJaw(shut, options.jawSpeed()).then(actions.follow(plans.motion(transit, around, 1)))
                        .then(actions.rest(SETTLE)).then(actions.follow(plans.motion(down, around, careful)))
                        .then(actions.rest(SETTLE)),
                w -> Math.abs(left().length() - before) < options.near() ? "" : "the object was pushed away"));
        add(new Skill("push", Outcome.SHORT, Check.NONE,
                actions.follow(plans.motion(push, onto, careful)).then(actions.rest(SETTLE))
                        .then(actions.follow(lifted)).then(actions.rest(SETTLE)),
                w -> isThere()));
    }

    /// Goes up, from where a push ends.
    @Override
    Skill.Action recovery() {
        Skill.Action rest = actions.rest(SETTLE);
        return away != null && !isAtEndOf(away) && isAtEndOf(new Reversed(away)) ? rest.then(actions.follow(away))
                : rest;
    }

    /// From where the object is to its place, over the table.
    private Vec3 left() {
        Vec3 center = world.object().transform(task.centerOfMass);
        return new Vec3(task.place.x() - center.x(), task.place.y() - center.y(), 0);
    }

    /// How far the object reaches against a direction from its centre of mass.
    private double extent(Vec3 along) {
        Pose pose = world.object();
        Vec3 center = pose.transform(task.centerOfMass);
        double most = 0;
        for (int v = 0; v < task.mesh.vertexCount(); v++) {
            most = Math.max(most, center.minus(pose.transform(task.mesh.vertex(v))).dot(along));
        }
        return most;
    }

    /// As low as the table lets the fingers, or as the object lets the palm.
    private double height() {
        double low = task.table + options.clearance() + options.jaw().tip();
        double top = world.object().transform(task.centerOfMass).z() + extent(Vec3.Z.negate());
        return Math.max(low, top - options.jaw().depth() + options.clearance());
    }

    /// Fingers down, the jaw across the way.
    private static Pose tool(Vec3 at, double height, Vec3 along) {
        Vec3 down = Vec3.Z.negate();
        return new Pose(new Vec3(at.x(), at.y(), height),
                Rotation.fromColumns(along, down.cross(along), down).toQuat());
    }

    private String isThere() {
        double left = left().length();
        if (world.objectSpeed() > STILL) {
            return "the object still moves";
        }
        if (left <= options.near()) {
            succeed(Outcome.DONE);
            return "";
        }
        return String.format(Locale.ROOT, "the object is %.0f mm away from its place, it was %.0f mm", 1e3 * left,
                1e3 * before);
    }
}
