package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.plan.Plan.Outcome;

/// Finds a free path by two trees that grow towards each other (Kuffner and LaValle, RRT-Connect, ICRA 2000), then
/// shortens it.
///
/// Each straight piece of the path has been checked as a whole ([CollisionChecker]). The same seed gives the same path.
public final class RrtConnect implements Planner {
    /// How hard to try.
    ///
    /// @param iterations samples drawn, at most
    /// @param range longest piece of a tree, in joint space
    /// @param shortcuts attempts to shorten the path
    public record Options(int iterations, double range, int shortcuts, long seed) {
        public static final Options DEFAULT = new Options(20_000, 0.8, 150, 1);

        public Options withSeed(long other) {
            return new Options(iterations, range, shortcuts, other);
        }
    }

    private final CollisionChecker checker;
    private final JointGroup group;
    private final Options options;

    public RrtConnect(CollisionChecker checker, Options options) {
        this.checker = checker;
        group = checker.group();
        this.options = options;
    }

    @Override
    public Plan plan(double[] start, List<double[]> goals) {
        Query query = new Query(checker, start, goals);
        RandomStream random = RandomStream.of(options.seed).child("rrt-connect");
        return query.refusal().orElseGet(() -> grow(start, query.goals(), random));
    }

    private Plan grow(double[] start, List<double[]> goals, RandomStream random) {
        for (double[] goal : goals) {
            if (checker.isFree(start, goal)) {
                return new Plan(Outcome.FOUND, "", List.of(start.clone(), goal.clone()), goals.size() + 1);
            }
        }
        TreePair trees = new TreePair(start, goals);
        for (int i = 0; i < options.iterations; i++) {
            double[] sample = Query.sample(group, random);
            Tree grows = trees.growing();
            int reached = extend(grows, grows.nearest(sample), sample);
            int met = reached < 0 ? -1 : connect(trees.other(), grows.nodes[reached]);
            if (met >= 0) {
                return new Plan(Outcome.FOUND, "", shorten(trees.path(reached, met), random), trees.size());
            }
            trees.swap();
        }
        return trees.notFound(options.iterations);
    }

    /// Adds a node one step from another towards a configuration; −1 when that is blocked.
    private int extend(Tree tree, int from, double[] to) {
        double[] at = tree.nodes[from];
        double distance = Plan.distance(at, to);
        double[] next = to;
        if (distance > options.range) {
            next = new double[at.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = at[i] + (to[i] - at[i]) * options.range / distance;
            }
        }
        return checker.isFree(at, next) ? tree.add(next, from) : -1;
    }

    /// Goes step by step to a configuration; −1 when the way is blocked.
    private int connect(Tree tree, double[] to) {
        int at = tree.nearest(to);
        while (at >= 0) {
            int next = extend(tree, at, to);
            if (next >= 0 && Plan.distance(tree.nodes[next], to) == 0) {
                return next;
            }
            at = next;
        }
        return -1;
    }

    /// Replaces stretches between two random places of the path by straight motions where these are free and shorter
    /// (Geraerts and Overmars, Creating high-quality paths, IJRR 26(8), 2007).
    List<double[]> shorten(List<double[]> found, RandomStream random) {
        List<double[]> path = new ArrayList<>(found);
        for (int i = 0; i < options.shortcuts && path.size() > 2; i++) {
            double length = new Plan(Outcome.FOUND, "", path, 0).length();
            double a = random.nextDouble() * length;
            double b = random.nextDouble() * length;
            cut(path, Math.min(a, b), Math.max(a, b));
        }
        return path;
    }

    private void cut(List<double[]> path, double from, double to) {
        int[] piece = new int[2];
        double[] a = at(path, from, piece, 0);
        double[] b = at(path, to, piece, 1);
        if (piece[0] == piece[1] || !checker.isFree(a, b)) {
            return;
        }
        path.subList(piece[0] + 1, piece[1] + 1).clear();
        path.add(piece[0] + 1, a);
        path.add(piece[0] + 2, b);
        // places at the ends of pieces would double waypoints
        for (int i = path.size() - 1; i > 0; i--) {
            if (Plan.distance(path.get(i), path.get(i - 1)) < 1e-9 && path.size() > 2) {
                path.remove(i == path.size() - 1 ? i - 1 : i);
            }
        }
    }

    /// The configuration at a length along the path.
    private static double[] at(List<double[]> path, double length, int[] piece, int which) {
        double rest = length;
        for (int i = 0; i + 1 < path.size(); i++) {
            double step = Plan.distance(path.get(i), path.get(i + 1));
            if (rest <= step || i + 2 == path.size()) {
                piece[which] = i;
                double t = step == 0 ? 0 : Math.min(1, rest / step);
                double[] x = new double[path.get(i).length];
                for (int k = 0; k < x.length; k++) {
                    x[k] = path.get(i)[k] + t * (path.get(i + 1)[k] - path.get(i)[k]);
                }
                return x;
            }
            rest -= step;
        }
        return path.getLast();
    }
}
