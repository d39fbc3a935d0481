package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Attachment;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.retarget.Jaw;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.skill.Skill.Action;
import org.isthmus.motion.skill.Skill.Check;
import org.isthmus.motion.trajectory.PosePath;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// Lifts what is too long for one hand with two arms at once, carries it level to a place and puts it down there.
///
/// Six skills: reach, grasp, lift, carry, place, release, each by both arms in step: they are planned as one group, and one
/// motion moves both. Both hands must press on the object before each, it must not have tilted on the way, and it rests at its
/// place in the end. When an effect is missing, what is lifted is put down the way it came, both hands open and draw back, and all
/// begins anew with another pair of grasps.
public final class BimanualLift extends SkillProgram {
    /// Along the way of the object, m and rad.
    private static final double STEP = 5e-3;
    private static final double TURN = 0.03;
    private static final double DROP = 1e-3;
    /// The weight of approaches from above in the order of grasps.
    private static final double FROM_ABOVE = 0.5;

    /// What to do.
    ///
    /// @param first grasps for the first arm, object's frame
    /// @param second grasps for the second
    /// @param level how far the object may tilt on the way, rad
    /// @param place where the object's frame should be in the end
    public record Task(List<Grasp> first, List<Grasp> second, double level, Pose place) {
        public Task {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }
    }

    private final Task task;
    private final Frame held;
    private final SkillWorld other;
    private final List<RobotGripper> grippers;
    private final List<Grasp> tried = new ArrayList<>();
    /// Of both arms: the straight ways to the object and up with it.
    private @Nullable Ways ways;
    private double[] widths = new double[2];
    private boolean holds;
    private double tilt;

    /// @param first one arm of a world
    /// @param second another arm of the same world
    public BimanualLift(SkillWorld first, SkillWorld second, String objectBody, Task task, SkillOptions options) {
        super(first, options);
        this.task = task;
        other = second;
        held = Frame.of(first.model(), objectBody);
        grippers = List.of(first.servos().gripper(), second.servos().gripper());
    }

    /// How far the object has tilted while it was held, rad: the farthest of this attempt.
    public double tilt() {
        return tilt;
    }

    /// The motions of both arms up to the lifted object.
    private record Ways(double[] open, Both transit, Both approach, Both lift) {}

    /// One motion, the parts of both arms.
    private record Both(Trajectory first, Trajectory second) {
        Both reversed() {
            return new Both(new Reversed(first), new Reversed(second));
        }
    }

    @Override
    void plan() {
        if (holds) {
            planPlace();
        } else {
            planLift();
        }
    }

    private void planLift() {
        begin();
        tilt = 0;
        List<String> reasons = new ArrayList<>();
        for (Grasp a : Grasps.distinct(fromAbove(task.first), tried, options.grasps())) {
            for (Grasp b : Grasps.distinct(fromAbove(task.second), tried, options.grasps())) {
                if (reasons.size() < options.grasps()) {
                    Ways found = ways(List.of(a, b), reasons);
                    if (found != null) {
                        ways = found;
                        tried.add(a);
                        perform(found);
                        return;
                    }
                }
            }
        }
        end(reasons.isEmpty() ? Outcome.NO_GRASP : Outcome.NO_PATH,
                "of " + reasons.size() + " pairs of grasps none: " + Reasons.summary(reasons));
    }

    private List<Grasp> fromAbove(List<Grasp> grasps) {
        Pose pose = world.object();
        return grasps.stream().sorted(Comparator.comparingDouble((Grasp g) -> g.score() - FROM_ABOVE
                * pose.rotation().rotate(g.tool().rotation().rotate(Vec3.Z)).z()).reversed()).toList();
    }

