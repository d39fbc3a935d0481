package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
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

/// Pours what is in a cup into a bowl, watching where it goes.
///
/// Six skills: reach, grasp, lift (all balls are still in the cup), carry (upright, to beside the bowl), pour (most balls are
/// in the bowl; else they have been spilt), and stand: the cup goes back to where it stood. Pouring turns the cup about the
/// point of its rim that is above the bowl; while the cup's bottom is below its rim, that point is so much
/// higher that nothing of the cup is below the bowl's rim. What was spilt cannot be poured again: only failures up to there are
/// tried anew.
public final class Pouring extends SkillProgram {
    /// Of the rim above the bowl's when the cup lies, m.
    private static final double GAP = 0.02;
    /// Of the rim before the middle of the bowl, parts of its radius: what rolls out flies on.
    private static final double SHORT = 0.5;
    /// How far the cup is tipped, rad: beyond the horizontal, so that what is round rolls out.
    private static final double TIPPED = 2.2;
    private static final double TURN = 0.03;
    /// Sides to which it may be poured, and ways to turn the cup about its own axis.
    private static final int SIDES = 8;
    /// Until what was poured has come to rest, s.
    private static final double FLOW = 0.6;

    /// A cup that is round about its z axis, with loose balls in it.
    ///
    /// @param grasps in the cup's frame
    /// @param rim radius of its rim, m
    /// @param height of its rim above its origin, m
    /// @param bottom of its inside below its origin, m
    /// @param balls bodies
    public record Cup(List<Grasp> grasps, double rim, double height, double bottom, List<String> balls) {
        public Cup {
            grasps = List.copyOf(grasps);
            balls = List.copyOf(balls);
        }
    }

    /// @param center of its rim, world frame, m
    /// @param radius of its rim, m
    /// @param depth m
    public record Bowl(Vec3 center, double radius, double depth) {}

    /// @param part of the balls that must be in the bowl in the end
    public record Task(Cup cup, Bowl bowl, double part) {}

    private final Task task;
    private final RobotGripper gripper;
    private final Frame cup;
    private final List<Frame> balls;
    /// The balls move with the cup, they are never in the way.
    private final AllowedCollisions loose;
    private final List<Grasp> tried = new ArrayList<>();
    private @Nullable Ways done;

    public Pouring(SkillWorld world, String cupBody, Task task, SkillOptions options) {
        super(world, options);
        this.task = task;
        gripper = world.servos().gripper();
        cup = Frame.of(world.model(), cupBody);
        balls = task.cup.balls.stream().map(ball -> Frame.of(world.model(), ball)).toList();
        List<Frame> everything = IntStream.range(0, world.model().sizes().nbody())
                .mapToObj(body -> new Frame("", body, Pose.IDENTITY)).toList();
        loose = AllowedCollisions.NONE.and(balls, everything);
    }

    /// The ways of one attempt.
    private record Ways(Grasp grasp, PickPlan pick, Trajectory carry, Trajectory pour) {
        Trajectory pickWay(int phase) {
            return pick.phases().get(phase).motion();
        }
    }

    @Override
    void plan() {
        if (allIn(this::isInBowl, "bowl").isEmpty()) {
            end(Outcome.MISPLACED, "the balls are in the bowl, the cup is not where it stood");
            return;
        }
        begin();
        Pose stands = world.object();
        List<String> reasons = new ArrayList<>();
        List<Grasp> level = task.cup.grasps.stream().sorted(Comparator.comparingDouble(
                (Grasp g) -> Math.abs(stands.rotation().rotate(g.tool().rotation().rotate(Vec3.Z)).z()) - g.score()))
                .toList();
        for (Grasp grasp : Grasps.distinct(level, tried, options.grasps())) {
            Ways ways = ways(grasp, stands, reasons);
            if (ways != null) {
                tried.add(grasp);
                done = ways;
                perform(ways, stands);
                return;
            }
        }
        end(reasons.isEmpty() ? Outcome.NO_GRASP : Outcome.NO_PATH,
                "of " + reasons.size() + " grasps none: " + Reasons.summary(reasons));
    }

