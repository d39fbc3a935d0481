package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.plan.Plan.Outcome;

/// Makes a path ever shorter: RRT* (Karaman and Frazzoli, IJRR 30(7), 2011, algorithm 6, with nearest neighbours), whose samples come
/// from where a shorter path can pass (Gammell, Srinivasa and Barfoot, Informed RRT*, IROS 2014).
///
/// The first path is that of [RrtConnect]; more iterations never make it longer, and it tends to the shortest.
public final class InformedRrtStar implements Planner {
    private static final int TRIES = 100;
    /// Every so many iterations a goal is tried that was not reached.
    private static final int GOALS = 20;

    /// How hard to try.
    ///
    /// @param iterations samples drawn after the first path was found
    /// @param range longest piece that is added, in joint space
    /// @param first how the first path is found; its seed is that of all
    public record Options(int iterations, double range, RrtConnect.Options first) {
        public static final Options DEFAULT = new Options(2000, 0.8, RrtConnect.Options.DEFAULT);

        public Options withIterations(int other) {
            return new Options(other, range, first);
        }
    }

    private final CollisionChecker checker;
    private final Options options;

    public InformedRrtStar(CollisionChecker checker, Options options) {
        this.checker = checker;
        this.options = options;
    }

    @Override
    public Plan plan(double[] start, List<double[]> goals) {
        Plan first = new RrtConnect(checker, options.first).plan(start, goals);
        if (!first.isFound()) {
            return first;
        }
        List<double[]> free = new Query(checker, start, goals).goals();
        RandomStream random = RandomStream.of(options.first.seed()).child("informed-rrt-star");
        Search search = new Search(first.path(), free);
        for (int i = 0; i < options.iterations; i++) {
            search.grow(i, random);
        }
        return new Plan(Outcome.FOUND, "", search.path(), search.nodes.size());
    }

    /// The tree and what it costs to come to each of its nodes.
    private final class Search {
        private final List<double[]> nodes = new ArrayList<>();
        private final List<Integer> parents = new ArrayList<>();
        private final List<List<Integer>> children = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();
        private final List<double[]> goals;
        /// [goals] their nodes; −1: not reached
        private final int[] reached;
        private final JointGroup group = checker.group();
        private final double[] start;

        /// @param path the first that was found
        Search(List<double[]> path, List<double[]> goals) {
            this.goals = goals;
            start = path.getFirst();
            reached = new int[goals.size()];
            Arrays.fill(reached, -1);
            add(start, -1);
            for (int i = 1; i < path.size(); i++) {
                add(path.get(i), i - 1);
            }
        }

        private int add(double[] x, int parent) {
            int node = nodes.size();
            nodes.add(x);
            parents.add(parent);
            children.add(new ArrayList<>());
            costs.add(parent < 0 ? 0 : costs.get(parent) + Plan.distance(nodes.get(parent), x));
            if (parent >= 0) {
                children.get(parent).add(node);
            }
            for (int g = 0; g < reached.length; g++) {
                reached[g] = reached[g] < 0 && Arrays.equals(x, goals.get(g)) ? node : reached[g];
            }
            return node;
        }

        /// The goal that costs least.
        private int best() {
            int best = -1;
            for (int node : reached) {
                best = node >= 0 && (best < 0 || costs.get(node) < costs.get(best)) ? node : best;
            }
            return best;
        }

        List<double[]> path() {
            List<double[]> path = new ArrayList<>();
            for (int node = best(); node >= 0; node = parents.get(node)) {
                path.add(nodes.get(node));
            }
            Collections.reverse(path);
            return path;
        }

        void grow(int iteration, RandomStream random) {
            double most = costs.get(best());
            double[] sample = sample(iteration, most, random);
            if (sample.length == 0) {
                return;
            }
            int nearest = Neighbours.nearest(nodes, sample, 1)[0];
            double[] x = towards(nodes.get(nearest), sample);
            if (Plan.distance(x, nodes.get(nearest)) == 0 || Plan.distance(start, x) + left(x) >= most) {
                return;
            }
            int[] near = Neighbours.nearest(nodes, x, Neighbours.enough(nodes.size()));
            int parent = cheapest(x, near, most);
            if (parent >= 0) {
                rewire(add(x, parent), near);
            }
        }