    private @Nullable Ways ways(List<Grasp> pair, List<String> reasons) {
        ArmPlans plans = plans();
        Pose object = world.object();
        double[] open = new double[2];
        for (int i = 0; i < 2; i++) {
            widths[i] = pair.get(i).width();
            open[i] = Math.min(grippers.get(i).jaw().width(), widths[i] + options.plan().room());
        }
        List<Pose> tools = pair.stream().map(Grasp::tool).toList();
        PosePlanner around = plans.planner(plans.arm(open), List.of(), AllowedCollisions.NONE);
        Plan transit = around.plan(where(around), back(object, tools), options.plan().search());
        if (!transit.isFound()) {
            reasons.add("transit: " + transit.reason());
            return null;
        }
        PosePlanner onto = plans.planner(plans.arm(open), List.of(), touching(plans));
        Plan approach = onto.straight(transit.path().getLast(), at(object, tools));
        if (!approach.isFound()) {
            reasons.add("approach: " + approach.reason());
            return null;
        }
        PosePlanner holding = holding(plans, tools, object);
        Plan lift = carry(holding, approach.path().getLast(), tools, object, raised(object));
        if (!lift.isFound()) {
            reasons.add("lift: " + lift.reason());
            return null;
        }
        return new Ways(open, both(plans, transit, around, 1), both(plans, approach, onto, careful()),
                both(plans, lift, holding, careful()));
    }

    private void perform(Ways found) {
        double high = world.object().position().z() + options.plan().lift() / 2;
        add(new Skill("reach", Outcome.MISSED, Check.NONE,
                jaws(found.open).then(follow(found.transit)).then(actions.rest(SETTLE)).then(follow(found.approach))
                        .then(actions.rest(SETTLE)),
                Check.NONE));
        add(new Skill("grasp", Outcome.MISSED, Check.NONE,
                Actions.both(close(world), Actions.by(other, close(other))).then(actions.rest(SETTLE)), w -> grip()));
        add(new Skill("lift", Outcome.SLIPPED, w -> grip(), level(follow(found.lift)).then(actions.rest(SETTLE)), w -> {
            String missing = w.object().position().z() > high ? grip() + tilted() : "the object was not lifted";
            holds = missing.isEmpty();
            return missing;
        }));
    }

    private void planPlace() {
        holds = false;
        ArmPlans plans = plans();
        Pose now = world.object();
        List<Pose> tools = List.of(world.held().inverse(), other.held().inverse());
        Pose put = Pose.at(0, 0, DROP).times(task.place);
        PosePlanner over = holding(plans, tools, now);
        Plan carry = carry(over, where(over), tools, now, raised(put));
        PosePlanner down = holding(plans, tools, put);
        Plan lower = carry.isFound() ? carry(down, carry.path().getLast(), tools, raised(put), put) : carry;
        PosePlanner away = plans.planner(plans.arm(open()), List.of(new Attachment(held.body(), ArmPlans.WORLD, put)),
                touching(plans));
        Plan retreat = lower.isFound() ? away.straight(lower.path().getLast(), back(put, tools)) : lower;
        if (!retreat.isFound()) {
            fail(Outcome.NO_PATH, "to the place: " + retreat.reason());
            return;
        }
        add(new Skill("carry", Outcome.LOST, w -> grip(),
                level(follow(both(plans, carry, over, careful()))).then(actions.rest(SETTLE)),
                w -> grip() + tilted()));
        add(new Skill("place", Outcome.LOST, w -> grip(),
                level(follow(both(plans, lower, down, careful()))).then(actions.rest(SETTLE)),
                w -> grip() + tilted()));
        add(new Skill("release", Outcome.MISPLACED, Check.NONE,
                jaws(open()).then(actions.rest(SETTLE)).then(follow(both(plans, retreat, away, careful())))
                        .then(actions.rest(2.5 * SETTLE)),
                w -> misplaced(task.place)));
    }

    private ArmPlans plans() {
        return new ArmPlans(grippers, world.qpos(), options.plan().pace());
    }

    private double careful() {
        return options.plan().pace().careful();
    }

    private double[] open() {
        return ways == null ? widths : ways.open;
    }

    private AllowedCollisions touching(ArmPlans plans) {
        return AllowedCollisions.NONE.and(List.of(held), plans.hand());
    }

