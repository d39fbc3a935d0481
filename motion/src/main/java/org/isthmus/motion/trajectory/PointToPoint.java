package org.isthmus.motion.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Moves from rest to rest, all coordinates starting and ending together, as fast as the slowest of them can.
///
/// Each coordinate's fastest profile is stretched to the common duration, which keeps it within its limits.
public final class PointToPoint {
    /// One piece of constant jerk: how long, s, and its jerk.
    private record Phase(double duration, double jerk) {}

    private PointToPoint() {}

    /// Constant acceleration, constant velocity, constant deceleration (Biagiotti and Melchiorri, section 3.2).
    ///
    /// @param velocity [n] greatest, more than 0
    /// @param acceleration [n] greatest, more than 0
    public static PiecewisePolynomial trapezoidal(double[] from, double[] to, double[] velocity,
            double[] acceleration) {
        List<double[]> times = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int d = 0; d < from.length; d++) {
            double way = Math.abs(to[d] - from[d]);
            positive(velocity[d], acceleration[d], 1);
            double ramp = Math.min(velocity[d] / acceleration[d], Math.sqrt(way / acceleration[d]));
            double cruise = ramp == 0 ? 0 : Math.max(0, way / (acceleration[d] * ramp) - ramp);
            double a = Math.copySign(acceleration[d], to[d] - from[d]);
            times.add(new double[]{ramp, cruise, ramp});
            values.add(new double[]{a, 0, -a});
        }
        return integrate(from, to, times, values, 2);
    }

    /// Seven phases of constant jerk, the double S profile (Biagiotti and Melchiorri, section 3.4.2).
    ///
    /// @param velocity [n] greatest, more than 0
    /// @param acceleration [n] greatest, more than 0
    /// @param jerk [n] greatest, more than 0
    public static PiecewisePolynomial jerkLimited(
            double[] from, double[] to, double[] velocity, double[] acceleration, double[] jerk) {
        List<double[]> times = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int d = 0; d < from.length; d++) {
            positive(velocity[d], acceleration[d], jerk[d]);
            List<Phase> phases = doubleS(to[d] - from[d], velocity[d], acceleration[d], jerk[d]);
            times.add(phases.stream().mapToDouble(Phase::duration).toArray());
            values.add(phases.stream().mapToDouble(Phase::jerk).toArray());
        }
        return integrate(from, to, times, values, 3);
    }

    private static void positive(double velocity, double acceleration, double jerk) {
        if (!(velocity > 0 && acceleration > 0 && jerk > 0)) {
            throw new IllegalArgumentException(
                    "limits " + velocity + ", " + acceleration + ", " + jerk + ", expected more than 0");
        }
    }

    private static List<Phase> doubleS(double way, double v, double a, double j) {
        double h = Math.abs(way);
        boolean full = v * j >= a * a;
        double rise = full ? a / j : Math.sqrt(v / j);
        double ramp = full ? rise + v / a : 2 * rise;
        double cruise = h / v - ramp;
        if (cruise < 0) { // the greatest velocity is not reached
            cruise = 0;
            full = h >= 2 * a * a * a / (j * j);
            rise = full ? a / j : StrictMath.cbrt(h / (2 * j));
            ramp = full ? rise / 2 + Math.sqrt(rise * rise / 4 + h / a) : 2 * rise;
        }
        double signed = Math.copySign(j, way);
        double hold = Math.max(0, ramp - 2 * rise);
        return List.of(new Phase(rise, signed), new Phase(hold, 0), new Phase(rise, -signed), new Phase(cruise, 0),
                new Phase(rise, -signed), new Phase(hold, 0), new Phase(rise, signed));
    }

    /// Pieces of a highest derivative that is constant in phases, integrated from `from` at rest.
    ///
    /// @param times [n][phases] s
    /// @param values [n][phases] of the derivative number `order`
    private static PiecewisePolynomial integrate(
            double[] from, double[] to, List<double[]> times, List<double[]> values, int order) {
        double duration = times.stream().mapToDouble(PointToPoint::sum).max().orElse(0);
        TreeSet<Double> breaks = new TreeSet<>(List.of(0.0, duration));
        List<double[]> ends = new ArrayList<>();
        for (double[] phases : times) {
            double stretch = sum(phases) == 0 ? 1 : duration / sum(phases);
            double[] end = new double[phases.length];
            double at = 0;
            for (int i = 0; i < phases.length; i++) {
                at += phases[i] * stretch;
                end[i] = Math.min(at, duration);
                breaks.add(end[i]);
            }
            ends.add(end);
        }
        double[] all = breaks.stream().mapToDouble(Double::doubleValue).toArray();
        if (all.length == 1) {
            all = new double[]{0, 0};
        }
        double[][][] c = new double[all.length - 1][from.length][];
        for (int d = 0; d < from.length; d++) {
            double stretch = sum(times.get(d)) == 0 ? 1 : duration / sum(times.get(d));
            double slower = order == 2 ? 1 / (stretch * stretch) : 1 / (stretch * stretch * stretch);
            integrate(d, from[d], to[d], all, ends.get(d), values.get(d), slower, order, c);
        }
        return new PiecewisePolynomial(all, c);
    }

    private static void integrate(int d, double from, double to, double[] breaks, double[] ends, double[] values,
            double slower,
            int order, double[][][] c) {
        double[] state = new double[order];
        state[0] = from;
        int phase = 0;
        for (int i = 0; i < c.length; i++) {
            while (phase < ends.length - 1 && ends[phase] <= breaks[i]) {
                phase++;
            }
            double highest = from == to ? 0 : values[phase] * slower;
            double h = breaks[i + 1] - breaks[i];
            c[i][d] = order == 2 ? new double[]{state[0], state[1], highest / 2}
                    : new double[]{state[0], state[1], state[2] / 2, highest / 6};
            if (order == 2) {
                state[0] += h * (state[1] + h * highest / 2);
                state[1] += h * highest;
            } else {
                state[0] += h * (state[1] + h * (state[2] / 2 + h * highest / 6));
                state[1] += h * (state[2] + h * highest / 2);
                state[2] += h * highest;
            }
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
