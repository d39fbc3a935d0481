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
}