    /// With the object on the first tool; it may touch what it stands on where it is, and where it goes.
    private PosePlanner holding(ArmPlans plans, List<Pose> tools, Pose stands) {
        AllowedCollisions allowed = touching(plans).and(List.of(held),
                new Standing(world.model(), world.qpos(), held, stands).supports(plans.arm(widths)));
        return plans.planner(plans.arm(widths),
                List.of(new Attachment(held.body(), grippers.getFirst().tool(), tools.getFirst().inverse())), allowed);
    }

    private double[] where(PosePlanner planner) {
        double[] x = planner.checker().group().fromQpos(world.qpos());
        planner.checker().group().clamp(x);
        return x;
    }

    private static List<Pose> at(Pose object, List<Pose> tools) {
        return tools.stream().map(object::times).toList();
    }

    private List<Pose> back(Pose object, List<Pose> tools) {
        return tools.stream().map(tool -> object.times(tool).times(Pose.at(0, 0, -options.plan().approach()))).toList();
    }

    private Pose raised(Pose pose) {
        return Pose.at(0, 0, options.plan().lift()).times(pose);
    }

    /// Both hands stay where they are on the object, which goes straight and turns evenly.
    private static Plan carry(PosePlanner planner, double[] start, List<Pose> tools, Pose from, Pose to) {
        int steps = (int) Math.ceil(Math.max(from.position().distance(to.position()) / STEP,
                from.rotation().angleTo(to.rotation()) / TURN)) + 1;
        List<Pose[]> all = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            all.add(at(PosePath.SPLIT.between(from, to, (double) i / steps), tools).toArray(Pose[]::new));
        }
        return planner.followAll(start, all, "way");
    }

    private Both both(ArmPlans plans, Plan plan, PosePlanner planner, double part) {
        Trajectory motion = plans.motion(plan, planner, part);
        return new Both(Part.of(motion, planner.checker().group(), grippers.get(0).arm()),
                Part.of(motion, planner.checker().group(), grippers.get(1).arm()));
    }

    private Action follow(Both motion) {
        return Actions.both(actions.follow(motion.first), Actions.by(other, actions.follow(motion.second)));
    }

    private Action jaws(double[] wide) {
        return Actions.both(actions.moveJaw(jaw(0).coordinate(wide[0]), options.jawSpeed()),
                Actions.by(other, actions.moveJaw(jaw(1).coordinate(wide[1]), options.jawSpeed())));
    }

    private Action close(SkillWorld hand) {
        return actions.close(hand.servos().gripper().jaw().coordinate(0), options.force(), options.jawSpeed());
    }

    private Jaw jaw(int hand) {
        return grippers.get(hand).jaw();
    }

    private String grip() {
        return grips(world) + grips(other);
    }

    /// Watches how far the object tilts: the angle of what is up at its place to the vertical.
    private Action level(Action action) {
        Vec3 up = task.place.rotation().rotateInverse(Vec3.Z);
        return (w, tick) -> {
            Vec3 now = w.object().rotation().rotate(up);
            tilt = Math.max(tilt, StrictMath.atan2(StrictMath.hypot(now.x(), now.y()), now.z()));
            return action.act(w, tick);
        };
    }

    private String tilted() {
        return tilt <= task.level ? "" : String.format(Locale.ROOT, "the object tilted by %.3f rad", tilt);
    }

    /// Puts the object down where it was lifted, opens both hands, and draws back.
    @Override
    Action recovery() {
        holds = false;
        Action back = actions.rest(SETTLE);
        if (ways == null) {
            return back;
        }
        boolean up = isAtEnd(ways.lift);
        if (up) {
            back = back.then(follow(ways.lift.reversed())).then(actions.rest(SETTLE));
        }
        back = back.then(jaws(new double[]{jaw(0).width(), jaw(1).width()})).then(actions.rest(SETTLE));
        return up || isAtEnd(ways.approach) ? back.then(follow(ways.approach.reversed())) : back;
    }

    private boolean isAtEnd(Both motion) {
        return isAtEndOf(motion.first) && isAtEndOf(motion.second, other);
    }
}
