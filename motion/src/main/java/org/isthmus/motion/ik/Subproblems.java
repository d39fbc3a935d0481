package org.isthmus.motion.ik;

import java.util.List;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// The small geometric problems into which inverse kinematics of six hinges falls apart (Paden and Kahan; Murray, Li
/// and Sastry, A Mathematical Introduction to Robotic Manipulation, section 3.3.2; numbers as there, and 4 as in Elias
/// and Wen, IK-Geo, 2022).
///
/// Axes `k` are unit vectors through the origin; angles are in [−π, π].
final class Subproblems {
    /// A circle that misses by this part counts as touching: the axes may be off by as much.
    private static final double TOUCH = 1e-4;

    private Subproblems() {}

    static Vec3 rotate(Vec3 k, double angle, Vec3 p) {
        return Quat.fromAxisAngle(k, angle).rotate(p);
    }

    /// The angle about `k` that takes `p` nearest to `q`.
    static double first(Vec3 k, Vec3 p, Vec3 q) {
        return StrictMath.atan2(k.dot(p.cross(q)), p.dot(q) - k.dot(p) * k.dot(q));
    }

    /// Angles `(θ₁, θ₂)` with `rot(k1, θ₁) rot(k2, θ₂) p = q`; none when there are none.
    static List<double[]> second(Vec3 k1, Vec3 k2, Vec3 p, Vec3 q) {
        return fourth(k1, k2, p, k1.dot(q)).stream()
                .map(angle -> new double[]{first(k1, rotate(k2, angle, p), q), angle}).toList();
    }

    /// Angles with `|rot(k, θ) p − q| = d`.
    static List<Double> third(Vec3 k, Vec3 p, Vec3 q, double d) {
        return fourth(q, k, p, (p.lengthSquared() + q.lengthSquared() - d * d) / 2);
    }

    /// Angles with `h · rot(k, θ) p = d`.
    static List<Double> fourth(Vec3 h, Vec3 k, Vec3 p, double d) {
        double along = k.dot(h) * k.dot(p);
        double a = h.dot(p) - along;
        double b = h.dot(k.cross(p));
        double amplitude = Math.sqrt(a * a + b * b);
        double c = d - along;
        if (amplitude < 1e-12 || Math.abs(c) > amplitude * (1 + TOUCH)) {
            return List.of();
        }
        double middle = StrictMath.atan2(b, a);
        double half = StrictMath.acos(Math.max(-1, Math.min(1, c / amplitude)));
        return half < 1e-9 ? List.of(middle) : List.of(wrap(middle + half), wrap(middle - half));
    }

    static double wrap(double angle) {
        return angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI));
    }
}
