package org.isthmus.motion.grasp;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.Mesh;

/// The sides on which an object can stand on a table: faces of its convex hull below its centre of mass (Goldberg et
/// al., Part pose statistics, IJRR 18(8), 1999, section 2).
public final class StableSides {
    /// Faces whose normals differ by less are one side, rad.
    private static final double SAME = 0.02;
    /// Vertices this near to the lowest plane carry, as part of the object's size.
    private static final double CARRIES = 2e-3;
    private static final int DIRECTIONS = 48;

    private StableSides() {}

    /// A way to stand.
    ///
    /// @param turn rotates the object's frame so that this side is down
    /// @param height of the object's origin above the table, m
    /// @param tilt how far it can be tilted, in the worst direction, and falls back, rad
    /// @param width least distance of two upright planes that it fits between, m
    public record Side(Quat turn, double height, double tilt, double width) {}

    /// Lists the sides, in the order of the faces of the hull.
    ///
    /// @param mesh object's frame, m
    /// @param centerOfMass object's frame, m
    /// @param tilt sides that are less stable are left out, rad
    public static List<Side> of(Mesh mesh, Vec3 centerOfMass, double tilt) {
        Mesh hull = ConvexHull.meshOf(mesh.vertices());
        List<Vec3> normals = new ArrayList<>();
        List<Side> sides = new ArrayList<>();
        double size = mesh.bounds().max().distance(mesh.bounds().min());
        for (int f = 0; f < hull.faceCount(); f++) {
            Vec3 normal = normal(hull.faces(), hull.vertices(), f);
            if (normals.stream().allMatch(n -> n.cross(normal).length() > SAME || n.dot(normal) < 0)) {
                normals.add(normal);
                Side side = side(hull, centerOfMass, normal, CARRIES * size);
                if (side.tilt >= tilt) {
                    sides.add(side);
                }
            }
        }
        return sides;
    }

    private static Vec3 normal(IntArray faces, DoubleArray vertices, int face) {
        Vec3 a = vertices.vec3(faces.get(3 * face));
        Vec3 b = vertices.vec3(faces.get(3 * face + 1));
        Vec3 c = vertices.vec3(faces.get(3 * face + 2));
        return b.minus(a).cross(c.minus(a)).normalized();
    }

    private static Side side(Mesh hull, Vec3 center, Vec3 normal, double near) {
        Quat turn = Quat.between(normal, Vec3.Z.negate());
        List<Vec3> points = new ArrayList<>();
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < hull.vertexCount(); i++) {
            points.add(turn.rotate(hull.vertex(i)));
            lowest = Math.min(lowest, points.getLast().z());
        }
        Vec3 above = turn.rotate(center);
        double reach = Double.POSITIVE_INFINITY;
        double width = Double.POSITIVE_INFINITY;
        for (int k = 0; k < DIRECTIONS; k++) {
            double angle = 2 * Math.PI * k / DIRECTIONS;
            Vec3 out = new Vec3(StrictMath.cos(angle), StrictMath.sin(angle), 0);
            double support = Double.NEGATIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            double least = Double.POSITIVE_INFINITY;
            for (Vec3 p : points) {
                double along = p.minus(above).dot(out);
                most = Math.max(most, along);
                least = Math.min(least, along);
                support = p.z() - lowest <= near ? Math.max(support, along) : support;
            }
            reach = Math.min(reach, support);
            width = Math.min(width, most - least);
        }
        return new Side(turn, -lowest, StrictMath.atan2(reach, above.z() - lowest), width);
    }
}