    private @Nullable Ways ways(Grasp grasp, Pose stands, List<String> reasons) {
        PickPlan pick = new PickPlanner(gripper, cup.name(), world.qpos(), options.plan(), loose)
                .pick(world.arm(), List.of(grasp));
        if (!pick.isFound()) {
            reasons.addAll(pick.reasons());
            return null;
        }
        ArmPlans plans = new ArmPlans(gripper, world.qpos(), options.plan().pace());
        PosePlanner holding = plans.planner(plans.arm(grasp.width()),
                List.of(new Attachment(cup.body(), gripper.tool(), grasp.tool().inverse())),
                loose.and(List.of(cup), plans.hand()));
        double[] lifted = pick.phases().getLast().path().getLast();
        String reason = "pour: the cup cannot be tipped over the bowl";
        for (Tipping tipping : tippings(holding, stands, grasp, lifted)) {
            Plan carry = holding.straight(lifted, tipping.poses.getFirst());
            Plan pour = carry.isFound() ? holding.follow(carry.path().getLast(), tipping.poses, "way") : carry;
            if (pour.isFound()) {
                double careful = options.plan().pace().careful();
                return new Ways(grasp, pick, plans.motion(carry, holding, careful),
                        plans.motion(pour, holding, careful));
            }
            reason = (carry.isFound() ? "pour: " : "carry: ") + pour.reason();
        }
        reasons.add(reason);
        return null;
    }

    /// A way to tip the cup.
    ///
    /// @param poses of the tool, from the upright cup to the tipped one
    /// @param far how far the arm's coordinates are from where it lifts, when it is tipped
    private record Tipping(List<Pose> poses, double far) {}

    /// Ways to tip the cup that the arm reaches, the nearest first.
    private List<Tipping> tippings(PosePlanner holding, Pose stands, Grasp grasp, double[] lifted) {
        List<Tipping> found = new ArrayList<>();
        for (int way = 0; way < SIDES * SIDES; way++) {
            Vec3 side = turn(way / SIDES).rotate(Vec3.X);
            List<Pose> poses = tipping(turn(way % SIDES).times(stands.rotation()), side, grasp);
            holding.goals(poses.getLast(), lifted, 1)
                    .forEach(x -> found.add(new Tipping(poses, Plan.distance(x, lifted))));
        }
        found.sort(Comparator.comparingDouble(Tipping::far));
        return found;
    }

