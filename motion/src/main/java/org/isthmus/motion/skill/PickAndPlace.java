package org.isthmus.motion.skill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.grasp.ParallelJaw;
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
public final class PickAndPlace {
    /// Grasps nearer than this are the same, m and rad.
    private static final double SAME_PLACE = 0.01;
    private static final double SAME_TURN = 0.3;
    /// The weight of an approach from above in the order of grasps.
    private static final double FROM_ABOVE = 0.5;
    /// A finger that presses less does not hold, N.
    private static final double HOLDS = 1;
    private static final double SETTLE = 0.2;
    /// How far above its place the object is let go, m: the first that fingers have room for.
    private static final double[] DROPS = {1e-3, 3e-3, 6e-3};
    private static final int SAMPLES = 1500;
    private static final int APPROACHES = 12;
    private static final double STILL = 0.05;
    /// An arm that is nearer in each coordinate is at the end of a motion, rad or m.
    private static final double AT_END = 0.05;

    /// What to do.
    ///
    /// @param mesh the object's hull, body frame, m
    /// @param centerOfMass body frame, m
    /// @param table height of its surface, m
    /// @param place where the object's frame should be in the end
    public record Task(Mesh mesh, Vec3 centerOfMass, double table, Pose place) {}

    /// How to do it.
    ///
    /// @param jaw the gripper's measures
    /// @param attempts at most
    /// @param grasps planned for at each attempt, at most
    /// @param force of the jaw's servo, N
    /// @param jawSpeed of the jaw's coordinate, 1/s
    /// @param clearance of the fingers above the table, m
    /// @param near tolerance of the place, m
    /// @param turned tolerance of the place, rad
    /// @param period of control, s
    public record Options(ParallelJaw jaw, int attempts, int grasps, double force, double jawSpeed, double clearance,
            double near, double turned, double period, PickPlanner.Options plan, long seed) {}

    private final SkillWorld world;
    private final String object;
    private final Task task;
    private final Options options;
    private final RobotGripper gripper;
    private final Actions actions;
    private final Deque<Skill> skills = new ArrayDeque<>();
    private final List<Grasp> tried = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private @Nullable Outcome outcome;
    private @Nullable Skill current;
    private @Nullable Grasp grasp;
    /// The straight ways to the object and up with it.
    private @Nullable Trajectory approach;
    private @Nullable Trajectory lift;
    private Pose rested = Pose.IDENTITY;
    private int tick;
    private int attempts;
    private boolean holds;

    public PickAndPlace(SkillWorld world, String objectBody, Task task, Options options) {
        this.world = world;
        object = objectBody;
        this.task = task;
        this.options = options;
        gripper = world.servos().gripper();
        actions = new Actions(options.period);
    }

    public boolean isOver() {
        return outcome != null;
    }

