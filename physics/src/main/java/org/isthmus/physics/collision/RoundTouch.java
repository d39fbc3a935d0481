package org.isthmus.physics.collision;

import java.util.List;

import org.isthmus.physics.collision.Touch.Point;
import org.isthmus.physics.collision.Touch.Shape;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Vec;

/// Traces the contacts of spheres, capsules and cylinders with each other.
final class RoundTouch {
    private static final double MIN_VALUE = 1e-15;

    private RoundTouch() {}

    static Point spheres(Vec a, Expr radiusA, Vec b, Expr radiusB) {
        Graph g = radiusA.graph();
        Vec between = b.minus(a);
        Expr length = between.dot(between).sqrt();
        Expr tiny = g.constant(MIN_VALUE);
        Expr inverse = length.max(tiny).reciprocal();
        // centres that coincide: any direction will do
        Vec normal = new Vec(length.ifLess(tiny, g.constant(1), between.x().times(inverse)), between.y().times(inverse),
                between.z().times(inverse));
        Expr distance = length.minus(radiusA).minus(radiusB);
        return new Point(distance, a.plus(normal.times(distance.times(0.5).plus(radiusA))), normal);
    }

    static Point sphereCapsule(Shape sphere, Shape capsule) {
        Vec axis = capsule.axis(2);
        Expr half = capsule.size(1);
        Expr along = axis.dot(sphere.center().minus(capsule.center())).clamp(half.negate(), half);
        return spheres(sphere.center(), sphere.size(0), capsule.center().plus(axis.times(along)), capsule.size(0));
    }

    /// Nearest points of the axes (Ericson, Real-Time Collision Detection, 2005, section 5.1.9). Where the capsules are parallel and lie
    /// beside each other, the ends of the stretch that they share.
    static List<Point> capsules(Shape a, Shape b) {
        Graph g = a.size(0).graph();
        Vec u = a.axis(2);
        Vec v = b.axis(2);
        Vec d = a.center().minus(b.center());
        Expr cosine = u.dot(v);
        Expr du = d.dot(u);
        Expr dv = d.dot(v);
        Expr la = a.size(1);
        Expr lb = b.size(1);
        Vec across = u.cross(v);
        Expr square = across.dot(across);
        Expr parallel = g.constant(g.precision() == Precision.FLOAT ? 1e-6 : 1e-10);
        Expr free = cosine.times(dv).minus(du).dividedBy(square.max(parallel));
        Expr s = free.clamp(la.negate(), la);
        Expr t = s.times(cosine).plus(dv).clamp(lb.negate(), lb);
        s = t.times(cosine).minus(du).clamp(la.negate(), la);
        // the stretch of the first axis that lies beside the second
        Expr low = la.negate().max(du.negate().minus(lb));
        Expr high = la.min(lb.minus(du));
        Expr zero = g.constant(0);
        Expr two = square.ifLess(parallel, low.ifLess(high, g.constant(1), zero), zero);
        s = two.ifPositive(high, s);
        t = two.ifPositive(high.times(cosine).plus(dv), t);
        Expr otherT = low.times(cosine).plus(dv);
        return List.of(
                spheres(a.center().plus(u.times(s)), a.size(0), b.center().plus(v.times(t)), b.size(0)),
                spheres(a.center().plus(u.times(low)), a.size(0), b.center().plus(v.times(otherT)), b.size(0))
                        .ifLess(zero, two));
    }

    /// The nearest point of the cylinder to the centre; for a centre inside, of its side or of a cap, whichever is nearer.
    static Point sphereCylinder(Shape sphere, Shape cylinder) {
        Graph g = sphere.size(0).graph();
        Vec c = cylinder.local(sphere.center());
        Expr zero = g.constant(0);
        Expr one = g.constant(1);
        Expr tiny = g.constant(MIN_VALUE);
        Expr radial = c.x().square().plus(c.y().square()).sqrt();
        Expr inverseRadial = radial.max(tiny).reciprocal();
        Expr outSide = radial.minus(cylinder.size(0));
        Expr outCap = c.z().abs().minus(cylinder.size(1));
        Expr up = c.z().ifLess(zero, g.constant(-1), one);
        Expr pastSide = outSide.max(zero);
        Expr pastCap = outCap.max(zero);
        Expr length = pastSide.square().plus(pastCap.square()).sqrt();
        Expr inverse = length.max(tiny).reciprocal();
        Expr sideIsNearer = outCap.ifLess(outSide, one, zero);
        // direction away from the axis, and along it
        Expr away = length.ifLess(tiny, sideIsNearer, pastSide.times(inverse));
        Expr along = length.ifLess(tiny, one.minus(sideIsNearer), pastCap.times(inverse)).times(up);
        Expr depth = outSide.max(outCap);
        Expr distance = length.ifLess(tiny, depth, length).minus(sphere.size(0));
        Vec outward = new Vec(away.times(radial.ifLess(tiny, one, c.x().times(inverseRadial))),
                away.times(c.y().times(inverseRadial)), along);
        Vec normal = cylinder.rotation().times(outward.negate());
        return new Point(distance, sphere.center().plus(normal.times(distance.times(0.5).plus(sphere.size(0)))),
                normal);
    }
}
