package org.isthmus.render.shade;

import org.isthmus.core.math.Vec3;

/// Turns uniform numbers into directions and points.
public final class Sampling {
    private Sampling() {}

    /// A point of the unit disk, areas kept (Shirley and Chiu, "A low distortion map between disk and square", 1997).
    ///
    /// @param xy [2] out
    public static void disk(double u, double v, double[] xy) {
        double a = 2 * u - 1;
        double b = 2 * v - 1;
        if (a == 0 && b == 0) {
            xy[0] = 0;
            xy[1] = 0;
            return;
        }
        boolean wide = Math.abs(a) > Math.abs(b);
        double r = wide ? a : b;
        double angle = wide ? Math.PI / 4 * (b / a) : Math.PI / 2 - Math.PI / 4 * (a / b);
        xy[0] = r * StrictMath.cos(angle);
        xy[1] = r * StrictMath.sin(angle);
    }

    /// A direction around a unit normal with density cos/π (Malley's method).
    public static Vec3 cosine(Vec3 normal, double u, double v) {
        double[] xy = new double[2];
        disk(u, v, xy);
        return aligned(normal, xy[0], xy[1], Math.sqrt(Math.max(0, 1 - xy[0] * xy[0] - xy[1] * xy[1])));
    }

    /// A uniform direction in a cone around a unit axis.
    public static Vec3 cone(Vec3 axis, double cosine, double u, double v) {
        double z = 1 - u * (1 - cosine);
        double r = Math.sqrt(Math.max(0, 1 - z * z));
        double angle = 2 * Math.PI * v;
        return aligned(axis, r * StrictMath.cos(angle), r * StrictMath.sin(angle), z);
    }

    /// A micronormal of GGX among those that a viewer sees (Dupuy and Benyoub, "Sampling visible GGX normals with spherical caps", HPG 2023).
    ///
    /// @param view unit, towards the viewer, in the surface's frame, whose normal is z
    public static Vec3 visibleNormal(Vec3 view, double alpha, double u, double v) {
        Vec3 std = new Vec3(alpha * view.x(), alpha * view.y(), view.z()).normalized();
        double angle = 2 * Math.PI * u;
        double z = (1 - v) * (1 + std.z()) - std.z();
        double r = Math.sqrt(Math.clamp(1 - z * z, 0, 1));
        Vec3 cap = new Vec3(r * StrictMath.cos(angle), r * StrictMath.sin(angle), z).plus(std);
        return new Vec3(alpha * cap.x(), alpha * cap.y(), Math.max(1e-9, cap.z())).normalized();
    }

    /// The direction with these coordinates in a frame whose z axis is the unit vector `n` (Duff and others, "Building an orthonormal basis,
    /// revisited", JCGT 2017).
    public static Vec3 aligned(Vec3 n, double x, double y, double z) {
        double sign = Math.copySign(1, n.z());
        double a = -1 / (sign + n.z());
        double b = n.x() * n.y() * a;
        return new Vec3(
                x * (1 + sign * n.x() * n.x() * a) + y * b + z * n.x(),
                x * sign * b + y * (sign + n.y() * n.y() * a) + z * n.y(),
                -x * sign * n.x() - y * n.y() + z * n.z());
    }

    /// Coordinates of a direction in the frame of [#aligned].
    public static Vec3 local(Vec3 n, Vec3 d) {
        double sign = Math.copySign(1, n.z());
        double a = -1 / (sign + n.z());
        double b = n.x() * n.y() * a;
        return new Vec3(
                d.x() * (1 + sign * n.x() * n.x() * a) + d.y() * sign * b - d.z() * sign * n.x(),
                d.x() * b + d.y() * (sign + n.y() * n.y() * a) - d.z() * n.y(),
                d.dot(n));
    }

    /// The last step of a growing sum that begins at or below a value; steps of no width are left out.
    ///
    /// @param sums [steps + 1] from 0 on
    public static int step(double[] sums, double value) {
        int low = 0;
        int high = sums.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sums[middle] <= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
