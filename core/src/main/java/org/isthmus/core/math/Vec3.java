package org.isthmus.core.math;

/// A vector or point in three dimensions.
public record Vec3(double x, double y, double z) {
    public static final Vec3 ZERO = new Vec3(0, 0, 0);
    public static final Vec3 ONE = new Vec3(1, 1, 1);
    public static final Vec3 X = new Vec3(1, 0, 0);
    public static final Vec3 Y = new Vec3(0, 1, 0);
    public static final Vec3 Z = new Vec3(0, 0, 1);

    /// Reads three numbers of `array` from `offset` on.
    public static Vec3 of(double[] array, int offset) {
        return new Vec3(array[offset], array[offset + 1], array[offset + 2]);
    }

    public Vec3 plus(Vec3 b) {
        return new Vec3(x + b.x, y + b.y, z + b.z);
    }

    public Vec3 minus(Vec3 b) {
        return new Vec3(x - b.x, y - b.y, z - b.z);
    }

    public Vec3 negate() {
        return new Vec3(-x, -y, -z);
    }

    public Vec3 times(double s) {
        return new Vec3(x * s, y * s, z * s);
    }

    /// Component-wise product.
    public Vec3 times(Vec3 b) {
        return new Vec3(x * b.x, y * b.y, z * b.z);
    }

    /// `this + s · b`.
    public Vec3 plusScaled(Vec3 b, double s) {
        // so short that the compiler inlines it where it is rarely called too, and its result needs no memory there
        return plus(b.times(s));
    }

    public double dot(Vec3 b) {
        return x * b.x + y * b.y + z * b.z;
    }

    public Vec3 cross(Vec3 b) {
        return new Vec3(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x);
    }

    public double lengthSquared() {
        return dot(this);
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    public double distance(Vec3 b) {
        return minus(b).length();
    }

    /// This vector scaled to unit length; [#X] when it is shorter than `1e-15`, so that the result is always a direction
    /// (MuJoCo's `mju_normalize3`).
    public Vec3 normalized() {
        double n = length();
        if (n == Double.POSITIVE_INFINITY && isFinite()) {
            return times(0x1p-600).normalized(); // the squares overflowed
        }
        return n < 1e-15 ? X : times(1 / n);
    }

    public Vec3 min(Vec3 b) {
        return new Vec3(Math.min(x, b.x), Math.min(y, b.y), Math.min(z, b.z));
    }

    public Vec3 max(Vec3 b) {
        return new Vec3(Math.max(x, b.x), Math.max(y, b.y), Math.max(z, b.z));
    }

    /// Linear interpolation: `this` at `t = 0`, `b` at `t = 1`.
    public Vec3 lerp(Vec3 b, double t) {
        return new Vec3(x + t * (b.x - x), y + t * (b.y - y), z + t * (b.z - z));
    }

    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }

    /// Component 0, 1 or 2.
    public double get(int axis) {
        return switch (axis) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> z;
            default -> throw new IndexOutOfBoundsException("axis " + axis + ", expected 0, 1 or 2");
        };
    }

    public double[] toArray() {
        return new double[]{x, y, z};
    }

    /// Writes the three components to `out` from `offset` on.
    public void into(double[] out, int offset) {
        out[offset] = x;
        out[offset + 1] = y;
        out[offset + 2] = z;
    }
}
