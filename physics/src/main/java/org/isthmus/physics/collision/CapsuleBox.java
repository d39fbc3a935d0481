package org.isthmus.physics.collision;

import java.util.List;

import org.isthmus.physics.collision.Touch.Point;
import org.isthmus.physics.collision.Touch.Shape;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Vec;

/// Traces the contacts of spheres and capsules with boxes, in the box's frame.
///
/// A capsule touches like two spheres on its axis: the one that is nearest to the box, and another further along, see `second`. Where the
/// axis itself is in the box, it is one sphere.
///
/// *Nearest.* The squared distance of the point `p(s) = p + s·h` of the axis from the box is convex and, between the places where
/// the axis crosses the planes of faces, quadratic. Its slope is computed at these six places; between the last one where it falls and
/// the first one where it rises it is linear, which gives the least distance without iteration.
final class CapsuleBox {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Shape box;
    private final Vec p;
    private final Vec h;
    private final Expr zero;
    private final Expr one;

    private CapsuleBox(Shape capsule, Shape box) {
        g = box.size(0).graph();
        this.box = box;
        p = box.local(capsule.center());
        h = box.rotation().transposeTimes(capsule.axis(2)).times(capsule.size(1));
        zero = g.constant(0);
        one = g.constant(1);
    }

    static List<Point> points(Shape capsule, Shape box) {
        return new CapsuleBox(capsule, box).points(capsule.size(0), capsule.size(1));
    }

    private List<Point> points(Expr radius, Expr half) {
        Expr small = g.constant(g.precision() == Precision.FLOAT ? 1e-6 : 1e-12);
        Expr[] enter = new Expr[3];
        Expr[] leave = new Expr[3];
        for (int k = 0; k < 3; k++) {
            Expr direction = h.component(k);
            Expr limit = small.times(half);
            Expr inverse = direction.abs().ifLess(limit, limit, direction).reciprocal();
            Expr center = p.component(k).times(inverse).negate();
            Expr reach = box.size(k).times(inverse).abs();
            enter[k] = center.minus(reach).clamp(one.negate(), one);
            leave[k] = center.plus(reach).clamp(one.negate(), one);
        }
        Expr in = enter[0].max(enter[1]).max(enter[2]);
        Expr out = leave[0].min(leave[1]).min(leave[2]);
        // an end inside the box, or the middle of what is inside
        Expr end = in.ifLess(g.constant(-1 + 1e-6), one.negate(),
                g.constant(1 - 1e-6).ifLess(out, one, in.plus(out).times(0.5)));
        Expr nearest = in.ifLess(out, end, nearest(enter, leave));
        Expr[] pair = second(nearest, enter, leave);
        Expr exists = in.ifLess(out, zero, pair[2]);
        Expr first = exists.ifPositive(pair[0], nearest);
        return List.of(sphere(at(first), radius, box), sphere(at(pair[1]), radius, box).ifLess(zero, exists));
    }

    private Vec at(Expr s) {
        return p.plus(h.times(s));
    }

    private Expr nearest(Expr[] enter, Expr[] leave) {
        Expr falls = one.negate();
        Expr rises = one;
        Expr slopeFalling = slope(falls);
        Expr slopeRising = slope(rises);
        for (int k = 0; k < 3; k++) {
            for (Expr s : List.of(enter[k], leave[k])) {
                Expr slope = slope(s);
                Expr after = slope.ifLess(zero, s, one.negate());
                slopeFalling = falls.ifLess(after, slope, slopeFalling);
                falls = falls.max(after);
                Expr before = slope.ifLess(zero, one, s);
                slopeRising = before.ifLess(rises, slope, slopeRising);
                rises = rises.min(before);
            }
        }
        Expr change = slopeRising.minus(slopeFalling).max(g.constant(MIN_VALUE));
        return falls.minus(slopeFalling.times(rises.minus(falls)).dividedBy(change)).clamp(falls, rises);
    }

    /// Half the derivative of the squared distance by s.
    private Expr slope(Expr s) {
        Vec q = at(s);
        Expr sum = zero;
        for (int k = 0; k < 3; k++) {
            Expr x = q.component(k);
            sum = sum.plus(h.component(k).times(x.minus(x.clamp(box.size(k).negate(), box.size(k)))));
        }
        return sum;
    }

