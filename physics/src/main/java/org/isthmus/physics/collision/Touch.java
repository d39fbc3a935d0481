package org.isthmus.physics.collision;

import java.util.List;

import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Traces the contact points of two primitive geoms, with MuJoCo's meaning: the normal points from the first geom to the second, the
/// point lies half way between the surfaces.
public final class Touch {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;

    private Touch(Graph g) {
        this.g = g;
    }

    /// A geom at its place in the world.
    ///
    /// @param size by type, as in [GeomType], m
    public record Shape(Vec size, Vec center, Mat rotation) {
        Expr size(int k) {
            return size.component(k);
        }
    }

    /// A possible contact.
    ///
    /// @param distance between the surfaces; negative: they overlap, m; [#FAR] where there is no such point
    /// @param point world frame, m
    /// @param normal unit, world frame
    /// @param along a unit direction that the first tangent should follow, or null
    public record Point(Expr distance, Vec point, Vec normal, @Nullable Vec along) {
        Point(Expr distance, Vec point, Vec normal) {
            this(distance, point, normal, null);
        }

        private Point along(Vec direction) {
            return new Point(distance, point, normal, direction);
        }
    }

    /// The distance of a point that does not exist, beyond any margin.
    public static final double FAR = 1e10;

    /// The most points that a pair of types has; 0 where it is not traced. The first type has the smaller ordinal.
    public static int capacity(GeomType first, GeomType second) {
        return switch (first) {
            case PLANE -> switch (second) {
                case SPHERE -> 1;
                case CAPSULE -> 2;
                case BOX -> 4;
                default -> 0;
            };
            case SPHERE -> second == GeomType.SPHERE || second == GeomType.CAPSULE || second == GeomType.BOX ? 1 : 0;
            case CAPSULE -> second == GeomType.CAPSULE ? 1 : 0;
            default -> 0;
        };
    }

    /// The points of a pair, always as many as [#capacity] says. Those that do not exist are [#FAR], at a finite place with a unit
    /// normal.
    ///
    /// @param margin points further apart than this need not be found, m
    public static List<Point> trace(GeomType first, GeomType second, Shape a, Shape b, Expr margin) {
        Touch touch = new Touch(margin.graph());
        return switch (first) {
            case PLANE -> touch.plane(second, a, b);
            case SPHERE -> List.of(touch.sphere(second, a, b));
            case CAPSULE -> List.of(touch.capsules(a, b));
            default -> throw new IllegalArgumentException("not traced: " + first + " and " + second);
        };
    }

    private List<Point> plane(GeomType second, Shape a, Shape b) {
        return switch (second) {
            case SPHERE -> List.of(planeSphere(a, b.center, b.size(0)));
            case CAPSULE -> List.of(planeCapsule(a, b, 1), planeCapsule(a, b, -1));
            case BOX -> planeBox(a, b);
            default -> throw new IllegalArgumentException("not traced: plane and " + second);
        };
    }

    private Point sphere(GeomType second, Shape a, Shape b) {
        return switch (second) {
            case SPHERE -> spheres(a.center, a.size(0), b.center, b.size(0));
            case CAPSULE -> spheres(a.center, a.size(0), nearestOnSegment(b, a.center), b.size(0));
            case BOX -> sphereBox(a, b);
            default -> throw new IllegalArgumentException("not traced: sphere and " + second);
        };
    }

    private Point planeCapsule(Shape plane, Shape capsule, int side) {
        return planeSphere(plane, end(capsule, side), capsule.size(0)).along(capsule.rotation.column(2));
    }

    private static Vec end(Shape capsule, int side) {
        return capsule.center.plus(capsule.rotation.column(2).times(capsule.size(1).times(side)));
    }

    private Point planeSphere(Shape plane, Vec center, Expr radius) {
        Vec normal = plane.rotation.column(2);
        Expr distance = normal.dot(center.minus(plane.center)).minus(radius);
        return new Point(distance, center.minus(normal.times(distance.times(0.5).plus(radius))), normal);
    }

    /// Of each pair of opposite corners, the one that is nearer to the plane.
    private List<Point> planeBox(Shape plane, Shape box) {
        Vec normal = plane.rotation.column(2);
        Expr height = normal.dot(box.center.minus(plane.center));
        Vec inBox = box.rotation.transposeTimes(normal);
        return List.of(corner(box, normal, height, inBox, 1, 1), corner(box, normal, height, inBox, 1, -1),
                corner(box, normal, height, inBox, -1, 1), corner(box, normal, height, inBox, -1, -1));
    }

    private Point corner(Shape box, Vec normal, Expr height, Vec inBox, int sx, int sy) {
        Vec local = new Vec(box.size(0).times(sx), box.size(1).times(sy), box.size(2));
        Expr above = inBox.dot(local);
        Expr sign = g.constant(0).ifLess(above, g.constant(-1), g.constant(1));
        Vec offset = box.rotation.times(local).times(sign);
        Expr distance = height.minus(above.abs());
        return new Point(distance, box.center.plus(offset).minus(normal.times(distance.times(0.5))), normal);
    }

    private Point spheres(Vec a, Expr radiusA, Vec b, Expr radiusB) {
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

    private static Vec nearestOnSegment(Shape capsule, Vec point) {
        Vec axis = capsule.rotation.column(2);
        Expr along = axis.dot(point.minus(capsule.center)).clamp(capsule.size(1).negate(), capsule.size(1));
        return capsule.center.plus(axis.times(along));
    }

    /// Nearest points of two segments (Ericson, Real-Time Collision Detection, 2005, section 5.1.9), one contact.
    private Point capsules(Shape a, Shape b) {
        Vec u = a.rotation.column(2);
        Vec v = b.rotation.column(2);
        Vec d = a.center.minus(b.center);
        Expr cosine = u.dot(v);
        Expr du = d.dot(u);
        Expr dv = d.dot(v);
        Expr determinant = g.constant(1).minus(cosine.square());
        Expr la = a.size(1);
        Expr lb = b.size(1);
        Expr free = cosine.times(dv).minus(du).dividedBy(determinant.max(g.constant(1e-12)));
        Expr s = free.clamp(la.negate(), la);
        Expr t = s.times(cosine).plus(dv).clamp(lb.negate(), lb);
        s = t.times(cosine).minus(du).clamp(la.negate(), la);
        return spheres(a.center.plus(u.times(s)), a.size(0), b.center.plus(v.times(t)), b.size(0));
    }

    /// The nearest point of the box to the centre; for a centre inside, the nearest face.
    private Point sphereBox(Shape sphere, Shape box) {
        Vec c = box.rotation.transposeTimes(sphere.center.minus(box.center));
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
        Expr distance = length.ifLess(tiny, nearest.negate(), length).minus(sphere.size(0));
        Vec normal = box.rotation.times(outward).negate();
        return new Point(distance, sphere.center.plus(normal.times(distance.times(0.5).plus(sphere.size(0)))), normal);
    }

    private Expr sign(Expr x) {
        return x.ifLess(g.constant(0), g.constant(-1), g.constant(1));
    }
}
