package org.isthmus.motion.trajectory;

import org.isthmus.motion.numeric.LinearSystem;
import org.jspecify.annotations.Nullable;

/// Smooth curves through points at given times.
///
/// All take `times` [k] ascending from 0, s, and `points` [k][n], k ≥ 2.
public final class Splines {
    private Splines() {}

    /// The cubic spline whose second derivatives vanish at both ends: of all curves through the points, the one with
    /// the least integral of squared acceleration (Biagiotti and Melchiorri, Trajectory Planning for Automatic Machines
    /// and Robots, section 4.4).
    public static PiecewisePolynomial cubicNatural(double[] times, double[][] points) {
        return cubic(times, points, null, null);
    }

    /// The cubic spline with given velocities at its ends.
    ///
    /// @param start [n]
    /// @param end [n]
    public static PiecewisePolynomial cubicClamped(double[] times, double[][] points, double[] start, double[] end) {
        return cubic(times, points, start, end);
    }

    private static PiecewisePolynomial cubic(double[] times, double[][] points, double @Nullable [] start,
            double @Nullable [] end) {
        int k = check(times, points);
        int n = points[0].length;
        double[][][] c = new double[k - 1][n][];
        for (int d = 0; d < n; d++) {
            double[] v = cubicVelocities(times, points, d, start, end);
            for (int i = 0; i < k - 1; i++) {
                c[i][d] = hermite(points[i][d], v[i], points[i + 1][d], v[i + 1], times[i + 1] - times[i]);
            }
        }
        return new PiecewisePolynomial(times, c);
    }

    /// Velocities at the points that make accelerations continuous.
    private static double[] cubicVelocities(double[] times, double[][] p, int d,
            double @Nullable [] start, double @Nullable [] end) {
        int k = times.length;
        double[] a = new double[k * k];
        double[] b = new double[k];
        for (int i = 0; i < k; i++) {
            boolean clamped = i == 0 && start != null || i == k - 1 && end != null;
            if (clamped) {
                a[i * k + i] = 1;
                b[i] = i == 0 && start != null ? start[d] : end == null ? 0 : end[d];
            } else {
                addCurvature(times, p, d, i, a, b);
            }
        }
        LinearSystem.solve(a, k, b);
        return b;
    }

    /// The row that equates the second derivatives from both sides of point i (at an end, with 0).
    private static void addCurvature(double[] times, double[][] p, int d, int i, double[] a, double[] b) {
        int k = times.length;
        if (i > 0) {
            double h = times[i] - times[i - 1];
            a[i * k + i - 1] += 2 / h;
            a[i * k + i] += 4 / h;
            b[i] += 6 * (p[i][d] - p[i - 1][d]) / (h * h);
        }
        if (i < k - 1) {
            double h = times[i + 1] - times[i];
            a[i * k + i] += 4 / h;
            a[i * k + i + 1] += 2 / h;
            b[i] += 6 * (p[i + 1][d] - p[i][d]) / (h * h);
        }
    }

    /// The cubic on [0, h] with values and velocities at its ends.
    private static double[] hermite(double p0, double v0, double p1, double v1, double h) {
        double slope = (p1 - p0) / h;
        return new double[]{p0, v0, (3 * slope - 2 * v0 - v1) / h, (v0 + v1 - 2 * slope) / (h * h)};
    }

    /// Pieces of degree 5 with given velocities and accelerations at the points.
    ///
    /// @param velocities [k][n]
    /// @param accelerations [k][n]
    public static PiecewisePolynomial quintic(double[] times, double[][] points, double[][] velocities,
            double[][] accelerations) {
        int k = check(times, points);
        int n = points[0].length;
        double[][][] c = new double[k - 1][n][];
        for (int i = 0; i < k - 1; i++) {
            double h = times[i + 1] - times[i];
            for (int d = 0; d < n; d++) {
                c[i][d] = quintic(points[i][d], velocities[i][d], accelerations[i][d], points[i + 1][d],
                        velocities[i + 1][d],
                        accelerations[i + 1][d], h);
            }
        }
        return new PiecewisePolynomial(times, c);
    }