    /// Where the two spheres are, and 1 where there are two.
    ///
    /// Over a face (the nearest point lies beyond one plane only) they are the ends of what lies over it. Beyond an edge or a corner,
    /// the axis must leave some of the planes and come in over others; then the second sphere is as far along as the axis may go
    /// towards the planes that it is most along, but no further than across the box.
    private Expr[] second(Expr nearest, Expr[] enter, Expr[] leave) {
        Vec q = at(nearest);
        Expr low = one.negate();
        Expr high = one;
        Expr planes = zero;
        Expr inward = zero;
        Expr outward = zero;
        Expr balance = zero;
        Expr[] isOut = new Expr[3];
        Expr[] sign = new Expr[3];
        for (int k = 0; k < 3; k++) {
            Expr x = q.component(k);
            Expr direction = h.component(k);
            isOut[k] = box.size(k).ifLess(x.abs(), one, zero);
            low = low.max(isOut[k].ifPositive(one.negate(), enter[k]));
            high = high.min(isOut[k].ifPositive(one, leave[k]));
            planes = planes.plus(isOut[k]);
            // −1 where growing s comes in over this plane
            sign[k] = x.times(direction).ifLess(zero, one.negate(), one);
            Expr counted = sign[k].times(isOut[k]);
            inward = inward.min(counted);
            outward = outward.max(counted);
            balance = balance.minus(counted.times(direction.square()));
        }
        Expr way = balance.ifPositive(one, one.negate());
        Expr far = one.minus(way.times(nearest));
        for (int k = 0; k < 3; k++) {
            Expr speed = h.component(k).abs().max(g.constant(MIN_VALUE));
            // sign · |q| is how far along the axis' own direction the point lies
            Expr comesIn = sign[k].times(way).ifLess(zero, box.size(k).plus(box.size(k)), g.constant(Touch.FAR));
            Expr rest = box.size(k).minus(sign[k].times(way).times(q.component(k).abs()));
            far = far.min(isOut[k].ifPositive(comesIn, rest).dividedBy(speed));
        }
        Expr overFace = planes.ifLess(g.constant(1.5), one, zero);
        Expr crosses = inward.ifLess(zero, outward, zero);
        Expr beyond = nearest.plus(way.times(far));
        return new Expr[]{overFace.ifPositive(nearest.min(low), nearest),
            overFace.ifPositive(nearest.max(high), beyond),
            overFace.max(crosses)};
    }

    /// The nearest point of the box to the centre; for a centre inside, the nearest face.
    ///
    /// @param c centre in the box's frame
    static Point sphere(Vec c, Expr radius, Shape box) {
        Graph g = radius.graph();
        Expr[] inside = new Expr[3];
        Expr[] clamped = new Expr[3];
        for (int k = 0; k < 3; k++) {
            Expr half = box.size(k);
            clamped[k] = c.component(k).clamp(half.negate(), half);
            inside[k] = half.minus(c.component(k).abs());
        }
        Vec out = c.minus(new Vec(clamped[0], clamped[1], clamped[2]));
        Expr length = out.dot(out).sqrt();
        Expr tiny = g.constant(MIN_VALUE);
        Expr inverse = length.max(tiny).reciprocal();
        Expr nearest = inside[0].min(inside[1]).min(inside[2]);
        Expr one = g.constant(1);
        Expr faceX = nearest.ifLess(inside[0], g.constant(0), one);
        Expr faceY = nearest.ifLess(inside[1], g.constant(0), one.minus(faceX));
        Expr faceZ = one.minus(faceX).minus(faceY);
        Vec face = new Vec(faceX.times(sign(c.x())), faceY.times(sign(c.y())), faceZ.times(sign(c.z())));
        Vec outward = new Vec(length.ifLess(tiny, face.x(), out.x().times(inverse)),
                length.ifLess(tiny, face.y(), out.y().times(inverse)),
                length.ifLess(tiny, face.z(), out.z().times(inverse)));
        Expr distance = length.ifLess(tiny, nearest.negate(), length).minus(radius);
        Vec normal = box.rotation().times(outward).negate();
        Vec center = box.center().plus(box.rotation().times(c));
        return new Point(distance, center.plus(normal.times(distance.times(0.5).plus(radius))), normal);
    }

    private static Expr sign(Expr x) {
        Graph g = x.graph();
        return x.ifLess(g.constant(0), g.constant(-1), g.constant(1));
    }
}
