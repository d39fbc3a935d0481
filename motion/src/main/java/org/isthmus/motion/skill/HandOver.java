package org.isthmus.motion.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.Attachment;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.retarget.Jaw;
import org.isthmus.motion.skill.Skill.Check;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// Hands an object over from one arm to another, which puts it down where the first may not reach.
///
/// Eight skills: reach, grasp and lift by the giver; meet (it holds the object where both reach it), take (both press on it),
/// give (the giver lets go and draws back, the receiver still holds it), then place and release by the receiver. Both grasps are
/// apart, so that the hands have room. When an effect is missing both hands open and go back the way they came (what they hold
/// they put down first, where that way leads there), and all begins anew from where the object then is.
public final class HandOver extends SkillProgram {
    /// Between the tools of both hands at the object, m.
    private static final double APART = 0.07;
    /// Ways to turn the object about the vertical where the hands meet.
    private static final int TURNS = 8;
    private static final double DROP = 2e-3;
    /// What a radian counts against a metre when grasps are compared, m/rad.
    private static final double TURNING = 0.2;

    /// What to do.
    ///
    /// @param grasps in the object's frame, for both hands
    /// @param meeting where the object's origin is when it is handed over, m
    /// @param place where the object's frame should be in the end
    public record Task(List<Grasp> grasps, Vec3 meeting, Pose place) {
        public Task {
            grasps = List.copyOf(grasps);
        }
    }

    private final String object;
    private final Task task;
    private final Frame held;
    private final Hand giver;
    private final Hand receiver;
    private final List<Grasp> tried = new ArrayList<>();
    private Stage stage = Stage.PICK;
    /// Where the hands may meet, the object's frame.
    private List<Pose> turns = List.of();

    /// What is planned next.
    private enum Stage {
        PICK, MEET, TAKE, GIVE, PLACE
    }

    /// An arm, and what it has done.
    private static final class Hand {
        final SkillWorld world;
        @Nullable
        Grasp grasp;
        /// The straight ways onto the object and up with it, and those on.
        @Nullable
        Trajectory approach;
        @Nullable
        Trajectory lift;
        final List<Trajectory> carries = new ArrayList<>();

        Hand(SkillWorld world) {
            this.world = world;
        }

        Jaw jaw() {
            return world.servos().gripper().jaw();
        }
    }

    /// @param giver one arm of a world
    /// @param receiver another arm of the same world
    public HandOver(SkillWorld giver, SkillWorld receiver, String objectBody, Task task, SkillOptions options) {
        super(giver, options);
        this.giver = new Hand(giver);
        this.receiver = new Hand(receiver);
        object = objectBody;
        this.task = task;
        held = Frame.of(giver.model(), objectBody);
    }

    @Override
    void plan() {
        switch (stage) {
            case PICK -> planPick();
            case MEET -> planMeeting();
            case TAKE -> planTaking();
            case GIVE -> planGiving();
            case PLACE -> planPlace();
        }
    }

    private void planPick() {
        begin();
        giver.carries.clear();
        receiver.approach = null;
        Pose pose = world.object();
        List<Grasp> sorted = task.grasps.stream().sorted(Comparator.comparingDouble(g -> down(pose, g) - g.score()))
                .toList();
        List<Grasp> grasps = Grasps.distinct(sorted, tried, options.grasps());
        PickPlan plan = planner(giver).pick(world.arm(), grasps);
        Grasp chosen = plan.grasp();
        if (chosen == null) {
            end(grasps.isEmpty() ? Outcome.NO_GRASP : Outcome.NO_PATH,
                    "of " + grasps.size() + " grasps none: " + Reasons.summary(plan.reasons()));
            return;
        }
        tried.add(chosen);
        giver.grasp = chosen;
        turns = new ArrayList<>(meetings());
        Trajectory onto = plan.phases().get(1).motion();
        Trajectory up = plan.phases().get(2).motion();
        giver.approach = onto;
        giver.lift = up;
        double open = giver.jaw().coordinate(plan.phases().getFirst().jaw());
        double high = pose.position().z() + options.plan().lift() / 2;
        add(new Skill("reach", Outcome.MISSED, Check.NONE,
                actions.moveJaw(open, options.jawSpeed()).then(actions.follow(plan.phases().getFirst().motion()))
                        .then(actions.rest(SETTLE)).then(actions.follow(onto)).then(actions.rest(SETTLE)),
                Check.NONE));
        add(new Skill("grasp", Outcome.MISSED, Check.NONE,
                actions.close(giver.jaw().coordinate(0), options.force(), options.jawSpeed())
                        .then(actions.rest(SETTLE)),
                SkillProgram::grips));
        add(new Skill("lift", Outcome.SLIPPED, SkillProgram::grips, actions.follow(up).then(actions.rest(SETTLE)),
                w -> next(Stage.MEET, w.object().position().z() > high ? grips(w) : "the object is not in the hand")));
    }

