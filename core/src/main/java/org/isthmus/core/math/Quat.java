package org.isthmus.core.math;

/// A quaternion `(w, x, y, z)`, Hamilton product; of unit length wherever it stands for a rotation.
///
/// `q` and `−q` are the same rotation; nothing here canonicalises the sign.
public record Quat(double w, double x, double y, double z) {
    public static final Quat IDENTITY = new Quat(1, 0, 0, 0);

    /// Reads four numbers `(w, x, y, z)` of `array` from `offset` on.
    public static Quat of(double[] array, int offset) {
        return new Quat(array[offset], array[offset + 1], array[offset + 2], array[offset + 3]);
    }

    /// Rotation by `angle` radians about `axis`, which need not be of unit length.
    public static Quat fromAxisAngle(Vec3 axis, double angle) {
        Vec3 n = axis.normalized();
        double s = StrictMath.sin(angle / 2);
        return new Quat(StrictMath.cos(angle / 2), n.x() * s, n.y() * s, n.z() * s);
    }

    /// Rotation by the vector `v`: about its direction, by its length in radians (the exponential map).
    public static Quat fromRotationVector(Vec3 v) {
        double angle = v.length();
        if (angle == 0) {
            return IDENTITY;
        }
        Vec3 u = v.times(StrictMath.sin(angle / 2) / angle);
        return new Quat(StrictMath.cos(angle / 2), u.x(), u.y(), u.z());
    }

    /// Roll, pitch and yaw about the fixed axes x, y and z in this order, as in URDF and SDF: `Rz(yaw) · Ry(pitch) · Rx(roll)`.
    public static Quat fromRollPitchYaw(double roll, double pitch, double yaw) {
        return fromAxisAngle(Vec3.Z, yaw).times(fromAxisAngle(Vec3.Y, pitch)).times(fromAxisAngle(Vec3.X, roll));
    }

    /// The shortest rotation that turns direction `from` into direction `to`; for opposite directions, half a turn about
    /// an axis perpendicular to both (for z to −z about x, as MuJoCo's `mju_quatZ2Vec`). Neither needs unit length.
    public static Quat between(Vec3 from, Vec3 to) {
        Vec3 a = from.normalized();
        Vec3 b = to.normalized();
        Vec3 axis = a.cross(b);
        double s = axis.length();
        double c = a.dot(b);
        if (s < 1e-15) {
            return c > 0 ? IDENTITY : fromAxisAngle(perpendicular(a, Math.abs(a.x()) < 0.9 ? Vec3.X : Vec3.Y), Math.PI);
        }
        // Near half a turn the rounding of the cross product would tilt the axis towards a: take that part out again.
        return fromAxisAngle(perpendicular(a, axis.times(1 / s)), StrictMath.atan2(s, c));
    }

    /// The part of `v` perpendicular to the unit vector `a`.
    private static Vec3 perpendicular(Vec3 a, Vec3 v) {
        return v.plusScaled(a, -a.dot(v));
    }

    /// Hamilton product: rotates by `b` first, then by `this`.
    public Quat times(Quat b) {
        return new Quat(
                w * b.w - x * b.x - y * b.y - z * b.z,
                w * b.x + x * b.w + y * b.z - z * b.y,
                w * b.y - x * b.z + y * b.w + z * b.x,
                w * b.z + x * b.y - y * b.x + z * b.w);
    }

    public Quat conjugate() {
        return new Quat(w, -x, -y, -z);
    }

    public Quat negate() {
        return new Quat(-w, -x, -y, -z);
    }

    public double dot(Quat b) {
        return w * b.w + x * b.x + y * b.y + z * b.z;
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    /// This quaternion scaled to unit length; [#IDENTITY] when it is shorter than `1e-15` (MuJoCo's `mju_normalize4`).
    public Quat normalized() {
        double n = length();
        if (n == Double.POSITIVE_INFINITY && isFinite()) {
            return new Quat(w * 0x1p-600, x * 0x1p-600, y * 0x1p-600, z * 0x1p-600).normalized(); // the squares overflowed
        }
        return n < 1e-15 ? IDENTITY : new Quat(w / n, x / n, y / n, z / n);
    }

    /// Rotates `v`.
    public Vec3 rotate(Vec3 v) {
        // v + 2w (u × v) + 2 u × (u × v), with u the vector part
        double tx = 2 * (y * v.z() - z * v.y());
        double ty = 2 * (z * v.x() - x * v.z());
        double tz = 2 * (x * v.y() - y * v.x());
        return new Vec3(
                v.x() + w * tx + (y * tz - z * ty),
                v.y() + w * ty + (z * tx - x * tz),
                v.z() + w * tz + (x * ty - y * tx));
    }

    /// Rotates `v` by the inverse.
    public Vec3 rotateInverse(Vec3 v) {
        return conjugate().rotate(v);
    }

    /// The rotation vector, of length in `[0, π]`, whose exponential this is (the logarithm map).
    public Vec3 toRotationVector() {
        Vec3 u = new Vec3(x, y, z);
        double s = u.length();
        double perSine = s < 1e-15 ? 2 : 2 * StrictMath.atan2(s, Math.abs(w)) / s;
        return u.times(w < 0 ? -perSine : perSine);
    }

    /// The angle in `[0, π]` between this rotation and `b`.
    public double angleTo(Quat b) {
        return conjugate().times(b).toRotationVector().length();
    }

    /// Spherical interpolation along the shorter arc: `this` at `t = 0`, `b` or `−b` at `t = 1`.
    public Quat slerp(Quat b, double t) {
        Vec3 v = conjugate().times(b).toRotationVector();
        return times(fromRotationVector(v.times(t))).normalized();
    }

    public Rotation toRotation() {
        return new Rotation(
                1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y),
                2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x),
                2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y));
    }

    public boolean isFinite() {
        return Double.isFinite(w) && Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }

    public double[] toArray() {
        return new double[]{w, x, y, z};
    }

    /// Writes `(w, x, y, z)` to `out` from `offset` on.
    public void into(double[] out, int offset) {
        out[offset] = w;
        out[offset + 1] = x;
        out[offset + 2] = y;
        out[offset + 3] = z;
    }
}
