package org.isthmus.core.math;

/// A rigid transform `X_AB`: the origin of frame B in A, and the rotation of B's axes in A.
public record Pose(Vec3 position, Quat rotation) {
    public static final Pose IDENTITY = new Pose(Vec3.ZERO, Quat.IDENTITY);

    public static Pose at(Vec3 position) {
        return new Pose(position, Quat.IDENTITY);
    }

    public static Pose at(double x, double y, double z) {
        return at(new Vec3(x, y, z));
    }

    public static Pose rotated(Quat rotation) {
        return new Pose(Vec3.ZERO, rotation);
    }

    /// `X_AC = X_AB · X_BC`.
    public Pose times(Pose b) {
        return new Pose(position.plus(rotation.rotate(b.position)), rotation.times(b.rotation));
    }

    public Pose inverse() {
        Quat inverse = rotation.conjugate();
        return new Pose(inverse.rotate(position).negate(), inverse);
    }

    /// Coordinates in A of the point with coordinates `p` in B.
    public Vec3 transform(Vec3 p) {
        return position.plus(rotation.rotate(p));
    }

    /// Coordinates in B of the point with coordinates `p` in A.
    public Vec3 inverseTransform(Vec3 p) {
        return rotation.rotateInverse(p.minus(position));
    }

    /// The motion vector (velocity, acceleration) given in B about B's origin, expressed in A about A's origin
    /// (Featherstone, Rigid Body Dynamics Algorithms, section 2.8).
    public SpatialVector transformMotion(SpatialVector motion) {
        Vec3 angular = rotation.rotate(motion.angular());
        return new SpatialVector(angular, rotation.rotate(motion.linear()).plus(position.cross(angular)));
    }

    /// The force vector (wrench, momentum) given in B about B's origin, expressed in A about A's origin.
    public SpatialVector transformForce(SpatialVector force) {
        Vec3 linear = rotation.rotate(force.linear());
        return new SpatialVector(rotation.rotate(force.angular()).plus(position.cross(linear)), linear);
    }

    /// The inverse of [#transformMotion]: from A to B.
    public SpatialVector inverseTransformMotion(SpatialVector motion) {
        Vec3 linear = motion.linear().minus(position.cross(motion.angular()));
        return new SpatialVector(rotation.rotateInverse(motion.angular()), rotation.rotateInverse(linear));
    }

    /// The inverse of [#transformForce]: from A to B.
    public SpatialVector inverseTransformForce(SpatialVector force) {
        Vec3 angular = force.angular().minus(position.cross(force.linear()));
        return new SpatialVector(rotation.rotateInverse(angular), rotation.rotateInverse(force.linear()));
    }

    public boolean isFinite() {
        return position.isFinite() && rotation.isFinite();
    }
}
