package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.pipeline.seed.Routes.Load;
import org.isthmus.pipeline.seed.Routes.Route;
import org.isthmus.task.solve.Move;
import org.isthmus.task.solve.Scripts;
import org.isthmus.task.solve.Sight;
import org.isthmus.task.solve.Way;

/// A seed in one world: its moves, and what was learnt in the running episode.
///
/// Each attempt looks at where things are and chooses a grasp and a way to it ([Chooser]); carrying, putting down and leaving are decided when they begin, from
/// how the object then sits in the hand ([Routes]). What failed before counts as further away.
final class SeedRun {
    /// How far a tool that failed goes back from the object before it tries anew, m.
    private static final double RETREAT = 0.08;
    /// An object further from where it should be in the hand is not there, m.
    private static final double LOST = 0.03;
    /// An object that is let go and lies further from its goal is to be taken anew, m.
    private static final double MISSED = 0.035;
    /// What moves less is where it was, m.
    private static final double SAME = 3e-3;
    private static final Pose NOWHERE = Pose.at(1e9, 0, 0);

    private final Errand errand;
    private final SeedWays ways;
    private final ArmCheck arm;
    private final Grasping grasping;
    private final boolean isHasty;
    /// By number of the grasp: how often it failed in this episode.
    private final Map<Integer, Integer> failed = new TreeMap<>();
    private Choice choice = Choice.NONE;
    private boolean isFirst = true;
    /// Where the object was when no way to it was found.
    private Pose hopeless = NOWHERE;
    private String failure = "";
    /// Of its attempts in this episode; each draws other paths.
    private int attempts;
    /// Why the way that is gone leads nowhere; empty: it does not.
    private String blocked = "";

    /// Finds the grasps of a body.
    @FunctionalInterface
    interface Grasping {
        GraspOptions of(String body);
    }

    /// @param isHasty whether the task gives little time
    SeedRun(Errand errand, SeedWays ways, ArmCheck arm, Grasping grasping, boolean isHasty) {
        this.isHasty = isHasty;
        this.errand = errand;
        this.ways = ways;
        this.arm = arm;
        this.grasping = grasping;
    }

    /// Begins an episode.
    void forget() {
        failed.clear();
        choice = Choice.NONE;
        isFirst = true;
        hopeless = NOWHERE;
        failure = "";
        attempts = 0;
    }

    /// What went wrong last: step and reason; empty: nothing.
    String failure() {
        return failure;
    }

    /// The moves, named as the seed's segments; `approach` is the end of its reach, `place` the end of its way to the goal.
    List<Move> script() {
        List<Move> moves = new ArrayList<>();
        moves.add(new Move("reach", this::reach, Scripts.OPEN, Scripts.FAST, 0, s -> !choice.isNone()));
        moves.add(new Move("approach", (from, s) -> Way.straight(from, choice.contact()), Scripts.OPEN, Scripts.SLOW,
                isHasty ? 0 : 0.1,
                s -> true));
        moves.add(new Move("grasp", Way.STAY, Scripts.CLOSED, 1, 0.25,
                s -> holds(s, "grasp", "not between the fingers")));
        moves.add(new Move("carry", this::carry, Scripts.CLOSED, Scripts.FAST, 0.1,
                s -> holds(s, "carry", "lost on the way")));
        if (errand.releases()) {
            moves.add(new Move("place", this::place, Scripts.CLOSED, Scripts.SLOW, 0.1,
                    s -> holds(s, "place", "lost on the way")));
            moves.add(new Move("release", Way.STAY, Scripts.OPEN, 1, 0.3, s -> true));
            moves.add(new Move("leave", this::leave, Scripts.OPEN, Scripts.SLOW, 0.1, this::isThere));
        }
        return moves;
    }

    private boolean fail(String step, String reason) {
        failure = step + ": " + reason;
        if (!choice.isNone()) {
            failed.merge(choice.number(), 1, Integer::sum);
        }
        return false;
    }

    private boolean holds(Sight sight, String step, String reason) {
        if (!blocked.isEmpty()) {
            String words = blocked;
            blocked = "";
            return fail(step, words);
        }
        Vec3 wanted = choice.object(sight).times(choice.grasp()).position();
        return wanted.distance(sight.tool().position()) < LOST || fail(step, reason);
    }

    private boolean isThere(Sight sight) {
        Vec3 off = errand.goal().apply(sight).position().minus(sight.body(choice.body()).position());
        boolean isThere = new Vec3(off.x(), off.y(), 0).length() < MISSED && Math.abs(off.z()) < 2 * MISSED;
        return isThere || fail("release", "not where it should be");
    }

    private Way.Path reach(Pose from, Sight sight) {
        String body = errand.object().apply(sight);
        boolean isNear = !isFirst && from.position().distance(sight.body(body).position()) < RETREAT;
        isFirst = false;
        Pose begin = isNear ? from.times(Pose.at(0, 0, -RETREAT)) : from;
        choice = Choice.NONE; // what fails from here on is not the grasp before
        blocked = "";
        Pose object = sight.body(body);
        if (object.position().distance(hopeless.position()) >= SAME) {
            attempts++;
            Chooser chooser = new Chooser(errand, routes(sight), sight, body, from, begin, isHasty);
            choice = chooser.choose(grasping.of(body), failed);
            if (choice.isNone()) {
                fail(chooser.step(), chooser.reason());
                hopeless = object;
            }
        }
        return choice.isNone() ? new ToolPath(List.of(from, begin)) : choice.reach();
    }

    private Routes routes(Sight sight) {
        return new Routes(errand, ways, arm, arm.look(sight), attempts, isHasty);
    }

    /// What is in the hand, as it turns out to be held.
    private Load load(Pose from, Sight sight) {
        Pose tool = choice.object(sight).inverse().times(sight.tool());
        Pose hold = new Pose(tool.position(), tool.rotation().normalized());
        return new Load(from, from.times(hold.inverse()), hold, choice.held(hold),
                choice.goal(errand.goal().apply(sight)));
    }

    private Way.Path carry(Pose from, Sight sight) {
        return unlessBlocked(from, routes(sight).carryAnyhow(sight.arm(), load(from, sight)));
    }

    private Way.Path place(Pose from, Sight sight) {
        return unlessBlocked(from, routes(sight).place(sight.arm(), load(from, sight)));
    }

    /// Stays where something would be touched; what is only not reached is gone as far as it can be.
    private Way.Path unlessBlocked(Pose from, Route route) {
        boolean isBlocked = !route.trouble().thing().isEmpty();
        blocked = isBlocked ? route.trouble().words() : "";
        return isBlocked ? share -> from : route.path();
    }

    private Way.Path leave(Pose from, Sight sight) {
        return routes(sight).leave(sight.arm(), from, choice.object(sight), choice.grasp());
    }
}
