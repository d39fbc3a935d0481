package org.isthmus.physics.dynamics;

import static org.isthmus.physics.dynamics.CircleWrap.choose;
import static org.isthmus.physics.dynamics.CircleWrap.less;
import static org.isthmus.physics.dynamics.CircleWrap.not;

import org.isthmus.core.math.Vec3;
import org.isthmus.physics.dynamics.CircleWrap.Point;
import org.isthmus.physics.dynamics.CircleWrap.Touch;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// The path of a taut string around a sphere or an infinite cylinder, without branches: the traced twin of the model's
/// `kinematics.Wrapping`. All points are in the geom's frame.
///
/// The sphere is cut by the plane through its centre and both ends, the cylinder is projected along its axis; in that plane the
/// string wraps around a circle.
final class Wrap {
    private static final double MIN_LENGTH = 1e-15;

    private final Graph g;
    private final boolean sphere;
    private final Vec from;
    private final Vec to;
    private final Vec axisX;
    private final Vec axisY;

    /// Where the string meets the surface and where it leaves it, and the length between.
    ///
    /// @param touches flag: it does; the rest means nothing otherwise
    record Arc(Expr touches, Vec begin, Vec end, Expr length) {}

    private Wrap(Graph g, boolean sphere, Vec from, Vec to) {
        this.g = g;
        this.sphere = sphere;
        this.from = from;
        this.to = to;
        if (sphere) {
            axisX = normalized(from);
            axisY = normalized(normalized(normal()).cross(axisX));
        } else {
            axisX = Vec.constant(g, Vec3.X);
            axisY = Vec.constant(g, Vec3.Y);
        }
    }

    /// @param side a point on the side where the string must run; inside the surface: the string runs inside; null: the shorter way
    static Arc around(Graph g, boolean sphere, Expr radius, Vec from, Vec to, @Nullable Vec side) {
        Wrap wrap = new Wrap(g, sphere, from, to);
        CircleWrap circle = new CircleWrap(g, radius);
        Point a = wrap.project(from);
        Point b = wrap.project(to);
        Touch touch;
        if (side == null) {
            touch = circle.outside(a, b, null);
        } else {
            Expr held = less(length(side), radius);
            Point edge = wrap.project(side).normalized().times(radius);
            touch = held.is(0) ? circle.outside(a, b, edge) : held.is(1) ? circle.inside(a, b)
                    : choose(held, circle.inside(a, b), circle.outside(a, b, edge));
        }
        Expr tiny = g.constant(MIN_LENGTH);
        Expr proper = not(less(radius, tiny)).times(not(less(length(from), tiny))).times(not(less(length(to), tiny)));
        return wrap.lifted(new Touch(touch.touches().times(proper), touch.begin(), touch.end(), touch.length()));
    }

    /// Of the plane through both ends; any plane when the three points are on one line.
    private Vec normal() {
        Vec cross = from.cross(to);
        Expr x = axisX.x().abs();
        Expr y = axisX.y().abs();
        Expr z = axisX.z().abs();
        Expr one = g.constant(1);
        Expr largestZ = less(x, z).times(less(y, z));
        Expr largestY = not(largestZ).times(less(x, y)).times(less(z, y));
        Expr largestX = one.minus(largestZ).minus(largestY);
        Vec ones = new Vec(one.minus(largestX), one.minus(largestY), one.minus(largestZ));
        Vec fallback = axisX.cross(ones);
        Expr flat = less(length(cross), g.constant(MIN_LENGTH));
        return new Vec(choose(flat, fallback.x(), cross.x()), choose(flat, fallback.y(), cross.y()),
                choose(flat, fallback.z(), cross.z()));
    }

    private Point project(Vec p) {
        return new Point(p.dot(axisX), p.dot(axisY));
    }

    private Arc lifted(Touch touch) {
        Vec begin = lift(touch.begin());
        Vec end = lift(touch.end());
        if (sphere) {
            return new Arc(touch.touches(), begin, end, touch.length());
        }
        // on a cylinder the string rises in proportion to the way travelled in the plane
        Expr before = project(from).minus(touch.begin()).length();
        Expr after = project(to).minus(touch.end()).length();
        Expr way = before.plus(touch.length()).plus(after).max(g.constant(MIN_LENGTH));
        Expr slope = to.z().minus(from.z()).dividedBy(way);
        Expr low = from.z().plus(slope.times(before));
        Expr rise = slope.times(touch.length());
        Expr length = touch.length().square().plus(rise.square()).sqrt();
        return new Arc(touch.touches(), new Vec(begin.x(), begin.y(), low),
                new Vec(end.x(), end.y(), low.plus(rise)), length);
    }

    private Vec lift(Point p) {
        return axisX.times(p.x()).plus(axisY.times(p.y()));
    }

    static Expr length(Vec v) {
        return v.dot(v).sqrt();
    }

    static Vec normalized(Vec v) {
        Expr length = length(v);
        return v.times(length.max(length.graph().constant(MIN_LENGTH)).reciprocal());
    }
}
