package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.pipeline.seed.GraspOptions.Option;
import org.isthmus.task.solve.Move;
import org.isthmus.task.solve.Scripts;
import org.isthmus.task.solve.Sight;
import org.isthmus.task.solve.Way;
import org.jspecify.annotations.Nullable;

/// A seed in one world: its moves, and what was learnt in the running episode.
///
/// Each attempt looks at where things are and takes, of all valid grasps, the one nearest to the demonstrated one for which the whole way can be
/// gone: reach, grasp, carry, place. What failed before counts as further away. Reaching goes the demonstrated way; where that cannot be followed, less
/// of it, else straight along the grasp's approach, else from above.
final class SeedRun {
    /// The last of a reach goes slowly, and straight along the tool, m.
    private static final double SLOWLY = 0.05;
    /// How much of the demonstrated reach is gone, m: the first that can be; and where time is short.
    private static final double[] SHOWN = {0.15, 0.08};
    private static final double[] SHOWN_IN_HASTE = {0.05};
    /// A way from above comes from so much higher, m.
    private static final double HIGHER = 0.06;
    /// Of a demonstrated way back, m.
    private static final double BACK = 0.1;
    /// How far a tool that failed goes back from the object before it tries anew, m.
    private static final double RETREAT = 0.08;
    /// Where something is let go is approached from so far above, m.
    private static final double ABOVE = 0.05;
    /// An object further from where it should be in the hand is not there, m.
    private static final double LOST = 0.03;
    /// An object that is let go and lies further from its goal is to be taken anew, m.
    private static final double MISSED = 0.035;
    /// What a failed grasp counts, and turning by a radian to get to one, rad; and where time is short.
    private static final double FAILED = 0.6;
    private static final double TURNING = 0.1;
    private static final double TURNING_IN_HASTE = 0.5;
    /// How far tools are drawn back where fingers would touch the table, m.
    private static final double[] DRAWN_BACK = {0, 4e-3, 8e-3, 0.012};
    private static final int MOST_TRIED = 40;
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

    /// Finds the grasps of a body.
    @FunctionalInterface
    interface Grasping {
        GraspOptions of(String body);
    }

    /// What was decided for an attempt.
    ///
    /// @param number of the grasp; −1: there is none
    /// @param symmetry the object's frame here, in its body's
    /// @param grasp the tool in that frame
    /// @param reach the way to the object, but for the last
    /// @param contact the tool at the grasp
    private record Choice(int number, String body, Quat symmetry, Pose grasp, List<Pose> reach, Pose contact) {
        static final Choice NONE = new Choice(-1, "", Quat.IDENTITY, Pose.IDENTITY, List.of(), Pose.IDENTITY);

        Pose object(Sight sight) {
            Pose body = sight.body(body());
            return new Pose(body.position(), body.rotation().times(symmetry).normalized());
        }
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
    }

    /// What went wrong last: step and reason; empty: nothing.
    String failure() {
        return failure;
    }

