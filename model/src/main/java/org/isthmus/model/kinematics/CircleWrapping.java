package org.isthmus.model.kinematics;

import org.jspecify.annotations.Nullable;

/// The path of a taut string around a circle at the origin of a plane, as MuJoCo chooses it (`mju_wrap`).
final class CircleWrapping {
    private static final double MIN_VALUE = 1e-15;
    private static final double CROSSING_PENALTY = -10_000;
    private static final int NEWTON_ITERATIONS = 20;
    private static final double NEWTON_START = 1 - 1e-7;
    private static final double NEWTON_TOLERANCE = 1e-6;

    private CircleWrapping() {}

    record Point(double x, double y) {
        Point times(double s) {
            return new Point(s * x, s * y);
        }

        Point plus(Point b) {
            return new Point(x + b.x, y + b.y);
        }

        Point minus(Point b) {
            return new Point(x - b.x, y - b.y);
        }

        double dot(Point b) {
            return x * b.x + y * b.y;
        }

        double cross(Point b) {
            return x * b.y - y * b.x;
        }

        double length() {
            return Math.sqrt(dot(this));
        }

        Point normalized() {
            double n = length();
            return n < MIN_VALUE ? new Point(1, 0) : times(1 / n);
        }

        Point rotated(double angle) {
            double c = StrictMath.cos(angle);
            double s = StrictMath.sin(angle);
            return new Point(c * x - s * y, s * x + c * y);
        }
    }

    /// Where the string meets the circle and leaves it, and the length of the arc between.
    record Touch(Point begin, Point end, double length) {}

    /// The string from `a` to `b` around the outside; null when it runs straight past or an end is inside.
    ///
    /// @param side a point of the circle on the side where the string must run; null: the shorter way
    static @Nullable Touch outside(Point a, Point b, double radius, @Nullable Point side) {
        double square = radius * radius;
        if (a.dot(a) < square || b.dot(b) < square || b.minus(a).dot(b.minus(a)) < MIN_VALUE) {
            return null;
        }
        Point nearest = nearestToOrigin(a, b);
        if (nearest.dot(nearest) > square && (side == null || side.dot(nearest) >= 0)) {
            return null;
        }
        // Two pairs of tangent points: the string turns one way or the other.
        Touch first = tangents(a, b, radius, 1);
        Touch second = tangents(a, b, radius, -1);
        Touch best = goodness(first, a, b, side) > goodness(second, a, b, side) ? first : second;
        return crosses(a, best.begin, b, best.end) ? null : best;
    }

    private static Point nearestToOrigin(Point a, Point b) {
        Point d = b.minus(a);
        double t = -d.dot(a) / d.dot(d);
        return a.plus(d.times(Math.clamp(t, 0, 1)));
    }

    private static Touch tangents(Point a, Point b, double radius, int sign) {
        Point begin = tangent(a, radius, sign);
        Point end = tangent(b, radius, -sign);
        return new Touch(begin, end, arcLength(begin, end, radius, sign));
    }

    /// The tangent point of the line from `p` that has the circle on one side.
    private static Point tangent(Point p, double radius, int sign) {
        double square = p.dot(p);
        double across = sign * radius * Math.sqrt(square - radius * radius);
        return p.times(radius * radius).plus(new Point(p.y, -p.x).times(across)).times(1 / square);
    }

    /// Clockwise for sign 1, counter-clockwise for −1.
    private static double arcLength(Point begin, Point end, double radius, int sign) {
        double cosine = begin.normalized().dot(end.normalized());
        double angle = StrictMath.acos(Math.clamp(cosine, -1, 1));
        double turn = begin.cross(end);
        boolean longWay = sign > 0 ? turn > 0 : turn < 0;
        return radius * (longWay ? 2 * Math.PI - angle : angle);
    }

    /// How much one of the two ways is preferred: near the side point, else short.
    private static double goodness(Touch touch, Point a, Point b, @Nullable Point side) {
        if (crosses(a, touch.begin, b, touch.end)) {
            return CROSSING_PENALTY;
        }
        if (side != null) {
            return touch.begin.plus(touch.end).normalized().dot(side);
        }
        Point chord = touch.begin.minus(touch.end);
        return -chord.dot(chord);
    }

    /// Whether the segments `p1 p2` and `q1 q2` intersect.
    private static boolean crosses(Point p1, Point p2, Point q1, Point q2) {
        Point p = p2.minus(p1);
        Point q = q2.minus(q1);
        Point between = p1.minus(q1);
        double determinant = p.cross(q);
        if (Math.abs(determinant) < MIN_VALUE) {
            return false;
        }
        double s = q.cross(between) / determinant;
        double t = p.cross(between) / determinant;
        return s >= 0 && s <= 1 && t >= 0 && t <= 1;
    }

    /// The string from `a` to `b` that is held inside the circle by one point of it, like a ring; null when it runs
    /// straight through the circle.
    static @Nullable Touch inside(Point a, Point b, double radius) {
        double lengthA = a.length();
        double lengthB = b.length();
        if (lengthA <= radius || lengthB <= radius) {
            return null;
        }
        Point d = b.minus(a);
        if (d.dot(d) > MIN_VALUE) {
            double t = -d.dot(a) / d.dot(d);
            if (t > 0 && t < 1 && a.plus(d.times(t)).length() <= radius) {
                return null;
            }
        }
        double cosine = (lengthA * lengthA + lengthB * lengthB - d.dot(d)) / (2 * lengthA * lengthB);
        if (cosine < -1 + MIN_VALUE) {
            return null;
        }
        Point middle = a.plus(b).normalized().times(radius);
        if (cosine > 1 - MIN_VALUE) {
            return new Touch(middle, middle, 0);
        }
        double z = reflectionSine(radius / lengthA, radius / lengthB, StrictMath.acos(cosine));
        Point at = middle;
        if (!Double.isNaN(z)) {
            Point nearer = a.cross(b) > 0 ? a : b;
            double angle = StrictMath.asin(z) - StrictMath.asin(z * radius / nearer.length());
            at = nearer.normalized().rotated(angle).times(radius);
        }
        return new Touch(at, at, 0);
    }

    /// The sine `z` of the angle at which the string meets the circle, equal on both sides as for light on a mirror:
    /// `asin(Az) + asin(Bz) − 2 asin(z) + G = 0`, by Newton's method from the right; NaN when that fails.
    private static double reflectionSine(double a, double b, double g) {
        double z = NEWTON_START;
        double f = reflection(a, b, g, z);
        if (f > 0) {
            return Double.NaN;
        }
        for (int i = 0; i < NEWTON_ITERATIONS && Math.abs(f) > NEWTON_TOLERANCE; i++) {
            double slope = arcsineSlope(a, z) + arcsineSlope(b, z) - 2 * arcsineSlope(1, z);
            double next = z - f / slope;
            if (slope > -MIN_VALUE || next > z) {
                return Double.NaN;
            }
            z = next;
            f = reflection(a, b, g, z);
            if (f > NEWTON_TOLERANCE) {
                return Double.NaN;
            }
        }
        return Math.abs(f) > NEWTON_TOLERANCE ? Double.NaN : z;
    }

    private static double reflection(double a, double b, double g, double z) {
        return StrictMath.asin(a * z) + StrictMath.asin(b * z) - 2 * StrictMath.asin(z) + g;
    }

    private static double arcsineSlope(double a, double z) {
        return a / Math.max(MIN_VALUE, Math.sqrt(1 - z * z * a * a));
    }
}