    private static Quat turn(int side) {
        return Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * side / SIDES);
    }

    /// The tool's poses from the upright cup to the tipped one.
    private List<Pose> tipping(Quat upright, Vec3 side, Grasp grasp) {
        Vec3 axis = Vec3.Z.cross(side);
        Vec3 lip = side.times(task.cup.rim).plus(new Vec3(0, 0, task.cup.height));
        double tall = task.cup.height + task.cup.bottom;
        int steps = (int) Math.ceil(TIPPED / TURN);
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double angle = TIPPED * i / steps;
            Quat tip = Quat.fromAxisAngle(axis, angle);
            double above = GAP + tall * Math.max(0, StrictMath.cos(angle));
            Vec3 pivot = task.bowl.center.plusScaled(side, -SHORT * task.bowl.radius).plus(new Vec3(0, 0, above));
            poses.add(new Pose(pivot.minus(tip.rotate(lip)), tip.times(upright)).times(grasp.tool()));
        }
        return poses;
    }

    private void perform(Ways ways, Pose stands) {
        double open = gripper.jaw().coordinate(ways.pick.phases().getFirst().jaw());
        double shut = gripper.jaw().coordinate(0);
        double speed = options.jawSpeed();
        add(new Skill("reach", Outcome.MISSED, w -> allIn(this::isInCup, "cup"),
                actions.moveJaw(open, speed).then(actions.follow(ways.pickWay(0))).then(actions.rest(SETTLE))
                        .then(actions.follow(ways.pickWay(1))).then(actions.rest(SETTLE)),
                w -> allIn(this::isInCup, "cup")));
        add(new Skill("grasp", Outcome.MISSED, Check.NONE,
                actions.close(shut, options.force(), speed).then(actions.rest(SETTLE)), SkillProgram::grips));
        add(new Skill("lift", Outcome.SLIPPED, SkillProgram::grips,
                actions.follow(ways.pickWay(2)).then(actions.rest(SETTLE)),
                w -> w.object().position().z() > stands.position().z() + options.plan().lift() / 2
                        ? allIn(this::isInCup, "cup")
                        : "the cup is not in the hand"));
        add(new Skill("carry", Outcome.LOST, SkillProgram::grips,
                actions.follow(ways.carry).then(actions.rest(SETTLE)), w -> allIn(this::isInCup, "cup")));
        add(new Skill("pour", Outcome.SPILT, SkillProgram::grips,
                actions.follow(ways.pour).then(actions.rest(FLOW)), w -> allIn(this::isInBowl, "bowl")));
        add(new Skill("stand", Outcome.LOST, SkillProgram::grips, back(ways), w -> stood(stands)));
    }

    /// All the way back, and lets go.
    private Skill.Action back(Ways ways) {
        double open = gripper.jaw().coordinate(ways.pick.phases().getFirst().jaw());
        return actions.follow(new Reversed(ways.pour)).then(actions.follow(new Reversed(ways.carry)))
                .then(actions.follow(new Reversed(ways.pickWay(2)))).then(actions.rest(SETTLE))
                .then(actions.moveJaw(open, options.jawSpeed())).then(actions.rest(SETTLE))
                .then(actions.follow(new Reversed(ways.pickWay(1)))).then(actions.rest(SETTLE));
    }

    private String stood(Pose stands) {
        Pose now = world.object();
        double tilt = Vec3.Z.minus(now.rotation().rotate(Vec3.Z)).length();
        double away = now.position().distance(stands.position());
        if (tilt > options.turned() || away > options.near()) {
            return String.format(Locale.ROOT, "the cup stands %.0f mm from its place, tilted by %.2f", 1e3 * away,
                    tilt);
        }
        succeed(Outcome.DONE);
        return "";
    }

    /// Says how many balls are where they should be, where too few are.
    private String allIn(Predicate<Vec3> place, String name) {
        long in = balls.stream().filter(ball -> place.test(world.body(ball.body()).position())).count();
        return in >= task.part * balls.size() ? "" : in + " of " + balls.size() + " balls are in the " + name;
    }

    private boolean isInCup(Vec3 ball) {
        Vec3 p = world.object().inverseTransform(ball);
        return StrictMath.hypot(p.x(), p.y()) < task.cup.rim && p.z() > -task.cup.bottom && p.z() < task.cup.height;
    }

    private boolean isInBowl(Vec3 ball) {
        Vec3 p = ball.minus(task.bowl.center);
        return StrictMath.hypot(p.x(), p.y()) < task.bowl.radius && p.z() < 0 && p.z() > -task.bowl.depth;
    }

    /// Goes back as far as it came; opens where the cup stood.
    @Override
    Skill.Action recovery() {
        Skill.Action back = actions.rest(SETTLE);
        if (done == null) {
            return back;
        }
        boolean carried = isAtEndOf(done.carry);
        if (carried) {
            back = back.then(actions.follow(new Reversed(done.carry)));
        }
        boolean up = carried || isAtEndOf(done.pickWay(2));
        if (up) {
            back = back.then(actions.follow(new Reversed(done.pickWay(2)))).then(actions.rest(SETTLE));
        }
        double open = gripper.jaw().coordinate(gripper.jaw().width());
        back = back.then(actions.moveJaw(open, options.jawSpeed())).then(actions.rest(SETTLE));
        return up || isAtEndOf(done.pickWay(1)) ? back.then(actions.follow(new Reversed(done.pickWay(1)))) : back;
    }
}