        /// A goal that was not reached, or a place where a shorter path can pass; empty when none was found.
        private double[] sample(int iteration, double most, RandomStream random) {
            int goal = random.nextInt(goals.size());
            if (iteration % GOALS == 0 && reached[goal] < 0) {
                return goals.get(goal);
            }
            for (int i = 0; i < TRIES; i++) {
                double[] x = i % 2 == 0 ? inEllipsoid(goals.get(goal), most, random) : Query.sample(group, random);
                if (group.isWithinLimits(x) && Plan.distance(start, x) + left(x) < most) {
                    return x;
                }
            }
            return new double[0];
        }

        /// At least so far to a goal.
        private double left(double[] x) {
            return goals.stream().mapToDouble(goal -> Plan.distance(x, goal)).min().orElse(0);
        }

        /// Uniform among the places over which a path from start to goal may be no longer than `most`: an ellipsoid with both as foci.
        /// It is a ball, stretched along the first axis, which a reflection turns to the goal.
        private double[] inEllipsoid(double[] goal, double most, RandomStream random) {
            int n = goal.length;
            double straight = Plan.distance(start, goal);
            double across = Math.sqrt(Math.max(0, most * most - straight * straight)) / 2;
            double[] x = inBall(n, random);
            double[] mirror = new double[n];
            double square = 0;
            for (int i = 0; i < n; i++) {
                x[i] *= i == 0 ? most / 2 : across;
                mirror[i] = (i == 0 ? 1 : 0) - (straight == 0 ? 0 : (goal[i] - start[i]) / straight);
                square += mirror[i] * mirror[i];
            }
            double along = 0;
            for (int i = 0; i < n; i++) {
                along += mirror[i] * x[i];
            }
            for (int i = 0; i < n; i++) {
                x[i] -= straight == 0 || square < 1e-24 ? 0 : 2 * along / square * mirror[i];
                x[i] += (start[i] + goal[i]) / 2;
            }
            return x;
        }

        private static double[] inBall(int n, RandomStream random) {
            double[] x = new double[n];
            double square = 0;
            for (int i = 0; i < n; i++) {
                x[i] = random.nextGaussian();
                square += x[i] * x[i];
            }
            double radius = StrictMath.pow(random.nextDouble(), 1.0 / n);
            for (int i = 0; i < n; i++) {
                x[i] *= radius / Math.sqrt(square);
            }
            return x;
        }

        private double[] towards(double[] from, double[] to) {
            double part = options.range / Plan.distance(from, to);
            if (!(part < 1)) {
                return to;
            }
            double[] x = new double[from.length];
            Arrays.setAll(x, i -> from[i] + part * (to[i] - from[i]));
            return x;
        }

        /// The neighbour over which a configuration is reached at the least cost; −1 when none can, or only too far.
        private int cheapest(double[] x, int[] near, double most) {
            int[] order = Arrays.stream(near).boxed()
                    .sorted((a, b) -> Double.compare(through(a, x), through(b, x))).mapToInt(Integer::intValue)
                    .toArray();
            for (int node : order) {
                if (through(node, x) + left(x) >= most) {
                    return -1;
                }
                if (checker.isFree(nodes.get(node), x)) {
                    return node;
                }
            }
            return -1;
        }

        private double through(int node, double[] x) {
            return costs.get(node) + Plan.distance(nodes.get(node), x);
        }

        /// Neighbours that are reached at less cost over the new node hang on it from now on.
        private void rewire(int node, int[] near) {
            double[] x = nodes.get(node);
            for (int other : near) {
                double cost = costs.get(node) + Plan.distance(x, nodes.get(other));
                if (cost < costs.get(other) && checker.isFree(x, nodes.get(other))) {
                    children.get(parents.get(other)).remove(/* element */ (Integer) other);
                    parents.set(other, node);
                    children.get(node).add(other);
                    settle(other);
                }
            }
        }

        /// Brings the costs of a node and of all that hang on it up to date.
        private void settle(int root) {
            List<Integer> open = new ArrayList<>(List.of(root));
            while (!open.isEmpty()) {
                int node = open.removeLast();
                costs.set(node, through(parents.get(node), nodes.get(node)));
                open.addAll(children.get(node));
            }
        }
    }
}
