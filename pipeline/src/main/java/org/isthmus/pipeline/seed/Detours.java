package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.plan.Plan;
import org.isthmus.motion.plan.PosePlanner;
import org.isthmus.motion.plan.RrtConnect;

/// Finds ways of the tool round what is in the way of a demonstrated one.
///
/// A path of the joints is planned; what the arm is given is the way of the tool along it, which it follows in closed loop as any other. A redundant arm then
/// need not go through the same postures: so the way is followed once in thought, and where that fails, another path is planned.
final class Detours {
    /// How hard each is searched for.
    private static final RrtConnect.Options SEARCH = new RrtConnect.Options(2000, 0.8, 100, 1);
    /// Paths that are planned before it is given up.
    private static final int MOST_PATHS = 6;
    /// Postures at the end that are looked for.
    private static final int GOALS = 8;
    /// Between poses of the tool no joint moves further, rad or m.
    private static final double STEP = 0.05;

    private final ArmCheck arm;
    private final long seed;

    /// What was found.
    ///
    /// @param way of the tool; empty: there is none
    /// @param words why not
    record Found(List<Pose> way, String words) {
        boolean isFound() {
            return !way.isEmpty();
        }
    }

    /// @param seed of all that is drawn
    Detours(ArmCheck arm, long seed) {
        this.arm = arm;
        this.seed = seed;
    }

    /// Plans for the tool to get to a pose.
    ///
    /// @param x [n] where the arm is; out: at the end of the way, where one is found
    /// @param thing round which a way is looked for, as messages call it; empty: it cannot be followed
    /// @param follow what the way must be free of as it is followed
    /// @param goesOn whether the arm can go on from a posture at the end
    Found find(double[] x, Pose to, String thing, PosePlanner planner, CollisionChecker follow,
            Predicate<double[]> goesOn) {
        String round = thing.isEmpty() ? "no other way" : "no way round " + thing;
        List<double[]> goals = new ArrayList<>(planner.goals(to, x, GOALS).stream().filter(goesOn).toList());
        if (goals.isEmpty()) {
            return new Found(List.of(), round + ": there is no room at its end");
        }
        for (int i = 0; i < MOST_PATHS && !goals.isEmpty(); i++) {
            Plan plan = new RrtConnect(planner.checker(), SEARCH.withSeed(MOST_PATHS * seed + i)).plan(x, goals);
            if (!plan.isFound()) {
                return new Found(List.of(), plan.outcome() == Plan.Outcome.NOT_FOUND
                        ? round + " after " + SEARCH.iterations() + " tries"
                        : round + ": " + plan.reason());
            }
            List<Pose> way = poses(plan, to);
            double[] end = x.clone();
            if (arm.follow(end, new ToolPath(way, ToolPath.TURNING), follow).isNone() && goesOn.test(end)) {
                System.arraycopy(end, 0, x, 0, x.length);
                return new Found(way, "");
            }
            goals.removeIf(goal -> Plan.distance(goal, plan.path().getLast()) == 0);
        }
        return new Found(List.of(), round + ": the arm cannot follow what is planned");
    }

    /// The tool along a path, at its end exactly where it is wanted.
    private List<Pose> poses(Plan plan, Pose to) {
        List<double[]> path = plan.path();
        List<Pose> poses = new ArrayList<>(List.of(arm.tool(path.getFirst())));
        for (int i = 1; i < path.size(); i++) {
            double[] a = path.get(i - 1);
            double[] b = path.get(i);
            double most = IntStream.range(0, a.length).mapToDouble(k -> Math.abs(b[k] - a[k])).max().orElse(0);
            int steps = (int) Math.ceil(most / STEP);
            for (int s = 1; s <= steps; s++) {
                double share = (double) s / steps;
                double[] x = new double[a.length];
                Arrays.setAll(x, k -> a[k] + share * (b[k] - a[k]));
                poses.add(arm.tool(x));
            }
        }
        poses.set(poses.size() - 1, to);
        return poses;
    }
}
