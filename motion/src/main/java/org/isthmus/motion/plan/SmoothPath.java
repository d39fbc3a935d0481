package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.motion.trajectory.PathConstraint;
import org.isthmus.motion.trajectory.PointToPoint;
import org.isthmus.motion.trajectory.Splines;
import org.isthmus.motion.trajectory.TimeOptimal;
import org.isthmus.motion.trajectory.Trajectory;

/// Turns a path of straight pieces into a smooth motion in time.
///
/// A cubic spline through the waypoints, and more points of the pieces where it touches something, then the fastest
/// motion along it ([TimeOptimal]). The curve is checked as a chain of short chords. Where no spline is free the robot
/// stops at each waypoint.
public final class SmoothPath {
    private static final int MAX_HALVINGS = 5;
    /// Longest chord of the check, in joint space.
    private static final double CHORD = 0.02;
    private static final int INTERVALS = 200;
    /// Waypoints nearer in joint space are the same.
    private static final double SAME = 1e-6;

    private SmoothPath() {}

    /// The motion from rest to rest.
    ///
    /// @param plan a path that was found
    /// @param velocity [n] greatest
    /// @param acceleration [n] greatest
    public static Trajectory of(Plan plan, CollisionChecker checker, double[] velocity, double[] acceleration) {
        List<double[]> points = apart(plan.path());
        if (points.size() == 1) {
            return PointToPoint.trapezoidal(points.getFirst(), points.getFirst(), velocity, acceleration);
        }
        for (int i = 0; i <= MAX_HALVINGS; i++) {
            Trajectory spline = spline(points);
            if (isFree(spline, checker)) {
                Optional<Trajectory> timed = TimeOptimal.parameterize(spline,
                        List.of(PathConstraint.velocity(velocity), PathConstraint.acceleration(acceleration)),
                        INTERVALS);
                if (timed.isPresent()) {
                    return timed.get();
                }
            }
            points = halved(points);
        }
        return new Stops(plan.path(), velocity, acceleration);
    }

    /// Without waypoints that repeat the one before: a spline would have pieces of no length.
    private static List<double[]> apart(List<double[]> points) {
        List<double[]> kept = new ArrayList<>();
        for (double[] point : points) {
            if (kept.isEmpty() || Plan.distance(kept.getLast(), point) > SAME) {
                kept.add(point);
            }
        }
        return kept;
    }

    private static Trajectory spline(List<double[]> points) {
        double[] s = new double[points.size()];
        for (int i = 1; i < s.length; i++) {
            s[i] = s[i - 1] + Plan.distance(points.get(i - 1), points.get(i));
        }
        return Splines.cubicNatural(s, points.toArray(double[][]::new));
    }

    private static boolean isFree(Trajectory curve, CollisionChecker checker) {
        int chords = Math.max(1, (int) Math.ceil(curve.duration() / CHORD));
        double[] last = curve.at(0, 0);
        for (int i = 1; i <= chords; i++) {
            double[] next = curve.at(curve.duration() * i / chords, 0);
            if (!checker.group().isWithinLimits(next) || !checker.isFree(last, next)) {
                return false;
            }
            last = next;
        }
        return true;
    }

    private static List<double[]> halved(List<double[]> points) {
        List<double[]> more = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i > 0) {
                double[] middle = new double[points.get(i).length];
                for (int k = 0; k < middle.length; k++) {
                    middle[k] = (points.get(i - 1)[k] + points.get(i)[k]) / 2;
                }
                more.add(middle);
            }
            more.add(points.get(i));
        }
        return more;
    }

    /// From waypoint to waypoint, with a stop at each.
    private static final class Stops implements Trajectory {
        private final List<Trajectory> moves = new ArrayList<>();

        Stops(List<double[]> path, double[] velocity, double[] acceleration) {
            for (int i = 1; i < path.size(); i++) {
                moves.add(straight(path.get(i - 1), path.get(i), velocity, acceleration));
            }
        }

        /// All coordinates in proportion, so that the way is straight: one trapezoid along it.
        private static Trajectory straight(double[] from, double[] to, double[] velocity, double[] acceleration) {
            Trajectory line = Splines.cubicNatural(new double[]{0, 1}, new double[][]{from, to});
            return TimeOptimal.parameterize(line,
                    List.of(PathConstraint.velocity(velocity), PathConstraint.acceleration(acceleration)),
                    INTERVALS).orElseThrow();
        }

        @Override
        public int dimensions() {
            return moves.getFirst().dimensions();
        }

        @Override
        public double duration() {
            return moves.stream().mapToDouble(Trajectory::duration).sum();
        }

        @Override
        public void sample(double time, int derivative, double[] out) {
            double rest = time;
            for (int i = 0; i < moves.size(); i++) {
                if (rest <= moves.get(i).duration() || i == moves.size() - 1) {
                    moves.get(i).sample(rest, derivative, out);
                    return;
                }
                rest -= moves.get(i).duration();
            }
        }
    }
}
