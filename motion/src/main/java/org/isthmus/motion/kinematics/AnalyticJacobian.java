package org.isthmus.motion.kinematics;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Jacobians of a frame's position and of three coordinates of its orientation (Siciliano et al., Robotics, section
/// 3.6).
///
/// A geometric Jacobian gives angular velocity, which is no derivative of anything; these give derivatives.
public enum AnalyticJacobian {
    /// Roll, pitch and yaw of [Quat#fromRollPitchYaw]; singular at a pitch of ±π/2.
    ROLL_PITCH_YAW {
        @Override
        public Vec3 coordinates(Quat q) {
            double sine = 2 * (q.w() * q.y() - q.z() * q.x());
            double pitch = StrictMath.asin(Math.max(-1, Math.min(1, sine)));
            double roll = StrictMath.atan2(2 * (q.w() * q.x() + q.y() * q.z()),
                    1 - 2 * (q.x() * q.x() + q.y() * q.y()));
            double yaw = StrictMath.atan2(2 * (q.w() * q.z() + q.x() * q.y()), 1 - 2 * (q.y() * q.y() + q.z() * q.z()));
            return new Vec3(roll, pitch, yaw);
        }

        @Override
        Vec3 rates(Vec3 at, Vec3 omega) {
            double cy = StrictMath.cos(at.z());
            double sy = StrictMath.sin(at.z());
            double cp = StrictMath.cos(at.y());
            double roll = (cy * omega.x() + sy * omega.y()) / cp;
            return new Vec3(roll, cy * omega.y() - sy * omega.x(), omega.z() + StrictMath.sin(at.y()) * roll);
        }
    },
    /// The rotation vector of [Quat#toRotationVector]; singular at half a turn.
    ROTATION_VECTOR {
        @Override
        public Vec3 coordinates(Quat q) {
            return q.toRotationVector();
        }

        @Override
        Vec3 rates(Vec3 at, Vec3 omega) {
            // the inverse of the left Jacobian of SO(3) (Barfoot, State Estimation for Robotics, eq. 7.77)
            double angle = at.length();
            double c = angle < 1e-4 ? 1.0 / 12
                    : (1 - angle / 2 * StrictMath.cos(angle / 2) / StrictMath.sin(angle / 2)) / (angle * angle);
            Vec3 cross = at.cross(omega);
            return omega.plusScaled(cross, -0.5).plusScaled(at.cross(cross), c);
        }
    };

    /// The three coordinates of an orientation.
    public abstract Vec3 coordinates(Quat orientation);

    /// Their rates for an angular velocity in the world, where the coordinates are `at`.
    abstract Vec3 rates(Vec3 at, Vec3 omega);

    /// The Jacobian at the configuration of the last [GroupKinematics#compute].
    ///
    /// @return [6][n] derivative of the position, then of the coordinates
    public double[] of(GroupKinematics kinematics, int frame) {
        double[] jacobian = kinematics.jacobian(frame);
        int n = kinematics.group().size();
        Vec3 at = coordinates(kinematics.pose(frame).rotation());
        for (int i = 0; i < n; i++) {
            Vec3 rates = rates(at, new Vec3(jacobian[3 * n + i], jacobian[4 * n + i], jacobian[5 * n + i]));
            jacobian[3 * n + i] = rates.x();
            jacobian[4 * n + i] = rates.y();
            jacobian[5 * n + i] = rates.z();
        }
        return jacobian;
    }
}
