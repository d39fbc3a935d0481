package org.isthmus.motion.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.motion.plan.Plan.Outcome;

/// A question to a planner: where from, where to, and what is wrong with it.
final class Query {
    private final List<double[]> goals;
    private final Optional<Plan> refusal;

    Query(CollisionChecker checker, double[] start, List<double[]> goals) {
        this(start, goals, x -> blocked(checker, x));
    }

    /// @param fault what is wrong with a configuration; empty: nothing
    Query(double[] start, List<double[]> goals, Function<double[], String> fault) {
        this.goals = goals.stream().filter(goal -> fault.apply(goal).isEmpty()).toList();
        String atStart = fault.apply(start);
        if (!atStart.isEmpty()) {
            refusal = Optional.of(new Plan(Outcome.START_BLOCKED, "at the start " + atStart, List.of(), 0));
        } else if (this.goals.isEmpty()) {
            String why = goals.isEmpty() ? "there is no goal" : "at the goal " + fault.apply(goals.getFirst());
            refusal = Optional.of(new Plan(Outcome.GOAL_BLOCKED, why, List.of(), 0));
        } else {
            refusal = Optional.empty();
        }
    }

    static String blocked(CollisionChecker checker, double[] x) {
        if (!checker.group().isWithinLimits(x)) {
            return "a joint is outside its limits";
        }
        String touching = checker.collision(x);
        return touching.isEmpty() ? "" : touching + " touch";
    }

    /// The goals that can be.
    List<double[]> goals() {
        return goals;
    }

    /// Why there is nothing to plan, if so.
    Optional<Plan> refusal() {
        return refusal;
    }

    /// A configuration, uniformly from within the limits; coordinates without are within π of their middle.
    static double[] sample(JointGroup group, RandomStream random) {
        double[] x = group.middle();
        for (int i = 0; i < x.length; i++) {
            double low = Double.isFinite(group.lower().get(i)) ? group.lower().get(i) : x[i] - Math.PI;
            double high = Double.isFinite(group.upper().get(i)) ? group.upper().get(i) : x[i] + Math.PI;
            x[i] = low + random.nextDouble() * (high - low);
        }
        return x;
    }
}
