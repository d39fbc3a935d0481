package org.isthmus.core.math;

/// A spatial motion or force vector, angular part first (Featherstone, Rigid Body Dynamics Algorithms, 2008, chapter 2; MuJoCo's
/// order).
///
/// A motion is (angular velocity, velocity of the body-fixed point at the frame's origin); a force is (moment about the frame's
/// origin, force). The frame is the caller's to know; [Pose#transformMotion] and [Pose#transformForce] change it.
public record SpatialVector(Vec3 angular, Vec3 linear) {
    public static final SpatialVector ZERO = new SpatialVector(Vec3.ZERO, Vec3.ZERO);

    /// Reads `(angular, linear)` from six numbers of `array` from `offset` on.
    public static SpatialVector of(double[] array, int offset) {
        return new SpatialVector(Vec3.of(array, offset), Vec3.of(array, offset + 3));
    }

    public SpatialVector plus(SpatialVector b) {
        return new SpatialVector(angular.plus(b.angular), linear.plus(b.linear));
    }

    public SpatialVector minus(SpatialVector b) {
        return new SpatialVector(angular.minus(b.angular), linear.minus(b.linear));
    }

    public SpatialVector times(double s) {
        return new SpatialVector(angular.times(s), linear.times(s));
    }

    /// The scalar product; of a motion and a force it is the power.
    public double dot(SpatialVector b) {
        return angular.dot(b.angular) + linear.dot(b.linear);
    }

    /// `this × m`: the rate of change of the motion `m` that is fixed in a body moving with the velocity `this` (`crm`,
    /// Featherstone, section 2.9).
    public SpatialVector crossMotion(SpatialVector m) {
        return new SpatialVector(angular.cross(m.angular), angular.cross(m.linear).plus(linear.cross(m.angular)));
    }

    /// `this ×* f`: the rate of change of the force `f` that is fixed in a body moving with the velocity `this` (`crf`); the
    /// negated transpose of [#crossMotion].
    public SpatialVector crossForce(SpatialVector f) {
        return new SpatialVector(angular.cross(f.angular).plus(linear.cross(f.linear)), angular.cross(f.linear));
    }

    public boolean isFinite() {
        return angular.isFinite() && linear.isFinite();
    }

    /// `(angular, linear)`.
    public double[] toArray() {
        double[] array = new double[6];
        into(array, 0);
        return array;
    }

    /// Writes `(angular, linear)` to `out` from `offset` on.
    public void into(double[] out, int offset) {
        angular.into(out, offset);
        linear.into(out, offset + 3);
    }
}