    /// How it ended.
    ///
    /// @throws IllegalStateException when it has not
    public Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("the attempt is not over");
        }
        return outcome;
    }

    /// How often it began.
    public int attempts() {
        return attempts;
    }

    /// What went wrong on the way, in words.
    public List<String> log() {
        return List.copyOf(log);
    }

    /// Gives the commands of one period of control.
    public void act() {
        if (outcome != null) {
            return;
        }
        if (world.isDiverged()) {
            fail(Outcome.DIVERGED, "the world diverged");
        } else if (current == null) {
            next();
        } else if (current.action().act(world, tick++)) {
            String missing = current.after().of(world);
            if (missing.isEmpty()) {
                current = null;
            } else {
                fail(current.failure(), current.name() + ": " + missing);
            }
        }
    }

    /// Begins the next skill; plans when there is none.
    private void next() {
        if (skills.isEmpty()) {
            if (holds) {
                planPlace();
            } else {
                planPick();
            }
            return;
        }
        Skill skill = skills.removeFirst();
        String missing = skill.before().of(world);
        if (!missing.isEmpty()) {
            fail(skill.failure(), "before " + skill.name() + ": " + missing);
            return;
        }
        current = skill;
        tick = 0;
    }

    private void planPick() {
        attempts++;
        Pose pose = world.object();
        rested = pose;
        List<Grasp> grasps = grasps(pose);
        if (grasps.isEmpty()) {
            end(Outcome.NO_GRASP, "no grasp of the object as it lies at " + text(pose.position()));
            return;
        }
        PickPlanner planner = new PickPlanner(gripper, object, world.qpos(), options.plan);
        PickPlan plan = planner.pickAndPlace(world.arm(), grasps, raised(DROPS[0]));
        Grasp chosen = plan.grasp();
        if (chosen == null) {
            end(Outcome.NO_PATH, "of " + grasps.size() + " grasps none: " + summary(plan.reasons()));
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
        skills.add(new Skill("reach", Outcome.MISSED, Check.NONE,
                actions.moveJaw(open, options.jawSpeed).then(actions.follow(plan.phases().get(0).motion()))
                        .then(actions.rest(SETTLE)).then(actions.follow(onto)).then(actions.rest(SETTLE)),
                w -> isWhereItWas() ? "" : "the object was pushed away"));
        skills.add(new Skill("grasp", Outcome.MISSED, Check.NONE,
                actions.close(shut, options.force, options.jawSpeed).then(actions.rest(SETTLE)), this::grips));
        skills.add(new Skill("lift", Outcome.SLIPPED, this::grips,
                actions.follow(up).then(actions.rest(SETTLE)),
                w -> w.object().position().z() > high + options.plan.lift() / 2 && grips(w).isEmpty() ? held()
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
        Grasp measured = new Grasp(hold.inverse(), chosen.width(), chosen.left(), chosen.right(), chosen.margin(),
                chosen.leverArm(), chosen.score());
        PickPlanner planner = new PickPlanner(gripper, object, world.qpos(), options.plan);
        PickPlan plan = planner.putDown(world.arm(), measured, raised(DROPS[0]));
        for (int i = 1; i < DROPS.length && !plan.isFound(); i++) {
            plan = planner.putDown(world.arm(), measured, raised(DROPS[i]));
        }
        if (!plan.isFound()) {
            fail(Outcome.NO_PATH, "to the place: " + summary(plan.reasons()));
            return;
        }
        Trajectory carry = plan.phases().get(0).motion();
        Trajectory lower = plan.phases().get(1).motion();
        double open = gripper.jaw().coordinate(plan.phases().get(1).jaw());
        skills.add(new Skill("carry", Outcome.LOST, this::grips,
                actions.follow(carry).then(actions.rest(SETTLE)), w -> isStillHeld(hold)));
        skills.add(new Skill("place", Outcome.LOST, this::grips,
                actions.follow(lower).then(actions.rest(SETTLE)), w -> isStillHeld(hold)));
        skills.add(new Skill("release", Outcome.MISPLACED, Check.NONE,
                actions.moveJaw(open, options.jawSpeed).then(actions.rest(SETTLE))
                        .then(actions.follow(plan.phases().get(2).motion())).then(actions.rest(2.5 * SETTLE)),
                this::placed));
    }

    private String grips(SkillWorld w) {
        double grip = w.grip();
        return grip >= HOLDS ? "" : String.format(Locale.ROOT, "the weaker finger presses by %.2f N", grip);
    }

    private boolean isWhereItWas() {
        return world.object().position().distance(rested.position()) < SAME_PLACE
                && world.object().rotation().angleTo(rested.rotation()) < SAME_TURN;
    }

    private String isStillHeld(Pose hold) {
        Pose now = world.held();
        double moved = now.position().distance(hold.position());
        return moved < 2 * SAME_PLACE ? ""
                : String.format(Locale.ROOT, "the object moved in the hand by %.0f mm", 1e3 * moved);
    }

    /// The effect of all: the object rests at its place.
    private String placed(SkillWorld w) {
        Pose now = w.object();
        double away = now.position().distance(task.place.position());
        double turned = now.rotation().angleTo(task.place.rotation());
        if (w.objectSpeed() > STILL) {
            return "the object still moves";
        }
        if (away > options.near || turned > options.turned) {
            return String.format(Locale.ROOT, "the object is %.0f mm and %.2f rad away from its place", 1e3 * away,
                    turned);
        }
        outcome = Outcome.PLACED;
        return "";
    }

    private Pose raised(double height) {
        return new Pose(task.place.position().plus(new Vec3(0, 0, height)), task.place.rotation());
    }

    /// Grasps of the object as it lies, those from above before others as good, without such as were tried or are like
    /// one before.
    private List<Grasp> grasps(Pose pose) {
        AntipodalSampler.Table table = new AntipodalSampler.Table(
                pose.inverseTransform(new Vec3(pose.position().x(), pose.position().y(),
                        task.table + options.clearance)),
                pose.rotation().rotateInverse(Vec3.Z));
        List<Grasp> all = new ArrayList<>(
                new AntipodalSampler(options.jaw,
                        new AntipodalSampler.Options(SAMPLES, APPROACHES, options.seed + attempts))
                        .sample(task.mesh, task.centerOfMass, List.of(table)));
        all.sort(Comparator.comparingDouble((Grasp g) -> g.score() - FROM_ABOVE
                * pose.rotation().rotate(g.tool().rotation().rotate(Vec3.Z)).z()).reversed());
        List<Grasp> chosen = new ArrayList<>();
        for (Grasp g : all) {
            if (chosen.size() < options.grasps && tried.stream().noneMatch(t -> isLike(t, g))
                    && chosen.stream().noneMatch(t -> isLike(t, g))) {
                chosen.add(g);
            }
        }
        return chosen;
    }

    private static boolean isLike(Grasp a, Grasp b) {
        Quat turn = b.tool().rotation();
        return a.tool().position().distance(b.tool().position()) < SAME_PLACE
                && a.tool().rotation().angleTo(turn) < SAME_TURN;
    }

    /// Tries again, as long as that is allowed: opens, goes back the way it came.
    private void fail(Outcome how, String why) {
        log.add(why);
        skills.clear();
        current = null;
        holds = false;
        if (how == Outcome.DIVERGED || attempts >= options.attempts) {
            outcome = how;
            return;
        }
        double open = gripper.jaw().coordinate(gripper.jaw().width());
        Skill.Action back = actions.rest(SETTLE);
        boolean up = isAtEndOf(lift);
        if (up && lift != null) {
            back = back.then(actions.follow(new Reversed(lift))).then(actions.rest(SETTLE));
        }
        back = back.then(actions.moveJaw(open, options.jawSpeed)).then(actions.rest(SETTLE));
        if (approach != null && (up || isAtEndOf(approach))) {
            back = back.then(actions.follow(new Reversed(approach)));
        }
        skills.add(new Skill("back", how, Check.NONE, back.then(actions.rest(5 * SETTLE)), Check.NONE));
    }

    private boolean isAtEndOf(@Nullable Trajectory way) {
        if (way == null) {
            return false;
        }
        double[] now = world.arm();
        double[] end = way.at(way.duration(), 0);
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - end[i]) > AT_END) {
                return false;
            }
        }
        return true;
    }

    private void end(Outcome how, String why) {
        log.add(why);
        outcome = how;
    }

    private static String text(Vec3 p) {
        return String.format(Locale.ROOT, "(%.3f, %.3f, %.3f)", p.x(), p.y(), p.z());
    }

    /// How many of the reasons begin alike.
    private static String summary(List<String> reasons) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        reasons.forEach(r -> counts.merge(r.contains(" after ") ? r.substring(0, r.indexOf(" after ")) : r, 1,
                Integer::sum));
        return counts.toString();
    }
}
