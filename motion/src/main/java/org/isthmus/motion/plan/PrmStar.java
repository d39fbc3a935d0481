package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.plan.Plan.Outcome;

/// Answers many questions in the same surroundings by one map: PRM* (Karaman and Frazzoli, IJRR 30(7), 2011, algorithm 4, with nearest
/// neighbours), whose ways are only checked when the shortest path runs along them (Bohlin and Kavraki, Lazy PRM, ICRA 2000).
///
/// Paths tend to the shortest as the number of samples grows. What was checked is remembered, so later questions take less time;
/// answers do not depend on earlier questions. For one thread.
public final class PrmStar implements Planner {
    /// Samples that touch something, for each that is kept, at most.
    private static final int WASTE = 1000;

    /// @param samples free configurations of the map
    public record Options(int samples, long seed) {
        public static final Options DEFAULT = new Options(1000, 1);
    }

    private final CollisionChecker checker;
    /// free configurations; those of a question follow while it is answered
    private final List<double[]> nodes = new ArrayList<>();
    private final List<List<Integer>> neighbours = new ArrayList<>();
    /// small node · 2³² + large node → whether the way is free
    private final TreeMap<Long, Boolean> checked = new TreeMap<>();

    public PrmStar(CollisionChecker checker, Options options) {
        this.checker = checker;
        RandomStream random = RandomStream.of(options.seed).child("prm-star");
        for (long tries = 0; nodes.size() < options.samples && tries < (long) WASTE * options.samples; tries++) {
            double[] x = Query.sample(checker.group(), random);
            if (checker.isFree(x)) {
                nodes.add(x);
                neighbours.add(new ArrayList<>());
            }
        }
        int k = Neighbours.enough(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            for (int j : Neighbours.nearest(nodes, nodes.get(i), k + 1)) {
                if (i != j) {
                    tie(i, j);
                }
            }
        }
    }

    private void tie(int i, int j) {
        if (!neighbours.get(i).contains(j)) {
            neighbours.get(i).add(j);
            neighbours.get(j).add(i);
        }
    }

    /// The number of configurations of the map: less than asked for where hardly anything is free.
    public int size() {
        return nodes.size();
    }

    @Override
    public Plan plan(double[] start, List<double[]> goals) {
        Query query = new Query(checker, start, goals);
        return query.refusal().orElseGet(() -> search(start, query.goals()));
    }

    private Plan search(double[] start, List<double[]> goals) {
        int samples = nodes.size();
        enter(start, samples);
        goals.forEach(goal -> enter(goal, samples));
        for (int goal = samples + 1; goal < nodes.size(); goal++) {
            tie(samples, goal);
        }
        List<Integer> route = freeRoute(samples, goals);
        List<double[]> path = route.stream().map(nodes::get).toList();
        leave(samples);
        return path.isEmpty()
                ? new Plan(Outcome.NOT_FOUND, "no path over " + samples + " samples: there may be none", List.of(),
                        samples)
                : new Plan(Outcome.FOUND, "", path, samples);
    }

    /// Adds a configuration of the question.
    private void enter(double[] x, int samples) {
        int node = nodes.size();
        int[] near = Neighbours.nearest(nodes.subList(0, samples), x, Neighbours.enough(samples));
        nodes.add(x);
        neighbours.add(new ArrayList<>());
        for (int other : near) {
            tie(node, other);
        }
    }

    /// Removes what belongs to the question.
    private void leave(int samples) {
        nodes.subList(samples, nodes.size()).clear();
        neighbours.subList(samples, neighbours.size()).clear();
        neighbours.forEach(list -> list.removeIf(node -> node >= samples));
        checked.keySet().removeIf(key -> (key & 0xFFFFFFFFL) >= samples);
    }

    /// The shortest route, looked for until all of its ways are free.
    private List<Integer> freeRoute(int start, List<double[]> goals) {
        while (true) {
            List<Integer> route = route(start, goals);
            boolean free = true;
            for (int i = 1; i < route.size() && free; i++) {
                free = isFree(route.get(i - 1), route.get(i));
            }
            if (free) {
                return route;
            }
        }
    }

    private static long key(int i, int j) {
        return ((long) Math.min(i, j) << 32) + Math.max(i, j);
    }

    private boolean isFree(int i, int j) {
        return checked.computeIfAbsent(key(i, j),
                key -> checker.isFree(nodes.get(Math.min(i, j)), nodes.get(Math.max(i, j))));
    }

    /// A node that was reached.
    ///
    /// @param least what the whole path costs at least
    private record Open(double least, double cost, int node, int from) {}

    /// The shortest route over ways that are free or were not looked at (A*); empty when there is none.
    private List<Integer> route(int start, List<double[]> goals) {
        PriorityQueue<Open> open = new PriorityQueue<>((a, b) -> a.least != b.least ? Double.compare(a.least, b.least)
                : Integer.compare(a.node, b.node));
        int[] from = new int[nodes.size()];
        Arrays.fill(from, -2);
        open.add(new Open(0, 0, start, -1));
        while (!open.isEmpty()) {
            Open next = open.remove();
            if (from[next.node] != -2) {
                continue;
            }
            from[next.node] = next.from;
            if (next.node > start) {
                return backwards(next.node, from);
            }
            for (int other : neighbours.get(next.node)) {
                if (from[other] == -2 && checked.getOrDefault(key(next.node, other), true)) {
                    double cost = next.cost + Plan.distance(nodes.get(next.node), nodes.get(other));
                    open.add(new Open(cost + left(other, goals), cost, other, next.node));
                }
            }
        }
        return List.of();
    }

    private double left(int node, List<double[]> goals) {
        return goals.stream().mapToDouble(goal -> Plan.distance(nodes.get(node), goal)).min().orElse(0);
    }

    private static List<Integer> backwards(int last, int[] from) {
        List<Integer> route = new ArrayList<>();
        for (int node = last; node >= 0; node = from[node]) {
            route.add(node);
        }
        Collections.reverse(route);
        return route;
    }
}
