package org.isthmus.motion.grasp;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Mesh;

/// The triangles of an object: random points on them, and where rays meet them.
final class Surface {
    private static final double PARALLEL = 1e-14;

    private final int faces;
    /// [faces][9] corners
    private final double[] corner;
    /// [faces] area of all faces up to and with this one
    private final double[] area;
    /// The face that the last ray met.
    private int met;

    Surface(Mesh mesh) {
        faces = mesh.faceCount();
        corner = new double[9 * faces];
        area = new double[faces];
        double sum = 0;
        for (int f = 0; f < faces; f++) {
            for (int c = 0; c < 3; c++) {
                mesh.corner(f, c).into(corner, 9 * f + 3 * c);
            }
            sum += across(f).length() / 2;
            area[f] = sum;
        }
    }

    boolean isEmpty() {
        return faces == 0 || !(area[faces - 1] > 0);
    }

    private Vec3 at(int face, int c) {
        return Vec3.of(corner, 9 * face + 3 * c);
    }

    private Vec3 across(int face) {
        return at(face, 1).minus(at(face, 0)).cross(at(face, 2).minus(at(face, 0)));
    }

    Vec3 normal(int face) {
        return across(face).normalized();
    }

    /// A random face, as probable as it is large.
    int randomFace(RandomStream random) {
        int found = Arrays.binarySearch(area, random.nextDouble() * area[faces - 1]);
        return Math.min(found >= 0 ? found : -found - 1, faces - 1);
    }

    /// A uniformly distributed point of a face (Osada et al., Shape distributions, ACM TOG 21(4), 2002, eq. 1).
    Vec3 randomPoint(int face, RandomStream random) {
        double r = Math.sqrt(random.nextDouble());
        double t = random.nextDouble();
        return at(face, 0).times(1 - r).plusScaled(at(face, 1), r * (1 - t)).plusScaled(at(face, 2), r * t);
    }

    int met() {
        return met;
    }

    /// The least distance along a ray, between two distances, at which it meets a face; ∞ when it meets none (Möller
    /// and Trumbore, Fast, minimum storage ray-triangle intersection, J. Graphics Tools 2(1), 1997).
    double ray(Vec3 from, Vec3 direction, double near, double far) {
        double least = Double.POSITIVE_INFINITY;
        double dx = direction.x();
        double dy = direction.y();
        double dz = direction.z();
        for (int f = 0, i = 0; f < faces; f++, i += 9) {
            double ax = corner[i + 3] - corner[i];
            double ay = corner[i + 4] - corner[i + 1];
            double az = corner[i + 5] - corner[i + 2];
            double bx = corner[i + 6] - corner[i];
            double by = corner[i + 7] - corner[i + 1];
            double bz = corner[i + 8] - corner[i + 2];
            double px = dy * bz - dz * by;
            double py = dz * bx - dx * bz;
            double pz = dx * by - dy * bx;
            double det = ax * px + ay * py + az * pz;
            if (Math.abs(det) < PARALLEL) {
                continue;
            }
            double sx = from.x() - corner[i];
            double sy = from.y() - corner[i + 1];
            double sz = from.z() - corner[i + 2];
            double u = (sx * px + sy * py + sz * pz) / det;
            double qx = sy * az - sz * ay;
            double qy = sz * ax - sx * az;
            double qz = sx * ay - sy * ax;
            double v = (dx * qx + dy * qy + dz * qz) / det;
            double t = (bx * qx + by * qy + bz * qz) / det;
            if (u >= 0 && v >= 0 && u + v <= 1 && t >= near && t <= far && t < least) {
                least = t;
                met = f;
            }
        }
        return least;
    }
}
