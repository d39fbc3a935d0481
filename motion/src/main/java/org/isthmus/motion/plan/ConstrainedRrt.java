package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.plan.Plan.Outcome;

/// Finds paths on which a [Constraint] holds: two trees that grow by steps which are brought back to the constraint's surface
/// (Berenson, Srinivasa and Kuffner, Task space regions, CBiRRT2, IJRR 30(12), 2011, section 5).
///
/// Paths have many short pieces; on each the constraint holds within its tolerance at the resolution of the check, and nothing is
/// touched.
public final class ConstrainedRrt implements Planner {
    /// Of the steps, how far apart the constraint is looked at.
    private static final double LOOKED_AT = 0.25;
    /// A step that projection makes longer than this goes elsewhere.
    private static final double ASTRAY = 2;
    /// A step that projection makes shorter leads nowhere.
    private static final double STUCK = 0.1;
    private static final int MOST_STEPS = 1000;

    /// How hard to try.
    ///
    /// @param iterations samples drawn, at most
    /// @param step longest piece of a path, in joint space
    /// @param shortcuts attempts to shorten the path
    public record Options(int iterations, double step, int shortcuts, long seed) {
        public static final Options DEFAULT = new Options(2000, 0.08, 100, 1);
    }

    private final CollisionChecker checker;
    private final Constraint constraint;
    private final Options options;

    public ConstrainedRrt(CollisionChecker checker, Constraint constraint, Options options) {
        this.checker = checker;
        this.constraint = constraint;
        this.options = options;
    }

    @Override
    public Plan plan(double[] start, List<double[]> goals) {
        Query query = new Query(start, goals, this::fault);
        RandomStream random = RandomStream.of(options.seed).child("constrained-rrt");
        return query.refusal().orElseGet(() -> grow(start, query.goals(), random));
    }

    private String fault(double[] x) {
        String blocked = Query.blocked(checker, x);
        return blocked.isEmpty() && constraint.violation(x) > 1 ? "the constraint does not hold" : blocked;
    }

    private Plan grow(double[] start, List<double[]> goals, RandomStream random) {
        TreePair trees = new TreePair(start, goals);
        for (int i = 0; i < options.iterations; i++) {
            double[] sample = i < goals.size() ? goals.get(i) : Query.sample(checker.group(), random);
            Tree grows = trees.growing();
            Tree other = trees.other();
            int reached = follow(grows, grows.nearest(sample), sample);
            double[] x = grows.nodes[reached];
            int met = follow(other, other.nearest(x), x);
            if (Arrays.equals(other.nodes[met], x)) {
                return new Plan(Outcome.FOUND, "", shorten(trees.path(reached, met), random), trees.size());
            }
            trees.swap();
        }
        return trees.notFound(options.iterations);
    }

    /// Goes from a node towards a configuration for as long as that gets nearer; returns the last node.
    private int follow(Tree tree, int from, double[] to) {
        int node = from;
        for (double[] x : steps(tree.nodes[from], to)) {
            node = tree.add(x, node);
        }
        return node;
    }

    /// Steps on the constraint's surface towards a configuration, each free; the last one is that configuration where it is reached.
    private List<double[]> steps(double[] from, double[] to) {
        List<double[]> steps = new ArrayList<>();
        double[] at = from;
        double left = Plan.distance(at, to);
        while (left > 0 && steps.size() < MOST_STEPS) {
            double[] next = to.clone();
            if (left > options.step) {
                double part = options.step / left;
                for (int i = 0; i < next.length; i++) {
                    next[i] = at[i] + part * (to[i] - at[i]);
                }
                if (!constraint.project(next)) {
                    return steps;
                }
            } else if (constraint.violation(next) > 1) {
                return steps;
            }
            double moved = Plan.distance(at, next);
            double remains = Plan.distance(next, to);
            if (moved > ASTRAY * options.step || moved < Math.min(left, STUCK * options.step) || remains >= left
                    || !isGood(at, next)) {
                return steps;
            }
            steps.add(next);
            at = next;
            left = remains;
        }
        return steps;
    }

    /// Whether a straight piece touches nothing and the constraint holds on it.
    private boolean isGood(double[] a, double[] b) {
        int pieces = (int) Math.ceil(Plan.distance(a, b) / (LOOKED_AT * options.step));
        double[] x = new double[a.length];
        for (int k = 1; k < pieces; k++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = a[i] + (b[i] - a[i]) * k / pieces;
            }
            if (constraint.violation(x) > 1) {
                return false;
            }
        }
        return checker.isFree(a, b);
    }

    /// Replaces stretches of the path by more direct ones on the surface.
    private List<double[]> shorten(List<double[]> found, RandomStream random) {
        List<double[]> path = new ArrayList<>(found);
        for (int i = 0; i < options.shortcuts && path.size() > 2; i++) {
            int a = random.nextInt(path.size());
            int b = random.nextInt(path.size());
            int from = Math.min(a, b);
            int to = Math.max(a, b);
            if (to - from < 2) {
                continue;
            }
            List<double[]> direct = steps(path.get(from), path.get(to));
            if (!direct.isEmpty() && Arrays.equals(direct.getLast(), path.get(to))
                    && length(path.get(from), direct) < length(path.get(from), path.subList(from + 1, to + 1))) {
                path.subList(from + 1, to + 1).clear();
                path.addAll(from + 1, direct);
            }
        }
        return path;
    }

    private static double length(double[] from, List<double[]> path) {
        double sum = 0;
        double[] last = from;
        for (double[] x : path) {
            sum += Plan.distance(last, x);
            last = x;
        }
        return sum;
    }
}
