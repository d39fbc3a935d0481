package org.isthmus.motion.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Moves with limited jerk that begin in motion and end at rest, all coordinates at the same time.
///
/// Each coordinate first comes to a cruising velocity, keeps it, and then to rest, both changes as fast as acceleration and jerk allow. Which
/// velocity makes the way right is found by bisection: the way without cruising grows with it (Haschke, Weitnauer and Ritter, On-line planning
/// of time-optimal, jerk-limited trajectories, IROS 2008, section III). Coordinates that would be early cruise more slowly.
public final class JerkLimitedMove {
    private static final int BISECTIONS = 200;

    private JerkLimitedMove() {}

    /// Limits of a coordinate.
    ///
    /// @param velocity greatest, more than 0
    /// @param acceleration greatest, more than 0
    /// @param jerk greatest, more than 0
    public record Limits(double velocity, double acceleration, double jerk) {
        public Limits {
            if (!(velocity > 0 && acceleration > 0 && jerk > 0)) {
                throw new IllegalArgumentException(
                        "limits " + velocity + ", " + acceleration + ", " + jerk + ", expected more than 0");
            }
        }
    }

    /// One piece of constant jerk: how long, s, and its jerk.
    private record Phase(double duration, double jerk) {}

    /// The move. Accelerations at the start are within the limit; velocities at the start beyond the limit are left as soon as can be.
    ///
    /// @param from [n]
    /// @param velocity [n] at the start
    /// @param acceleration [n] at the start
    /// @param to [n]
    /// @param limits [n]
    public static PiecewisePolynomial of(double[] from, double[] velocity, double[] acceleration, double[] to,
            List<Limits> limits) {
        double duration = 0;
        for (int d = 0; d < from.length; d++) {
            if (Math.abs(acceleration[d]) > limits.get(d).acceleration) {
                throw new IllegalArgumentException(
                        "acceleration " + acceleration[d] + " at the start, expected at most "
                                + limits.get(d).acceleration);
            }
            Change c = new Change(velocity[d], acceleration[d], limits.get(d));
            duration = Math.max(duration, c.duration(to[d] - from[d], c.cruise(to[d] - from[d])));
        }
        List<List<Phase>> phases = new ArrayList<>();
        TreeSet<Double> breaks = new TreeSet<>(List.of(0.0, duration));
        for (int d = 0; d < from.length; d++) {
            Change c = new Change(velocity[d], acceleration[d], limits.get(d));
            List<Phase> own = c.lasting(to[d] - from[d], duration);
            phases.add(own);
            double at = 0;
            for (Phase phase : own) {
                at = Math.min(duration, at + phase.duration);
                breaks.add(at);
            }
        }
        double[] all = breaks.size() == 1 ? new double[]{0, 0}
                : breaks.stream().mapToDouble(Double::doubleValue).toArray();
        double[][][] c = new double[all.length - 1][from.length][];
        for (int d = 0; d < from.length; d++) {
            integrate(d, new double[]{from[d], velocity[d], acceleration[d]}, all, phases.get(d), c);
        }
        return new PiecewisePolynomial(all, c);
    }

    private static void integrate(int d, double[] state, double[] breaks, List<Phase> phases, double[][][] c) {
        int phase = 0;
        double end = phases.getFirst().duration;
        for (int i = 0; i < c.length; i++) {
            while (phase < phases.size() - 1 && end <= breaks[i]) {
                end += phases.get(++phase).duration;
            }
            double jerk = end <= breaks[i] ? 0 : phases.get(phase).jerk;
            double h = breaks[i + 1] - breaks[i];
            c[i][d] = new double[]{state[0], state[1], state[2] / 2, jerk / 6};
            state[0] += h * (state[1] + h * (state[2] / 2 + h * jerk / 6));
            state[1] += h * (state[2] + h * jerk / 2);
            state[2] += h * jerk;
        }
    }

    /// One coordinate: from its start to a cruising velocity, and from there to rest.
    private record Change(double velocity, double acceleration, Limits limits) {
        /// From a velocity and acceleration to a velocity without acceleration, as fast as can be.
        private List<Phase> to(double v, double a, double target) {
            double j = limits.jerk;
            double sign = v + a * Math.abs(a) / (2 * j) <= target ? 1 : -1;
            double start = sign * a;
            double gain = sign * (target - v);
            double peak = Math.min(limits.acceleration, Math.sqrt(Math.max(0, j * gain + start * start / 2)));
            double held = (gain - (peak * peak - start * start / 2) / j) / peak;
            return List.of(new Phase(Math.max(0, (peak - start) / j), sign * j),
                    new Phase(peak > 0 ? Math.max(0, held) : 0, 0), new Phase(peak / j, -sign * j));
        }

        private List<Phase> phases(double cruise, double cruising) {
            List<Phase> all = new ArrayList<>(to(velocity, acceleration, cruise));
            all.add(new Phase(cruising, 0));
            all.addAll(to(cruise, 0, 0));
            return all;
        }

        /// How far it goes without cruising.
        private double way(double cruise) {
            double x = 0;
            double v = velocity;
            double a = acceleration;
            for (Phase phase : phases(cruise, 0)) {
                double h = phase.duration;
                x += h * (v + h * (a / 2 + h * phase.jerk / 6));
                v += h * (a + h * phase.jerk / 2);
                a += h * phase.jerk;
            }
            return x;
        }

        /// The cruising velocity of the fastest move over a way.
        double cruise(double way) {
            double low = -limits.velocity;
            double high = limits.velocity;
            if (way(high) <= way) {
                return high;
            } else if (way(low) >= way) {
                return low;
            }
            for (int i = 0; i < BISECTIONS; i++) {
                double middle = (low + high) / 2;
                if (way(middle) < way) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (low + high) / 2;
        }

        private double cruising(double way, double cruise) {
            double left = way - way(cruise);
            return cruise == 0 || left / cruise < 0 ? 0 : left / cruise;
        }

        double duration(double way, double cruise) {
            return phases(cruise, cruising(way, cruise)).stream().mapToDouble(Phase::duration).sum();
        }

        /// A move over a way that takes so long: with a slower cruise; where that is no motion at all, it waits at the end.
        List<Phase> lasting(double way, double duration) {
            double fast = cruise(way);
            double slow = 0;
            if (duration(way, fast) < duration && (way - way(0)) * fast > 0) {
                for (int i = 0; i < BISECTIONS; i++) {
                    double middle = (slow + fast) / 2;
                    if (duration(way, middle) > duration) {
                        slow = middle;
                    } else {
                        fast = middle;
                    }
                }
            }
            return phases(fast, cruising(way, fast));
        }
    }
}
