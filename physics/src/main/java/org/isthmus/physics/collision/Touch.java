package org.isthmus.physics.collision;

import java.util.List;

import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Traces the contact points of two primitive geoms, with MuJoCo's meaning: the normal points from the first geom to the second, the
/// point lies half way between the surfaces.
///
/// | pair | points | operations |
/// |---|---|---|
/// | plane with sphere, ellipsoid | 1 | 11, 46 |
/// | plane with capsule | 2 | 31 |
/// | plane with cylinder, box | 4 | 96, 103 |
/// | sphere with sphere, capsule, cylinder, box | 1 | 19, 31, 59, 85 |
/// | capsule with capsule | 2 | 98 |
/// | capsule with box | 2 | 468 |
/// | box with box | 8 | 865, or 312 and 554 in two parts, see [BoxBox] |
///
/// Other pairs are for [ConvexTouch].
public final class Touch {
    /// The distance of a point that does not exist, beyond any margin.
    public static final double FAR = 1e10;

    private Touch() {}

    /// A geom at its place in the world.
    ///
    /// @param size by type, as in [GeomType], m
    public record Shape(Vec size, Vec center, Mat rotation) {
        Expr size(int k) {
            return size.component(k);
        }

        Vec axis(int k) {
            return rotation.column(k);
        }

        /// A point of the world in the shape's frame.
        Vec local(Vec point) {
            return rotation.transposeTimes(point.minus(center));
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

        Point along(Vec direction) {
            return new Point(distance, point, normal, direction);
        }

        /// This point where `x < y`, none elsewhere.
        Point ifLess(Expr x, Expr y) {
            return new Point(x.ifLess(y, distance, distance.graph().constant(FAR)), point, normal, along);
        }
    }

    /// The most points that a pair of types has; 0 where it is not traced. The first type has the smaller ordinal.
    public static int capacity(GeomType first, GeomType second) {
        return switch (first) {
            case PLANE -> switch (second) {
                case SPHERE, ELLIPSOID -> 1;
                case CAPSULE -> 2;
                case CYLINDER, BOX -> 4;
                default -> 0;
            };
            case SPHERE -> switch (second) {
                case SPHERE, CAPSULE, CYLINDER, BOX -> 1;
                default -> 0;
            };
            case CAPSULE -> second == GeomType.CAPSULE || second == GeomType.BOX ? 2 : 0;
            case BOX -> second == GeomType.BOX ? BoxBox.CAPACITY : 0;
            default -> 0;
        };
    }

    /// The points of a pair, always as many as [#capacity] says. Those that do not exist are [#FAR], at a finite place with a unit
    /// normal.
    ///
    /// @param margin points further apart than this need not be found, m
    public static List<Point> trace(GeomType first, GeomType second, Shape a, Shape b, Expr margin) {
        if (capacity(first, second) == 0) {
            throw new IllegalArgumentException("not traced: " + first + " and " + second);
        }
        return switch (first) {
            case PLANE -> new PlaneTouch(margin.graph(), a).points(second, b);
            case SPHERE -> List.of(sphere(second, a, b));
            case CAPSULE -> second == GeomType.CAPSULE ? RoundTouch.capsules(a, b) : CapsuleBox.points(a, b);
            default -> BoxBox.manifold(a, b, BoxBox.separation(a, b));
        };
    }

    private static Point sphere(GeomType second, Shape a, Shape b) {
        return switch (second) {
            case SPHERE -> RoundTouch.spheres(a.center, a.size(0), b.center, b.size(0));
            case CAPSULE -> RoundTouch.sphereCapsule(a, b);
            case CYLINDER -> RoundTouch.sphereCylinder(a, b);
            default -> CapsuleBox.sphere(b.local(a.center), a.size(0), b);
        };
    }
}
