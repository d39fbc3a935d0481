package org.isthmus.physics.dynamics;

import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Precision;
import org.jspecify.annotations.Nullable;

/// The path of a taut string around a circle at the origin of a plane, without branches: the traced twin of the model's
/// `kinematics.CircleWrapping`, which says what each step means. Flags are numbers: 1 yes, 0 no.
final class CircleWrap {
    private static final double MIN_VALUE = 1e-15;
    private static final double CROSSING_PENALTY = -10_000;
    private static final int NEWTON_ITERATIONS = 20;
    private static final double NEWTON_START = 1 - 1e-7;

    private final Graph g;
    private final Expr radius;

    CircleWrap(Graph g, Expr radius) {
        this.g = g;
        this.radius = radius;
    }

    /// A point of the plane.
    record Point(Expr x, Expr y) {
        Point times(Expr s) {
            return new Point(x.times(s), y.times(s));
        }

        Point plus(Point b) {
            return new Point(x.plus(b.x), y.plus(b.y));
        }

        Point minus(Point b) {
            return new Point(x.minus(b.x), y.minus(b.y));
        }

        Expr dot(Point b) {
            return x.times(b.x).plus(y.times(b.y));
        }

        Expr cross(Point b) {
            return x.times(b.y).minus(y.times(b.x));
        }

        Expr length() {
            return dot(this).sqrt();
        }

        Point normalized() {
            return times(length().max(x.graph().constant(MIN_VALUE)).reciprocal());
        }
    }

    /// Where the string meets the circle and leaves it, and the length of the arc between.
    ///
    /// @param touches flag: it does; the rest means nothing otherwise
    record Touch(Expr touches, Point begin, Point end, Expr length) {}

    /// The string from `a` to `b` around the outside.
    ///
    /// @param side a point of the circle on the side where the string must run; null: the shorter way
    Touch outside(Point a, Point b, @Nullable Point side) {
        Expr square = radius.square();
        Point d = b.minus(a);
        Expr t = d.dot(a).negate().dividedBy(d.dot(d).max(g.constant(MIN_VALUE)));
        Point nearest = a.plus(d.times(t.clamp(g.constant(0), g.constant(1))));
        Expr apart = less(square, nearest.dot(nearest));
        Expr past = side == null ? apart : apart.times(not(less(side.dot(nearest), g.constant(0))));
        Expr near = any(less(a.dot(a), square), less(b.dot(b), square));
        Expr straight = any(any(near, past), less(d.dot(d), g.constant(MIN_VALUE)));
        // the string turns one way or the other
        Touch one = tangents(a, b, 1);
        Touch other = tangents(a, b, -1);
        Expr first = less(goodness(other, a, b, side), goodness(one, a, b, side));
        Touch best = choose(first, one, other);
        Expr crossed = crosses(a, best.begin, b, best.end);
        return new Touch(not(any(straight, crossed)), best.begin, best.end, best.length);
    }

    private Touch tangents(Point a, Point b, int sign) {
        Point begin = tangent(a, sign);
        Point end = tangent(b, -sign);
        Expr turn = begin.cross(end);
        Expr angle = Elementary.atan2(turn.abs(), begin.dot(end));
        Expr longWay = less(g.constant(0), turn.times(sign));
        return new Touch(g.constant(1), begin, end,
                radius.times(choose(longWay, g.constant(2 * Math.PI).minus(angle), angle)));
    }

    private Point tangent(Point p, int sign) {
        Expr square = p.dot(p);
        Expr across = square.minus(radius.square()).max(g.constant(0)).sqrt().times(radius).times(sign);
        return p.times(radius.square()).plus(new Point(p.y(), p.x().negate()).times(across))
                .times(square.max(g.constant(MIN_VALUE)).reciprocal());
    }

    private Expr goodness(Touch touch, Point a, Point b, @Nullable Point side) {
        Point chord = touch.begin.minus(touch.end);
        Expr value = side == null ? chord.dot(chord).negate()
                : touch.begin.plus(touch.end).normalized().dot(side);
        return choose(crosses(a, touch.begin, b, touch.end), g.constant(CROSSING_PENALTY), value);
    }

    private Expr crosses(Point p1, Point p2, Point q1, Point q2) {
        Point p = p2.minus(p1);
        Point q = q2.minus(q1);
        Point between = p1.minus(q1);
        Expr determinant = p.cross(q);
        Expr parallel = less(determinant.abs(), g.constant(MIN_VALUE));
        Expr inverse = choose(parallel, g.constant(1), determinant).reciprocal();
        return not(parallel).times(unit(q.cross(between).times(inverse))).times(unit(p.cross(between).times(inverse)));
    }

    /// Whether a number lies in [0, 1].
    private Expr unit(Expr s) {
        return not(any(less(s, g.constant(0)), less(g.constant(1), s)));
    }

