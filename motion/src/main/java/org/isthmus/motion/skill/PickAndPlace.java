package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.skill.Skill.Check;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// Picks an object up in a running world and puts it down at a place, watching what happens.
///
/// Six skills: reach, grasp, lift, carry, place, release; each has a pre-condition and an effect that is verified. Where
/// the object sits in the hand is measured after lifting, and the way to its place is planned from that. When an effect is
/// not there, the hand opens and goes back, and everything begins anew from what is then seen, with a grasp that was not
/// tried, a bounded number of times. The world stands still while it thinks.
public final class PickAndPlace extends SkillProgram {
    /// What moved by less stayed where it was, m and rad.
    private static final double SAME_PLACE = 0.01;
    private static final double SAME_TURN = 0.3;
    /// The weight of an approach from above in the order of grasps.
    private static final double FROM_ABOVE = 0.5;
    /// How far above its place the object is let go, m: the first that fingers have room for.
    private static final double[] DROPS = {1e-3, 3e-3, 6e-3};
    private static final int SAMPLES = 1500;
    private static final int APPROACHES = 12;

    /// What to do.
    ///
    /// @param mesh the object's hull, body frame, m
    /// @param centerOfMass body frame, m
    /// @param table height of its surface, m
    /// @param place where the object's frame should be in the end
    public record Task(Mesh mesh, Vec3 centerOfMass, double table, Pose place) {}

    private final String object;
    private final Task task;
    private final RobotGripper gripper;
    private final List<Grasp> tried = new ArrayList<>();
    private @Nullable Grasp grasp;
    /// The straight ways to the object and up with it.
    private @Nullable Trajectory approach;
    private @Nullable Trajectory lift;
    private Pose rested = Pose.IDENTITY;
    private boolean holds;

    public PickAndPlace(SkillWorld world, String objectBody, Task task, SkillOptions options) {
        super(world, options);
        object = objectBody;
        this.task = task;
        gripper = world.servos().gripper();
    }

    @Override
    void plan() {
        if (holds) {
            planPlace();
        } else {
            planPick();
        }
    }

    private void planPick() {
        begin();
        Pose pose = world.object();
        rested = pose;
        List<Grasp> grasps = grasps(pose);
        if (grasps.isEmpty()) {
            end(Outcome.NO_GRASP, "no grasp of the object as it lies at " + text(pose.position()));
            return;
        }
        PickPlanner planner = new PickPlanner(gripper, object, world.qpos(), options.plan());
        PickPlan plan = planner.pickAndPlace(world.arm(), grasps, raised(DROPS[0]));
        Grasp chosen = plan.grasp();
        if (chosen == null) {
            end(Outcome.NO_PATH, "of " + grasps.size() + " grasps none: " + Reasons.summary(plan.reasons()));
            return;
        }
        grasp = chosen;
        tried.add(chosen);
        Trajectory onto = plan.phases().get(1).motion();
        approach = onto;
        Trajectory up = plan.phases().get(2).motion();
        lift = up;
        double open = gripper.jaw().coordinate(plan.phases().get(0).jaw());
        double shut = gripper.jaw().coordinate(0);
        double high = pose.position().z();
        add(new Skill("reach", Outcome.MISSED, Check.NONE,
                actions.moveJaw(open, options.jawSpeed()).then(actions.follow(plan.phases().get(0).motion()))
                        .then(actions.rest(SETTLE)).then(actions.follow(onto)).then(actions.rest(SETTLE)),
                w -> isWhereItWas() ? "" : "the object was pushed away"));
        add(new Skill("grasp", Outcome.MISSED, Check.NONE,
                actions.close(shut, options.force(), options.jawSpeed()).then(actions.rest(SETTLE)),
                SkillProgram::grips));
        add(new Skill("lift", Outcome.SLIPPED, SkillProgram::grips,
                actions.follow(up).then(actions.rest(SETTLE)),
                w -> w.object().position().z() > high + options.plan().lift() / 2 && grips(w).isEmpty() ? held()
                        : "the object is not in the hand"));
    }

