package org.isthmus.motion.contact;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;

/// Signed distances of points to a closed mesh: negative inside. Looks at every triangle.
public final class MeshDistance {
    /// Triangles that are as near as the nearest share an edge or a corner there, m.
    private static final double SAME = 1e-12;

    private final Mesh mesh;
    /// [faces] outwards, unit
    private final Vec3[] normals;

    /// @param mesh closed, faces anticlockwise from outside, m
    public MeshDistance(Mesh mesh) {
        this.mesh = mesh;
        normals = new Vec3[mesh.faceCount()];
        for (int f = 0; f < normals.length; f++) {
            normals[f] = mesh.corner(f, 1).minus(mesh.corner(f, 0)).cross(mesh.corner(f, 2).minus(mesh.corner(f, 0)))
                    .normalized();
        }
    }

    /// A distance and the direction in which it grows.
    ///
    /// @param gradient unit
    public record Result(double distance, Vec3 gradient) {}

    /// At an edge or corner the sign is that of the triangle that the point is most above or below.
    public Result at(Vec3 p) {
        double least = Double.POSITIVE_INFINITY;
        Vec3 nearest = p;
        double above = 0;
        Vec3 normal = Vec3.Z;
        for (int f = 0; f < normals.length; f++) {
            Vec3 c = nearest(p, mesh.corner(f, 0), mesh.corner(f, 1), mesh.corner(f, 2));
            double d = p.distance(c);
            double side = normals[f].dot(p.minus(c));
            if (d < least - SAME || d < least + SAME && Math.abs(side) > Math.abs(above)) {
                least = Math.min(d, least);
                nearest = c;
                above = side;
                normal = normals[f];
            }
        }
        double signed = Math.copySign(least, above);
        return new Result(signed, least < SAME ? normal : p.minus(nearest).times(1 / signed));
    }

    /// The nearest point of a triangle (Ericson, Real-time collision detection, 2005, section 5.1.5).
    static Vec3 nearest(Vec3 p, Vec3 a, Vec3 b, Vec3 c) {
        Vec3 ab = b.minus(a);
        Vec3 ac = c.minus(a);
        double d1 = ab.dot(p.minus(a));
        double d2 = ac.dot(p.minus(a));
        double d3 = ab.dot(p.minus(b));
        double d4 = ac.dot(p.minus(b));
        double d5 = ab.dot(p.minus(c));
        double d6 = ac.dot(p.minus(c));
        double va = d3 * d6 - d5 * d4;
        double vb = d5 * d2 - d1 * d6;
        double vc = d1 * d4 - d3 * d2;
        if (d1 <= 0 && d2 <= 0) {
            return a;
        } else if (d3 >= 0 && d4 <= d3) {
            return b;
        } else if (vc <= 0 && d1 >= 0 && d3 <= 0) {
            return a.plusScaled(ab, d1 / (d1 - d3));
        } else if (d6 >= 0 && d5 <= d6) {
            return c;
        } else if (vb <= 0 && d2 >= 0 && d6 <= 0) {
            return a.plusScaled(ac, d2 / (d2 - d6));
        } else if (va <= 0 && d4 >= d3 && d5 >= d6) {
            return b.plusScaled(c.minus(b), (d4 - d3) / (d4 - d3 + d5 - d6));
        }
        double sum = va + vb + vc;
        return a.plusScaled(ab, vb / sum).plusScaled(ac, vc / sum);
    }
}
