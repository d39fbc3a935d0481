package org.isthmus.model.linkage;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Orientations as URDF and SDF give them.
public final class Rotations {
    /// What is smaller in a unit quaternion is rounding: of quarter and half turns written in decimals.
    private static final double ROUNDING = 0x1p-52;

    private Rotations() {}

    /// The rotation by roll, pitch and yaw about the fixed axes x, y and z, rad.
    public static Quat rollPitchYaw(Vec3 rpy) {
        if (rpy.equals(Vec3.ZERO)) {
            return Quat.IDENTITY;
        }
        Quat q = Quat.fromRollPitchYaw(rpy.x(), rpy.y(), rpy.z()).normalized();
        return new Quat(rounded(q.w()), rounded(q.x()), rounded(q.y()), rounded(q.z()));
    }

    private static double rounded(double component) {
        return Math.abs(component) < ROUNDING ? 0 : component;
    }
}