    private String held() {
        holds = true;
        return "";
    }

    private void planPlace() {
        holds = false;
        Pose hold = world.held();
        Grasp chosen = grasp;
        if (chosen == null) {
            throw new IllegalStateException("nothing is held");
        }
        Grasp measured = chosen.withTool(hold.inverse());
        PickPlanner planner = new PickPlanner(gripper, object, world.qpos(), options.plan());
        PickPlan plan = planner.putDown(world.arm(), measured, raised(DROPS[0]));
        for (int i = 1; i < DROPS.length && !plan.isFound(); i++) {
            plan = planner.putDown(world.arm(), measured, raised(DROPS[i]));
        }
        if (!plan.isFound()) {
            fail(Outcome.NO_PATH, "to the place: " + Reasons.summary(plan.reasons()));
            return;
        }
        Trajectory carry = plan.phases().get(0).motion();
        Trajectory lower = plan.phases().get(1).motion();
        double open = gripper.jaw().coordinate(plan.phases().get(1).jaw());
        add(new Skill("carry", Outcome.LOST, SkillProgram::grips,
                actions.follow(carry).then(actions.rest(SETTLE)), w -> slipped(w, hold)));
        add(new Skill("place", Outcome.LOST, SkillProgram::grips,
                actions.follow(lower).then(actions.rest(SETTLE)), w -> slipped(w, hold)));
        add(new Skill("release", Outcome.MISPLACED, Check.NONE,
                actions.moveJaw(open, options.jawSpeed()).then(actions.rest(SETTLE))
                        .then(actions.follow(plan.phases().get(2).motion())).then(actions.rest(2.5 * SETTLE)),
                w -> misplaced(task.place)));
    }

    private boolean isWhereItWas() {
        return world.object().position().distance(rested.position()) < SAME_PLACE
                && world.object().rotation().angleTo(rested.rotation()) < SAME_TURN;
    }

    private Pose raised(double height) {
        return new Pose(task.place.position().plus(new Vec3(0, 0, height)), task.place.rotation());
    }

    /// Grasps of the object as it lies, those from above before others as good, without such as were tried or are like
    /// one before.
    private List<Grasp> grasps(Pose pose) {
        AntipodalSampler.Table table = new AntipodalSampler.Table(
                pose.inverseTransform(new Vec3(pose.position().x(), pose.position().y(),
                        task.table + options.clearance())),
                pose.rotation().rotateInverse(Vec3.Z));
        List<Grasp> all = new ArrayList<>(
                new AntipodalSampler(options.jaw(),
                        new AntipodalSampler.Options(SAMPLES, APPROACHES, options.seed() + attempts()))
                        .sample(task.mesh, task.centerOfMass, List.of(table)));
        all.sort(Comparator.comparingDouble((Grasp g) -> g.score() - FROM_ABOVE
                * pose.rotation().rotate(g.tool().rotation().rotate(Vec3.Z)).z()).reversed());
        return Grasps.distinct(all, tried, options.grasps());
    }

    /// Opens, and goes back the way it came.
    @Override
    Skill.Action recovery() {
        holds = false;
        double open = gripper.jaw().coordinate(gripper.jaw().width());
        Skill.Action back = actions.rest(SETTLE);
        boolean up = isAtEndOf(lift);
        if (up && lift != null) {
            back = back.then(actions.follow(new Reversed(lift))).then(actions.rest(SETTLE));
        }
        back = back.then(actions.moveJaw(open, options.jawSpeed())).then(actions.rest(SETTLE));
        if (approach != null && (up || isAtEndOf(approach))) {
            back = back.then(actions.follow(new Reversed(approach)));
        }
        return back.then(actions.rest(5 * SETTLE));
    }

    private static String text(Vec3 p) {
        return String.format(Locale.ROOT, "(%.3f, %.3f, %.3f)", p.x(), p.y(), p.z());
    }
}