    /// Goes on to another stage where nothing is missing.
    private String next(Stage then, String missing) {
        stage = missing.isEmpty() ? then : stage;
        return missing;
    }

    /// How much a grasp comes from below: −1 from above, 1 from below.
    private static double down(Pose object, Grasp g) {
        return object.rotation().rotate(g.tool().rotation().rotate(Vec3.Z)).z();
    }

    private PickPlanner planner(Hand hand) {
        return new PickPlanner(hand.world.servos().gripper(), object, hand.world.qpos(), options.plan());
    }

    /// Holds the object where the receiver reaches it best; after a turn that was in vain, where it does next best.
    private void planMeeting() {
        Pose hold = world.held();
        ArmPlans plans = plans(giver);
        PosePlanner over = plans.planner(plans.arm(grasp(giver).width()),
                List.of(new Attachment(held.body(), world.servos().gripper().tool(), hold)), touching(plans));
        List<String> reasons = new ArrayList<>();
        while (!turns.isEmpty()) {
            Pose meets = turns.removeFirst();
            Plan carry = over.plan(world.arm(), meets.times(hold.inverse()), options.plan().search());
            if (carry.isFound()) {
                Trajectory way = plans.motion(carry, over, options.plan().pace().careful());
                giver.carries.add(way);
                add(new Skill("meet", Outcome.LOST, SkillProgram::grips,
                        actions.follow(way).then(actions.rest(SETTLE)), w -> next(Stage.TAKE, slipped(w, hold))));
                return;
            }
            reasons.add("meet: " + carry.reason());
        }
        fail(Outcome.NO_PATH, "the hands cannot meet: " + Reasons.summary(reasons));
    }

