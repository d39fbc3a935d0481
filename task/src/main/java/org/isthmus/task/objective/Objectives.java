package org.isthmus.task.objective;

import org.isthmus.task.signal.Row;
import org.isthmus.task.signal.Signal;

/// The library of objectives and conditions.
public final class Objectives {
    private Objectives() {}

    /// 1 in every step.
    public static Objective alive() {
        return signals -> row -> 1;
    }

    /// 1 where a condition holds, else 0.
    public static Objective when(Condition condition) {
        return signals -> {
            Condition.Check check = condition.bind(signals);
            return row -> check.of(row) ? 1 : 0;
        };
    }

    /// A number of a signal.
    public static Objective number(Signal signal, int index) {
        return signals -> {
            int at = signals.at(signal) + index;
            return row -> row.get(at);
        };
    }

    /// Length of a signal's vector.
    public static Objective length(Signal signal) {
        return signals -> {
            int at = signals.at(signal);
            int n = signals.size(signal);
            return row -> row.norm(at, n);
        };
    }

    /// Sum of squares of a signal's numbers: effort, speed, the size of actions.
    public static Objective square(Signal signal) {
        return signals -> {
            int at = signals.at(signal);
            int n = signals.size(signal);
            return row -> {
                double length = row.norm(at, n);
                return length * length;
            };
        };
    }

    /// Distance of two signals of as many numbers.
    public static Objective distance(Signal a, Signal b) {
        return signals -> {
            int first = signals.at(a);
            int second = signals.at(b);
            int n = Math.min(signals.size(a), signals.size(b));
            return row -> row.distance(first, second, n);
        };
    }

    /// Angle between two orientations, rad.
    public static Objective angle(Signal a, Signal b) {
        return signals -> {
            int first = signals.at(a);
            int second = signals.at(b);
            return row -> angle(row, first, second);
        };
    }

    /// Angle between the unit quaternions at two places of a row, rad: `2·acos |a·b|`.
    public static double angle(Row row, int a, int b) {
        double dot = 0;
        for (int i = 0; i < 4; i++) {
            dot += row.get(a + i) * row.get(b + i);
        }
        return 2 * StrictMath.acos(Math.min(1, Math.abs(dot)));
    }

    /// `1 − tanh(scale · value)`: 1 at the goal, falling smoothly, 0 far away (ManiSkill's shape; X-Sim uses scales 3 and 30).
    public static Objective near(double scale, Objective value) {
        return signals -> {
            Objective.Value v = value.bind(signals);
            return row -> 1 - StrictMath.tanh(scale * v.of(row));
        };
    }

    /// `exp(−(value / width)²)`: the shape that velocity tracking is rewarded with.
    public static Objective bell(double width, Objective value) {
        return signals -> {
            Objective.Value v = value.bind(signals);
            return row -> {
                double x = v.of(row) / width;
                return StrictMath.exp(-x * x);
            };
        };
    }

    /// An objective, where a condition holds; else 0.
    public static Objective gated(Condition condition, Objective value) {
        return signals -> {
            Condition.Check check = condition.bind(signals);
            Objective.Value v = value.bind(signals);
            return row -> check.of(row) ? v.of(row) : 0;
        };
    }

    /// Whether an objective is less than a bound.
    public static Condition below(Objective value, double bound) {
        return signals -> {
            Objective.Value v = value.bind(signals);
            return row -> v.of(row) < bound;
        };
    }

    /// Whether an objective is more than a bound.
    public static Condition above(Objective value, double bound) {
        return signals -> {
            Objective.Value v = value.bind(signals);
            return row -> v.of(row) > bound;
        };
    }
}
