package org.isthmus.motion.trajectory;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Between two poses, at `s` from 0 to 1.
public enum PosePath {
    /// A screw: constant twist in the moving frame, `A · exp(s · log(A⁻¹ B))` (Lynch and Park, Modern Robotics, eq.
    /// 9.6); what a hinge does.
    SCREW {
        @Override
        public Pose between(Pose a, Pose b, double s) {
            Pose relative = a.inverse().times(b);
            Vec3 turn = relative.rotation().toRotationVector();
            Vec3 shift = inverseLeft(turn, relative.position());
            Vec3 part = turn.times(s);
            return a.times(new Pose(left(part, shift.times(s)), Quat.fromRotationVector(part)));
        }
    },
    /// A straight line for the position and the shortest turn for the orientation, each by itself (eq. 9.7 there).
    SPLIT {
        @Override
        public Pose between(Pose a, Pose b, double s) {
            return new Pose(a.position().lerp(b.position(), s), a.rotation().slerp(b.rotation(), s));
        }
    };

    public abstract Pose between(Pose a, Pose b, double s);

    /// The left Jacobian of SO(3) at `r`, times `v` (Barfoot, State Estimation for Robotics, eq. 7.77).
    private static Vec3 left(Vec3 r, Vec3 v) {
        double square = r.lengthSquared();
        double angle = Math.sqrt(square);
        double one = angle < 1e-4 ? 0.5 - square / 24 : (1 - StrictMath.cos(angle)) / square;
        double two = angle < 1e-4 ? 1.0 / 6 - square / 120 : (angle - StrictMath.sin(angle)) / (square * angle);
        Vec3 cross = r.cross(v);
        return v.plusScaled(cross, one).plusScaled(r.cross(cross), two);
    }

    /// Its inverse.
    private static Vec3 inverseLeft(Vec3 r, Vec3 v) {
        double square = r.lengthSquared();
        double angle = Math.sqrt(square);
        double c = angle < 1e-4 ? 1.0 / 12 + square / 720
                : (1 - angle / 2 * StrictMath.cos(angle / 2) / StrictMath.sin(angle / 2)) / square;
        Vec3 cross = r.cross(v);
        return v.plusScaled(cross, -0.5).plusScaled(r.cross(cross), c);
    }
}