    /// Where the hands could meet, the best first: the object's origin at one place, turned about the vertical.
    private List<Pose> meetings() {
        List<Pose> all = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            Quat about = Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * turn / TURNS);
            all.add(new Pose(task.meeting, about.times(world.object().rotation())));
        }
        all.sort(Comparator.comparingDouble(
                meets -> others().stream().mapToDouble(g -> far(meets, g)).min().orElse(Double.POSITIVE_INFINITY)));
        return all;
    }

    /// Grasps that leave room for the giver's hand.
    private List<Grasp> others() {
        Vec3 mine = grasp(giver).tool().position();
        return task.grasps.stream().filter(g -> g.tool().position().distance(mine) > APART).toList();
    }

    /// How far the receiver's tool is from a grasp of the object.
    private double far(Pose meets, Grasp g) {
        Pose at = meets.times(g.tool());
        Pose tool = receiver.world.tool();
        return at.position().distance(tool.position()) + TURNING * at.rotation().angleTo(tool.rotation());
    }

    private void planTaking() {
        Pose meets = world.object();
        ArmPlans plans = plans(receiver);
        List<Grasp> near = others().stream().sorted(Comparator.comparingDouble(g -> far(meets, g))).toList();
        for (Grasp g : Grasps.distinct(near, List.of(), options.grasps())) {
            double open = Math.min(receiver.jaw().width(), g.width() + options.plan().room());
            Pose at = meets.times(g.tool());
            PosePlanner around = plans.planner(plans.arm(open), List.of(), AllowedCollisions.NONE);
            if (!canPlace(around, g)) {
                continue;
            }
            Plan transit = around.plan(receiver.world.arm(), at.times(Pose.at(0, 0, -options.plan().approach())),
                    options.plan().search());
            PosePlanner onto = plans.planner(plans.arm(open), List.of(), touching(plans));
            Plan approach = transit.isFound() ? onto.straight(transit.path().getLast(), at) : transit;
            if (approach.isFound()) {
                receiver.grasp = g;
                take(open, plans.motion(transit, around, 1),
                        plans.motion(approach, onto, options.plan().pace().careful()));
                return;
            }
        }
        stage = Stage.MEET;
    }

    /// Whether the receiver reaches the place with this grasp, straight from above.
    private boolean canPlace(PosePlanner planner, Grasp g) {
        Pose low = task.place.times(g.tool());
        Pose high = Pose.at(0, 0, options.plan().lift()).times(low);
        List<double[]> goals = planner.goals(high, receiver.world.arm(), 1);
        return !goals.isEmpty() && planner.straight(goals.getFirst(), low).isFound();
    }

    private void take(double open, Trajectory transit, Trajectory approach) {
        receiver.approach = approach;
        double speed = options.jawSpeed();
        SkillWorld other = receiver.world;
        add(new Skill("take", Outcome.MISSED, SkillProgram::grips,
                Actions.by(other, actions.moveJaw(receiver.jaw().coordinate(open), speed).then(actions.follow(transit))
                        .then(actions.rest(SETTLE)).then(actions.follow(approach)).then(actions.rest(SETTLE))
                        .then(actions.close(receiver.jaw().coordinate(0), options.force(), speed))
                        .then(actions.rest(SETTLE))),
                w -> next(Stage.GIVE, grips(w) + grips(other))));
    }

    /// The giver lets go and draws back.
    private void planGiving() {
        ArmPlans plans = plans(giver);
        double open = Math.min(giver.jaw().width(), grasp(giver).width() + options.plan().room());
        PosePlanner away = plans.planner(plans.arm(open), List.of(), touching(plans));
        Plan retreat = away.straight(world.arm(), world.tool().times(Pose.at(0, 0, -options.plan().approach())));
        if (!retreat.isFound()) {
            fail(Outcome.NO_PATH, "the giver cannot draw back: " + retreat.reason());
            return;
        }
        Pose hold = receiver.world.held();
        add(new Skill("give", Outcome.LOST, w -> grips(receiver.world),
                actions.moveJaw(giver.jaw().coordinate(open), options.jawSpeed()).then(actions.rest(SETTLE))
                        .then(actions.follow(plans.motion(retreat, away, options.plan().pace().careful())))
                        .then(actions.rest(SETTLE)),
                w -> next(Stage.PLACE, grips(receiver.world) + slipped(receiver.world, hold))));
    }

    private void planPlace() {
        Pose hold = receiver.world.held();
        Grasp measured = grasp(receiver).withTool(hold.inverse());
        PickPlan plan = planner(receiver).putDown(receiver.world.arm(), measured,
                Pose.at(0, 0, DROP).times(task.place));
        if (!plan.isFound()) {
            end(Outcome.NO_PATH, "to the place: " + Reasons.summary(plan.reasons()));
            return;
        }
        double open = receiver.jaw().coordinate(plan.phases().get(1).jaw());
        add(new Skill("place", Outcome.LOST, w -> grips(receiver.world),
                Actions.by(receiver.world, actions.follow(plan.phases().get(0).motion()).then(actions.rest(SETTLE))
                        .then(actions.follow(plan.phases().get(1).motion())).then(actions.rest(SETTLE))),
                w -> slipped(receiver.world, hold)));
        add(new Skill("release", Outcome.MISPLACED, Check.NONE,
                Actions.by(receiver.world, actions.moveJaw(open, options.jawSpeed()).then(actions.rest(SETTLE))
                        .then(actions.follow(plan.phases().get(2).motion())).then(actions.rest(2.5 * SETTLE))),
                w -> misplaced(task.place)));
    }

    private ArmPlans plans(Hand hand) {
        return new ArmPlans(hand.world.servos().gripper(), world.qpos(), options.plan().pace());
    }

    private AllowedCollisions touching(ArmPlans plans) {
        return AllowedCollisions.NONE.and(List.of(held), plans.hand());
    }

    private static Grasp grasp(Hand hand) {
        return Objects.requireNonNull(hand.grasp, "nothing is held");
    }

    /// Both hands open and go back, the giver along all of its way: where it holds the object it is put down before.
    @Override
    Skill.Action recovery() {
        stage = Stage.PICK;
        SkillWorld other = receiver.world;
        Skill.Action back = Actions.by(other,
                actions.moveJaw(receiver.jaw().coordinate(receiver.jaw().width()), options.jawSpeed()))
                .then(actions.rest(SETTLE));
        Trajectory taken = receiver.approach;
        if (taken != null && isAtEndOf(taken, other)) {
            back = back.then(Actions.by(other, actions.follow(new Reversed(taken))));
        }
        boolean carried = !giver.carries.isEmpty() && isAtEndOf(giver.carries.getLast());
        for (int i = giver.carries.size() - 1; i >= 0 && carried; i--) {
            back = back.then(actions.follow(new Reversed(giver.carries.get(i))));
        }
        Trajectory lift = giver.lift;
        boolean up = carried || isAtEndOf(lift);
        if (up && lift != null) {
            back = back.then(actions.follow(new Reversed(lift))).then(actions.rest(SETTLE));
        }
        back = back.then(actions.moveJaw(giver.jaw().coordinate(giver.jaw().width()), options.jawSpeed()))
                .then(actions.rest(SETTLE));
        Trajectory onto = giver.approach;
        return onto != null && (up || isAtEndOf(onto)) ? back.then(actions.follow(new Reversed(onto))) : back;
    }
}
