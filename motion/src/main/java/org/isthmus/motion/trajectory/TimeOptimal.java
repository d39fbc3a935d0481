package org.isthmus.motion.trajectory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The fastest motion along a path within limits, by reachability analysis (TOPP-RA: Pham and Pham, A new approach to
/// time-optimal path parameterization based on reachability analysis, IEEE T-RO 34(3), 2018).
///
/// The path is a curve `q(s)`: a [Trajectory] whose time is `s`. On a grid of places, backward: the interval of `x =
/// ṡ²` from which the end can be reached; then forward: the greatest `s̈` that stays inside. Each step is a linear
/// program of two unknowns, solved exactly by elimination. Limits are held at both ends of every grid interval (the
/// paper's interpolation scheme, section VI); between, they may be passed by an amount that falls with the square of
/// the interval.
public final class TimeOptimal {
    private final Trajectory path;
    private final List<PathConstraint> constraints;
    private final int intervals;
    private final double step;
    /// inequalities `a u + b x ≤ c` at one end of an interval
    private final int size;
    /// [intervals + 1][size]
    private final double[][] a;
    private final double[][] b;
    private final double[][] c;

    private TimeOptimal(Trajectory path, List<PathConstraint> constraints, int intervals) {
        this.path = path;
        this.constraints = List.copyOf(constraints);
        this.intervals = intervals;
        step = path.duration() / intervals;
        size = constraints.stream().mapToInt(PathConstraint::size).sum();
        a = new double[intervals + 1][size];
        b = new double[intervals + 1][size];
        c = new double[intervals + 1][size];
        for (int i = 0; i <= intervals; i++) {
            evaluate(i);
        }
    }

    private void evaluate(int i) {
        double s = Math.min(i * step, path.duration());
        int at = 0;
        for (PathConstraint constraint : constraints) {
            int m = constraint.size();
            double[] pa = new double[m];
            double[] pb = new double[m];
            double[] pc = new double[m];
            constraint.at(path.at(s, 0), path.at(s, 1), path.at(s, 2), pa, pb, pc);
            System.arraycopy(pa, 0, a[i], at, m);
            System.arraycopy(pb, 0, b[i], at, m);
            System.arraycopy(pc, 0, c[i], at, m);
            at += m;
        }
    }

    /// Parameterises a path from rest to rest.
    ///
    /// @param path twice differentiable in `s`
    /// @param intervals of the grid; 100 or more for curved paths
    /// @return empty when the limits allow no motion, such as where a torque limit cannot hold the arm
    public static Optional<Trajectory> parameterize(Trajectory path, List<PathConstraint> constraints, int intervals) {
        if (path.duration() <= 0 || intervals < 1) {
            throw new IllegalArgumentException(
                    "a path of length " + path.duration() + " in " + intervals + " intervals, expected more than 0");
        }
        return new TimeOptimal(path, constraints, intervals).solve();
    }

    private Optional<Trajectory> solve() {
        double[][] reachable = backward();
        if (reachable.length == 0 || reachable[0][0] > 1e-12) {
            return Optional.empty();
        }
        double[] x = new double[intervals + 1];
        double[] times = new double[intervals + 1];
        double[] u = new double[intervals];
        for (int i = 0; i < intervals; i++) {
            double[] range = accelerations(i, x[i], reachable[i + 1]);
            u[i] = range[1];
            x[i + 1] = Math.min(Math.max(x[i] + 2 * step * u[i], reachable[i + 1][0]), reachable[i + 1][1]);
            u[i] = (x[i + 1] - x[i]) / (2 * step);
            double speeds = Math.sqrt(x[i]) + Math.sqrt(x[i + 1]);
            if (!(speeds > 0)) {
                return Optional.empty(); // it would stand still
            }
            times[i + 1] = times[i] + 2 * step / speeds;
        }
        return Optional.of(new Timed(path, step, times, x, u));
    }

    /// The intervals of `x` from which the end can be reached, at every place; none when there is an empty one.
    private double[][] backward() {
        double[][] k = new double[intervals + 1][2];
        for (int i = intervals - 1; i >= 0; i--) {
            k[i] = feasible(i, k[i + 1]);
            if (!(k[i][0] <= k[i][1])) {
                return new double[0][];
            }
        }
        return k;
    }

    /// All inequalities of interval `i` on `(u, x)`: those of both ends, and that the next `x` is reachable.
    private double[][] inequalities(int i, double[] next) {
        double[][] rows = new double[2 * size + 4][];
        for (int j = 0; j < size; j++) {
            rows[j] = new double[]{a[i][j], b[i][j], c[i][j]};
            rows[size + j] = new double[]{a[i + 1][j] + 2 * step * b[i + 1][j], b[i + 1][j], c[i + 1][j]};
        }
        rows[2 * size] = new double[]{2 * step, 1, next[1]};
        rows[2 * size + 1] = new double[]{-2 * step, -1, -next[0]};
        rows[2 * size + 2] = new double[]{0, -1, 0};
        rows[2 * size + 3] = new double[]{0, 1, 1e12};
        return rows;
    }

    /// The interval of `x` for which there is a `u` (elimination of `u` from every pair of inequalities: Fourier and
    /// Motzkin).
    private double[] feasible(int i, double[] next) {
        double[][] rows = inequalities(i, next);
        double[] range = {0, Double.POSITIVE_INFINITY};
        for (double[] upper : rows) {
            if (upper[0] == 0) {
                narrow(range, upper[1], upper[2]);
            }
            for (double[] lower : rows) {
                if (upper[0] > 0 && lower[0] < 0) {
                    narrow(range, upper[1] * -lower[0] + lower[1] * upper[0],
                            upper[2] * -lower[0] + lower[2] * upper[0]);
                }
            }
        }
        return range;
    }

    /// Adds `b x ≤ c`.
    private static void narrow(double[] range, double b, double c) {
        if (b > 0) {
            range[1] = Math.min(range[1], c / b);
        } else if (b < 0) {
            range[0] = Math.max(range[0], c / b);
        } else if (c < 0) {
            range[1] = Double.NEGATIVE_INFINITY;
        }
    }

    /// The interval of `u` at a given `x`.
    private double[] accelerations(int i, double x, double[] next) {
        double[] range = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        for (double[] row : inequalities(i, next)) {
            if (row[0] != 0) {
                narrow(range, row[0], row[2] - row[1] * x);
            }
        }
        return range;
    }

    /// The path with constant `s̈` in every interval.
    private record Timed(Trajectory path, double step, double[] times, double[] x, double[] u) implements Trajectory {
        @Override
        public int dimensions() {
            return path.dimensions();
        }

        @Override
        public double duration() {
            return times[times.length - 1];
        }

        @Override
        public void sample(double time, int derivative, double[] out) {
            double t = Math.min(Math.max(time, 0), duration());
            int found = Arrays.binarySearch(times, t);
            int i = Math.min(found >= 0 ? found : -found - 2, u.length - 1);
            double dt = t - times[i];
            double rate = Math.sqrt(x[i]);
            double s = Math.min(i * step + dt * (rate + dt * u[i] / 2), path.duration());
            double ds = Math.max(0, rate + dt * u[i]);
            switch (derivative) {
                case 0 -> path.sample(s, 0, out);
                case 1 -> {
                    path.sample(s, 1, out);
                    for (int d = 0; d < out.length; d++) {
                        out[d] *= ds;
                    }
                }
                case 2 -> {
                    double[] slope = path.at(s, 1);
                    path.sample(s, 2, out);
                    for (int d = 0; d < out.length; d++) {
                        out[d] = out[d] * ds * ds + slope[d] * u[i];
                    }
                }
                default -> throw new IllegalArgumentException("derivative " + derivative + ", expected 0, 1 or 2");
            }
        }
    }
}