    /// The polynomial of degree 5 on [0, h] with values, velocities and accelerations at its ends.
    private static double[] quintic(double p0, double v0, double a0, double p1, double v1, double a1, double h) {
        double rest = p1 - p0 - v0 * h - a0 * h * h / 2;
        double speed = (v1 - v0 - a0 * h) * h;
        double bend = (a1 - a0) * h * h;
        double h3 = h * h * h;
        return new double[]{p0, v0, a0 / 2, (10 * rest - 4 * speed + bend / 2) / h3,
            (-15 * rest + 7 * speed - bend) / (h3 * h), (6 * rest - 3 * speed + bend / 2) / (h3 * h * h)};
    }

    /// From rest to rest with the least integral of squared jerk: `10 τ³ − 15 τ⁴ + 6 τ⁵` (Flash and Hogan, The
    /// coordination of arm movements, J. Neuroscience 5(7), 1985).
    public static PiecewisePolynomial minimumJerk(double[] from, double[] to, double duration) {
        return minimumJerk(new double[]{0, duration}, new double[][]{from, to});
    }

    /// Through all points, from rest to rest, with the least integral of squared jerk: pieces of degree 5 with four
    /// continuous derivatives.
    public static PiecewisePolynomial minimumJerk(double[] times, double[][] points) {
        int k = check(times, points);
        int n = points[0].length;
        double[][] v = new double[k][n];
        double[][] a = new double[k][n];
        int m = 2 * (k - 2);
        for (int d = 0; d < n && m > 0; d++) {
            double[] matrix = new double[m * m];
            double[] b = new double[m];
            for (int i = 1; i < k - 1; i++) {
                addJoint(times, points, d, i, m, matrix, b);
            }
            LinearSystem.solve(matrix, m, b);
            for (int i = 1; i < k - 1; i++) {
                v[i][d] = b[2 * (i - 1)];
                a[i][d] = b[2 * (i - 1) + 1];
            }
        }
        return quintic(times, points, v, a);
    }

    /// The two rows that make jerk and snap continuous at point i; unknowns are velocity and acceleration of each inner
    /// point.
    private static void addJoint(double[] times, double[][] p, int d, int i, int m, double[] matrix, double[] b) {
        double h = times[i] - times[i - 1];
        double g = times[i + 1] - times[i];
        int row = 2 * (i - 1) * m;
        int next = row + m;
        // jerk at the end of a quintic minus jerk at the start of the next; likewise snap (derivatives of Hermite quintics)
        double before = p[i][d] - p[i - 1][d];
        double after = p[i + 1][d] - p[i][d];
        put(matrix, row, m, i - 1, -24 / (h * h), -3 / h);
        put(matrix, row, m, i, -36 / (h * h) + 36 / (g * g), 9 / h + 9 / g);
        put(matrix, row, m, i + 1, 24 / (g * g), -3 / g);
        b[row / m] = -60 * before / (h * h * h) + 60 * after / (g * g * g);
        put(matrix, next, m, i - 1, -168 / (h * h * h), -24 / (h * h));
        put(matrix, next, m, i, -192 / (h * h * h) - 192 / (g * g * g), 36 / (h * h) - 36 / (g * g));
        put(matrix, next, m, i + 1, -168 / (g * g * g), 24 / (g * g));
        b[next / m] = -360 * before / (h * h * h * h) - 360 * after / (g * g * g * g);
    }

    private static void put(double[] matrix, int row, int m, int point, double velocity, double acceleration) {
        int at = 2 * (point - 1);
        if (at >= 0 && at < m) {
            matrix[row + at] += velocity;
            matrix[row + at + 1] += acceleration;
        }
    }

    private static int check(double[] times, double[][] points) {
        if (times.length < 2 || times.length != points.length) {
            throw new IllegalArgumentException(
                    times.length + " times and " + points.length + " points, expected as many, 2 or more");
        }
        return times.length;
    }
}
