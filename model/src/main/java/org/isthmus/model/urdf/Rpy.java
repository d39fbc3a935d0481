package org.isthmus.model.urdf;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;

/// Roll, pitch and yaw of a rotation, as URDF writes it: `Rz(yaw) · Ry(pitch) · Rx(roll)`.
final class Rpy {
    private Rpy() {}

    /// `[3]` roll, pitch, yaw, rad; exact also near a pitch of ±90°, where yaw and roll are not unique.
    static double[] of(Quat q) {
        Rotation r = q.normalized().toRotation();
        double yaw = StrictMath.atan2(r.yx(), r.xx());
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        // what is left without the yaw is Ry(pitch) · Rx(roll)
        double pitch = StrictMath.atan2(-r.zx(), c * r.xx() + s * r.yx());
        double roll = StrictMath.atan2(s * r.xz() - c * r.yz(), c * r.yy() - s * r.xy());
        return new double[]{roll, pitch, yaw};
    }
}
