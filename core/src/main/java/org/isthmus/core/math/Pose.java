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

    public boolean isFinite() {
        return position.isFinite() && rotation.isFinite();
    }
}