    /// The string from `a` to `b` held inside the circle by one point of it.
    Touch inside(Point a, Point b) {
        Expr lengthA = a.length();
        Expr lengthB = b.length();
        Point d = b.minus(a);
        Expr square = d.dot(d);
        Expr t = d.dot(a).negate().dividedBy(square.max(g.constant(MIN_VALUE)));
        Point foot = a.plus(d.times(t));
        Expr through = less(g.constant(MIN_VALUE), square).times(less(g.constant(0), t))
                .times(less(t, g.constant(1))).times(not(less(radius, foot.length())));
        Expr within = any(not(less(radius, lengthA)), not(less(radius, lengthB)));
        Expr product = lengthA.times(lengthB).max(g.constant(MIN_VALUE));
        Expr cosine = lengthA.square().plus(lengthB.square()).minus(square).dividedBy(product.times(2));
        Expr opposite = less(cosine, g.constant(-1 + MIN_VALUE));
        Expr together = less(g.constant(1 - MIN_VALUE), cosine);
        Reflection reflection = new Reflection(radius.dividedBy(lengthA.max(radius)),
                radius.dividedBy(lengthB.max(radius)), angle(cosine));
        Point middle = a.plus(b).normalized().times(radius);
        Expr turned = less(g.constant(0), a.cross(b));
        Point nearer = choose(turned, a, b);
        Expr z = reflection.sine;
        Expr angle = arcsine(z).minus(arcsine(z.times(radius).dividedBy(nearer.length().max(radius))));
        Expr found = reflection.found.times(not(together));
        Point at = choose(found, rotated(nearer.normalized(), angle).times(radius), middle);
        return new Touch(not(any(any(through, within), opposite)), at, at, g.constant(0));
    }

    private static Point rotated(Point p, Expr angle) {
        Elementary.SinCos turn = Elementary.sinCos(angle);
        return new Point(turn.cos().times(p.x()).minus(turn.sin().times(p.y())),
                turn.sin().times(p.x()).plus(turn.cos().times(p.y())));
    }

    /// Solves `asin(Az) + asin(Bz) − 2 asin(z) + G = 0` by Newton's method from the right. A lane that has found its solution, or lost
    /// its way, keeps what it has.
    private final class Reflection {
        private final Expr a;
        private final Expr b;
        private final Expr gap;
        private final Expr sine;
        private final Expr found;

        Reflection(Expr a, Expr b, Expr gap) {
            this.a = a;
            this.b = b;
            this.gap = gap;
            // MuJoCo's; floats cannot tell less
            Expr tolerance = g.constant(g.precision() == Precision.FLOAT ? 4e-6 : 1e-6);
            Expr z = g.constant(NEWTON_START);
            Expr f = value(z);
            Expr lost = less(g.constant(0), f);
            for (int i = 0; i < NEWTON_ITERATIONS; i++) {
                Expr slope = slope(a, z).plus(slope(b, z)).minus(slope(g.constant(1), z).times(2));
                Expr next = z.minus(f.dividedBy(slope));
                Expr fNext = value(next);
                Expr runs = not(lost).times(less(tolerance, f.abs()));
                Expr astray = any(any(less(g.constant(-MIN_VALUE), slope), less(z, next)), less(tolerance, fNext));
                lost = any(lost, runs.times(astray));
                Expr moves = runs.times(not(astray));
                z = choose(moves, next, z);
                f = choose(moves, fNext, f);
            }
            sine = z;
            found = not(any(lost, less(tolerance, f.abs())));
        }

        private Expr value(Expr z) {
            return arcsine(a.times(z)).plus(arcsine(b.times(z))).minus(arcsine(z).times(2)).plus(gap);
        }

        private Expr slope(Expr scale, Expr z) {
            Expr cosine = g.constant(1).minus(z.times(scale).square()).max(g.constant(0)).sqrt();
            return scale.dividedBy(cosine.max(g.constant(MIN_VALUE)));
        }
    }

    private Expr arcsine(Expr x) {
        return Elementary.atan2(x, g.constant(1).minus(x.square()).max(g.constant(0)).sqrt());
    }

    private Expr angle(Expr cosine) {
        return Elementary.atan2(g.constant(1).minus(cosine.square()).max(g.constant(0)).sqrt(), cosine);
    }

    static Expr less(Expr a, Expr b) {
        Graph g = a.graph();
        return a.ifLess(b, g.constant(1), g.constant(0));
    }

    static Expr not(Expr flag) {
        return flag.graph().constant(1).minus(flag);
    }

    static Expr any(Expr a, Expr b) {
        return a.max(b);
    }

    static Expr choose(Expr flag, Expr then, Expr otherwise) {
        return flag.graph().constant(0.5).ifLess(flag, then, otherwise);
    }

    static Point choose(Expr flag, Point then, Point otherwise) {
        return new Point(choose(flag, then.x, otherwise.x), choose(flag, then.y, otherwise.y));
    }

    static Touch choose(Expr flag, Touch then, Touch otherwise) {
        return new Touch(choose(flag, then.touches, otherwise.touches), choose(flag, then.begin, otherwise.begin),
                choose(flag, then.end, otherwise.end), choose(flag, then.length, otherwise.length));
    }
}
