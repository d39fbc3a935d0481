package org.isthmus.physics.collision;

import java.util.List;
import java.util.Optional;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.collision.GeomPairs.Pair;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Traces the contact points of pairs of primitive geoms, with MuJoCo's meaning: the normal points from the first geom to the second,
/// the point lies half way between the surfaces.
public final class Touch {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Model model;
    private final LinkTree tree;
    private final LinkFrames frames;

    public Touch(Graph g, Model model, LinkTree tree, LinkFrames frames) {
        this.g = g;
        this.model = model;
        this.tree = tree;
        this.frames = frames;
    }

    /// A possible contact.
    ///
    /// @param distance between the surfaces; negative: they overlap, m
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

    /// A geom at traced place.
    private record Shape(double[] size, Vec center, Mat rotation) {}

    /// Whether the points of a pair of types can be traced.
    public static boolean isSupported(GeomType first, GeomType second) {
        return switch (first) {
            case PLANE -> second == GeomType.SPHERE || second == GeomType.CAPSULE || second == GeomType.BOX;
            case SPHERE -> second == GeomType.SPHERE || second == GeomType.CAPSULE || second == GeomType.BOX;
            case CAPSULE -> second == GeomType.CAPSULE;
            default -> false;
        };
    }

    /// The points of a pair; empty where its types are not supported.
    public Optional<List<Point>> points(Pair pair) {
        GeomType first = type(pair.first());
        GeomType second = type(pair.second());
        if (!isSupported(first, second)) {
            return Optional.empty();
        }
        Shape a = shape(pair.first());
        Shape b = shape(pair.second());
        return Optional.of(switch (first) {
            case PLANE -> switch (second) {
                case SPHERE -> List.of(planeSphere(a, b.center, b.size[0]));
                case CAPSULE -> List.of(planeCapsule(a, b, 1), planeCapsule(a, b, -1));
                default -> planeBox(a, b);
            };
            case SPHERE -> List.of(switch (second) {
                case SPHERE -> spheres(a.center, a.size[0], b.center, b.size[0]);
                case CAPSULE -> spheres(a.center, a.size[0], nearestOnSegment(b, a.center), b.size[0]);
                default -> sphereBox(a, b);
            });
            default -> List.of(capsules(a, b));
        });
    }

    private GeomType type(int geom) {
        return GeomType.values()[model.geoms().type().get(geom)];
    }

    private Shape shape(int geom) {
        int body = model.geoms().bodyId().get(geom);
        Pose inBody = new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom));
        Pose inLink = tree.bodyInLink()[body].times(inBody);
        int link = tree.linkOfBody()[body];
        return new Shape(model.geoms().size().slice(3 * geom, 3 * geom + 3), frames.position(link, inLink.position()),
                frames.rotation(link, inLink));
    }

    private Point planeCapsule(Shape plane, Shape capsule, int side) {
        return planeSphere(plane, end(capsule, side), capsule.size[0]).along(capsule.rotation.column(2));
    }

    private static Vec end(Shape capsule, int side) {
        return capsule.center.plus(capsule.rotation.column(2).times(side * capsule.size[1]));
    }

    private Point planeSphere(Shape plane, Vec center, double radius) {
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
        Vec3 local = new Vec3(sx * box.size[0], sy * box.size[1], box.size[2]);
        Expr above = inBox.dot(Vec.constant(g, local));
        Expr sign = g.constant(0).ifLess(above, g.constant(-1), g.constant(1));
        Vec offset = box.rotation.times(Vec.constant(g, local)).times(sign);
        Expr distance = height.minus(above.abs());
        return new Point(distance, box.center.plus(offset).minus(normal.times(distance.times(0.5))), normal);
    }

    private Point spheres(Vec a, double radiusA, Vec b, double radiusB) {
        Vec between = b.minus(a);
        Expr length = between.dot(between).sqrt();
        Expr tiny = g.constant(MIN_VALUE);
        Expr inverse = length.max(tiny).reciprocal();
        // centres that coincide: any direction will do
        Vec normal = new Vec(length.ifLess(tiny, g.constant(1), between.x().times(inverse)), between.y().times(inverse),
                between.z().times(inverse));
        Expr distance = length.minus(radiusA + radiusB);
        return new Point(distance, a.plus(normal.times(distance.times(0.5).plus(radiusA))), normal);
    }

    private static Vec nearestOnSegment(Shape capsule, Vec point) {
        Vec axis = capsule.rotation.column(2);
        Graph g = point.x().graph();
        Expr along = axis.dot(point.minus(capsule.center)).clamp(g.constant(-capsule.size[1]),
                g.constant(capsule.size[1]));
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
        Expr la = g.constant(a.size[1]);
        Expr lb = g.constant(b.size[1]);
        Expr free = cosine.times(dv).minus(du).dividedBy(determinant.max(g.constant(1e-12)));
        Expr s = free.clamp(la.negate(), la);
        Expr t = s.times(cosine).plus(dv).clamp(lb.negate(), lb);
        s = t.times(cosine).minus(du).clamp(la.negate(), la);
        return spheres(a.center.plus(u.times(s)), a.size[0], b.center.plus(v.times(t)), b.size[0]);
    }

    /// The nearest point of the box to the centre; for a centre inside, the nearest face.
    private Point sphereBox(Shape sphere, Shape box) {
        Vec c = box.rotation.transposeTimes(sphere.center.minus(box.center));
        Expr[] inside = new Expr[3];
        Expr[] clamped = new Expr[3];
        for (int k = 0; k < 3; k++) {
            Expr half = g.constant(box.size[k]);
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
        Expr distance = length.ifLess(tiny, nearest.negate(), length).minus(sphere.size[0]);
        Vec normal = box.rotation.times(outward).negate();
        return new Point(distance, sphere.center.plus(normal.times(distance.times(0.5).plus(sphere.size[0]))), normal);
    }

    private Expr sign(Expr x) {
        return x.ifLess(g.constant(0), g.constant(-1), g.constant(1));
    }
}
