package org.isthmus.physics.collision;

import java.util.List;

import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.collision.Touch.Point;
import org.isthmus.physics.collision.Touch.Shape;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Vec;

/// Traces the contacts of a plane with other shapes.
final class PlaneTouch {
    private final Graph g;
    private final Shape plane;
    private final Vec normal;

    PlaneTouch(Graph g, Shape plane) {
        this.g = g;
        this.plane = plane;
        normal = plane.axis(2);
    }

    List<Point> points(GeomType type, Shape shape) {
        return switch (type) {
            case SPHERE -> List.of(sphere(shape.center(), shape.size(0)));
            case CAPSULE -> List.of(capsuleEnd(shape, 1), capsuleEnd(shape, -1));
            case ELLIPSOID -> List.of(ellipsoid(shape));
            case CYLINDER -> cylinder(shape);
            default -> box(shape);
        };
    }

    private Expr height(Vec point) {
        return normal.dot(point.minus(plane.center()));
    }

    /// Half way between a point of a shape and the plane.
    private Point at(Vec point, Expr distance) {
        return new Point(distance, point.minus(normal.times(distance.times(0.5))), normal);
    }

    private Point sphere(Vec center, Expr radius) {
        Expr distance = height(center).minus(radius);
        return new Point(distance, center.minus(normal.times(distance.times(0.5).plus(radius))), normal);
    }

    private Point capsuleEnd(Shape capsule, int side) {
        Vec axis = capsule.axis(2);
        return sphere(capsule.center().plus(axis.times(capsule.size(1).times(side))), capsule.size(0)).along(axis);
    }

    /// The lowest point: `−S² n / |S n|` in the ellipsoid's frame, S the diagonal matrix of its radii.
    private Point ellipsoid(Shape e) {
        Vec n = e.rotation().transposeTimes(normal);
        Vec scaled = times(e.size(), n);
        Expr reach = scaled.dot(scaled).sqrt();
        Vec lowest = times(e.size(), scaled).times(reach.reciprocal());
        return at(e.center().minus(e.rotation().times(lowest)), height(e.center()).minus(reach));
    }

    private static Vec times(Vec a, Vec b) {
        return new Vec(a.x().times(b.x()), a.y().times(b.y()), a.z().times(b.z()));
    }

    /// The lowest point of each cap's rim, and two more of the lower rim that make an equilateral triangle with the lowest.
    private List<Point> cylinder(Shape c) {
        Vec up = c.axis(2);
        Expr cosine = normal.dot(up);
        Expr down = cosine.ifPositive(g.constant(-1), g.constant(1));
        Vec axis = up.times(down);
        Expr slope = cosine.abs().negate();
        Vec level = sideways(c, axis, down);
        Vec rim = level.cross(axis);
        Expr drop = rim.dot(normal);
        Vec half = axis.times(c.size(1));
        Expr lean = slope.times(c.size(1));
        Expr center = height(c.center());
        Vec low = c.center().plus(half);
        Vec sideways = level.times(Math.sqrt(3) / 2);
        Vec back = low.minus(rim.times(0.5));
        Expr backHeight = center.plus(lean).minus(drop.times(0.5));
        return List.of(at(low.plus(rim), center.plus(lean).plus(drop)),
                at(c.center().minus(half).plus(rim), center.minus(lean).plus(drop)),
                at(back.plus(sideways), backHeight), at(back.minus(sideways), backHeight));
    }

    /// The radius that is level with the plane; with a level cap, along y. Made so that rounding cannot tilt the rim.
    private Vec sideways(Shape c, Vec axis, Expr down) {
        Vec level = normal.cross(axis);
        Expr length = level.dot(level).sqrt();
        Expr tiny = g.constant(g.precision() == Precision.FLOAT ? 1e-6 : 1e-15);
        Expr scale = c.size(0).dividedBy(length.max(tiny));
        Vec y = c.axis(1).times(down.times(c.size(0)));
        return new Vec(length.ifLess(tiny, y.x(), level.x().times(scale)),
                length.ifLess(tiny, y.y(), level.y().times(scale)), length.ifLess(tiny, y.z(), level.z().times(scale)));
    }

    /// Of each pair of opposite corners, the one that is nearer to the plane.
    private List<Point> box(Shape box) {
        Expr center = height(box.center());
        Vec inBox = box.rotation().transposeTimes(normal);
        return List.of(corner(box, center, inBox, 1, 1), corner(box, center, inBox, 1, -1),
                corner(box, center, inBox, -1, 1), corner(box, center, inBox, -1, -1));
    }

    private Point corner(Shape box, Expr center, Vec inBox, int sx, int sy) {
        Vec local = new Vec(box.size(0).times(sx), box.size(1).times(sy), box.size(2));
        Expr above = inBox.dot(local);
        Expr sign = g.constant(0).ifLess(above, g.constant(-1), g.constant(1));
        return at(box.center().plus(box.rotation().times(local).times(sign)), center.minus(above.abs()));
    }
}