    /// The moves, named as the seed's segments; `approach` is the end of its reach, `place` the end of its way to the goal.
    List<Move> script() {
        List<Move> moves = new ArrayList<>();
        moves.add(new Move("reach", this::reach, Scripts.OPEN, Scripts.FAST, 0, s -> choice.number >= 0));
        moves.add(new Move("approach", (from, s) -> Way.straight(from, choice.contact), Scripts.OPEN, Scripts.SLOW,
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

    private static Way.Path path(Pose from, List<Pose> poses) {
        List<Pose> all = new ArrayList<>(List.of(from));
        all.addAll(poses);
        return new ToolPath(all);
    }

    private boolean fail(String step, String reason) {
        failure = step + ": " + reason;
        if (choice.number >= 0) {
            failed.merge(choice.number, 1, Integer::sum);
        }
        return false;
    }

    private boolean holds(Sight sight, String step, String reason) {
        Vec3 wanted = choice.object(sight).times(choice.grasp).position();
        return wanted.distance(sight.tool().position()) < LOST || fail(step, reason);
    }

    private boolean isThere(Sight sight) {
        Vec3 off = errand.goal().apply(sight).position().minus(sight.body(choice.body).position());
        boolean isThere = new Vec3(off.x(), off.y(), 0).length() < MISSED && Math.abs(off.z()) < 2 * MISSED;
        return isThere || fail("release", "not where it should be");
    }

    private Way.Path reach(Pose from, Sight sight) {
        String body = errand.object().apply(sight);
        boolean isNear = !isFirst && from.position().distance(sight.body(body).position()) < RETREAT;
        isFirst = false;
        Pose begin = isNear ? from.times(Pose.at(0, 0, -RETREAT)) : from;
        choice = Choice.NONE; // what fails from here on is not the grasp before
        choice = choose(begin, sight, body);
        List<Pose> poses = new ArrayList<>(List.of(begin));
        poses.addAll(choice.reach);
        return path(from, poses);
    }

    /// A grasp of the object in one of its frames.
    private record Candidate(int number, Pose frame, Quat symmetry, Pose grasp, double cost) {
        Pose contact() {
            return frame.times(grasp);
        }
    }

    private Choice choose(Pose begin, Sight sight, String body) {
        Pose object = sight.body(body);
        if (object.position().distance(hopeless.position()) < SAME) {
            return Choice.NONE;
        }
        List<Candidate> candidates = candidates(begin, object, grasping.of(body));
        if (candidates.isEmpty()) {
            fail("reach", "the object lies as it cannot be grasped");
            return Choice.NONE;
        }
        String reason = "";
        int tried = 0;
        for (Candidate wanted : candidates) {
            double[] x = sight.arm();
            Candidate candidate = drawnBack(wanted, x);
            if (candidate == null) {
                reason = reason.isEmpty() ? ArmCheck.OUT_OF_REACH : reason;
                continue;
            }
            if (tried++ == MOST_TRIED) {
                break;
            }
            for (List<Pose> way : reaches(candidate)) {
                Choice made = new Choice(candidate.number, body, candidate.symmetry, candidate.grasp, way,
                        candidate.contact());
                String trouble = trouble(begin, x.clone(), made, sight, candidate);
                if (trouble.isEmpty()) {
                    return made;
                }
                reason = trouble;
            }
        }
        fail("reach", reason);
        hopeless = object;
        return Choice.NONE;
    }

    /// The grasp, or one nearer to the ends of the fingers, at which no part of the arm touches the table; null: there is none that can be reached.
    ///
    /// @param x [n] where the arm is
    private @Nullable Candidate drawnBack(Candidate wanted, double[] x) {
        for (double back : DRAWN_BACK) {
            Candidate candidate = new Candidate(wanted.number, wanted.frame, wanted.symmetry,
                    wanted.grasp.times(Pose.at(0, 0, -back)), wanted.cost);
            if (arm.isFree(x, candidate.contact())) {
                return candidate;
            }
        }
        return null;
    }

    private List<Candidate> candidates(Pose begin, Pose object, GraspOptions grasps) {
        List<Candidate> all = new ArrayList<>();
        double turning = isHasty ? TURNING_IN_HASTE : TURNING;
        for (Pose frame : grasps.frames(object)) {
            Quat symmetry = object.rotation().conjugate().times(frame.rotation()).normalized();
            for (int i = 0; i < grasps.options().size(); i++) {
                Option option = grasps.options().get(i);
                for (Quat flip : List.of(Quat.IDENTITY, GraspOptions.FLIP)) {
                    Pose grasp = new Pose(option.tool().position(), option.tool().rotation().times(flip).normalized());
                    double turn = frame.times(grasp).rotation().angleTo(begin.rotation());
                    double cost = option.cost() + turning * turn + FAILED * failed.getOrDefault(i, 0);
                    all.add(new Candidate(i, frame, symmetry, grasp, cost));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::cost));
        return all;
    }

    /// Ways to a pose from which the tool goes straight to the object, the preferred first: human fingers slide along what they grasp,
    /// jaws with little room do not.
    private List<List<Pose>> reaches(Candidate candidate) {
        Pose before = candidate.grasp.times(Pose.at(0, 0, -SLOWLY));
        List<List<Pose>> all = new ArrayList<>();
        for (double most : isHasty ? SHOWN_IN_HASTE : SHOWN) {
            all.add(ways.reach(candidate.frame, before, most));
        }
        Pose near = candidate.frame.times(before);
        all.add(List.of(near));
        all.add(List.of(Pose.at(0, 0, HIGHER).times(near), near));
        return all;
    }

    /// What keeps the arm from going the whole way, in words; empty: nothing.
    ///
    /// @param x [n] where the arm is; changed
    private String trouble(Pose begin, double[] x, Choice made, Sight sight, Candidate candidate) {
        List<Pose> onto = new ArrayList<>(List.of(begin));
        onto.addAll(made.reach);
        onto.add(made.contact);
        ToolPath reach = new ToolPath(onto);
        String trouble = arm.follow(x, reach, reach.length());
        if (!trouble.isEmpty()) {
            return trouble;
        }
        for (ToolPath carry : carried(candidate.contact(), candidate.frame, candidate.grasp, goal(sight, made))) {
            trouble = arm.follow(x.clone(), carry, carry.length());
            if (trouble.isEmpty()) {
                return "";
            }
        }
        return "on the way to the goal, " + trouble;
    }

    /// Where the object's frame is to be.
    private Pose goal(Sight sight, Choice made) {
        Pose goal = errand.goal().apply(sight);
        return new Pose(goal.position(), goal.rotation().times(made.symmetry).normalized());
    }

    /// Ways of the tool that carry an object's frame to a goal; above it, where it is to be let go. The demonstrated one first, then the shortest.
    ///
    /// @param tool where it is
    /// @param object where the frame is
    /// @param hold the tool in that frame
    private List<ToolPath> carried(Pose tool, Pose object, Pose hold, Pose goal) {
        Vec3 above = new Vec3(0, 0, errand.releases() ? ABOVE : 0);
        Quat turn = errand.isOriented() ? upright(goal, object) : object.rotation();
        Vec3 end = goal.position().plus(above);
        List<ToolPath> all = new ArrayList<>();
        for (List<Vec3> way : List.of(ways.carry(object.position(), end),
                SeedWays.over(object.position(), end, errand.releases() ? HIGHER : 0))) {
            List<Pose> poses = new ArrayList<>(List.of(tool));
            for (int i = 1; i < way.size(); i++) {
                double share = i / (way.size() - 1.0);
                Quat turned = object.rotation().slerp(turn, share).normalized();
                poses.add(new Pose(way.get(i), turned).times(hold));
            }
            all.add(new ToolPath(poses));
        }
        return all;
    }

    /// The goal's rotation for this frame of the object: turned about the vertical only.
    private Quat upright(Pose goal, Pose object) {
        Quat turn = goal.rotation().times(object.rotation().conjugate());
        Vec3 x = turn.rotate(Vec3.X);
        double angle = StrictMath.atan2(x.y(), x.x());
        return Quat.fromAxisAngle(Vec3.Z, angle).times(object.rotation()).normalized();
    }

    /// The tool in the object's frame, as it turns out to be.
    private Pose hold(Sight sight) {
        Pose hold = choice.object(sight).inverse().times(sight.tool());
        return new Pose(hold.position(), hold.rotation().normalized());
    }

    private Way.Path carry(Pose from, Sight sight) {
        Pose hold = hold(sight);
        Pose object = from.times(hold.inverse());
        List<ToolPath> all = carried(from, object, hold, goal(sight, choice));
        return all.stream().filter(way -> arm.follow(sight.arm(), way, way.length()).isEmpty()).findFirst()
                .orElse(all.getLast());
    }

    private Way.Path place(Pose from, Sight sight) {
        Pose hold = hold(sight);
        Pose object = from.times(hold.inverse());
        Pose goal = goal(sight, choice);
        Quat turn = errand.isOriented() ? upright(goal, object) : object.rotation();
        return Way.straight(from, new Pose(goal.position(), turn).times(hold));
    }

    private Way.Path leave(Pose from, Sight sight) {
        Pose object = choice.object(sight);
        List<Pose> way = ways.leave(new Pose(from.times(choice.grasp.inverse()).position(), object.rotation()),
                choice.grasp, BACK);
        List<Pose> straight = List.of(from.times(Pose.at(0, 0, -BACK)));
        ToolPath shown = new ToolPath(way.isEmpty() ? straight : way);
        boolean isShown = shown.length() > BACK / 2 && arm.follow(sight.arm(), shown, shown.length()).isEmpty();
        return isShown ? path(from, way.subList(1, way.size())) : path(from, straight);
    }
}
