package org.isthmus.motion.body;

import org.isthmus.core.math.Vec3;

/// Nearest points of two straight segments (Ericson, Real-time collision detection, 2005, section 5.1.9).
final class Segments {
    private static final double PARALLEL = 1e-12;

    private Segments() {}

    /// @param where [2] out: how far along each segment, 0 to 1
    static void nearest(Vec3 p0, Vec3 p1, Vec3 q0, Vec3 q1, double[] where) {
        Vec3 u = p1.minus(p0);
        Vec3 v = q1.minus(q0);
        Vec3 w = p0.minus(q0);
        double a = u.dot(u);
        double e = v.dot(v);
        double b = u.dot(v);
        double c = u.dot(w);
        double f = v.dot(w);
        double det = a * e - b * b;
        double s = det > PARALLEL * a * e ? clamp((b * f - c * e) / det) : 0;
        double t = e > 0 ? (b * s + f) / e : 0;
        if (t < 0 || t > 1) {
            t = clamp(t);
            s = a > 0 ? clamp((b * t - c) / a) : 0;
        }
        where[0] = s;
        where[1] = t;
    }

    private static double clamp(double x) {
        return Math.min(Math.max(x, 0), 1);
    }
}
