package org.isthmus.core.math;

/// An axis-aligned box, closed: points on its surface belong to it. It is empty when a component of `min` is above that of `max`.
public record Aabb(Vec3 min, Vec3 max) {
    private static final Vec3 INFINITE = new Vec3(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY);

    /// Holds no point; the identity of [#union].
    public static final Aabb EMPTY = new Aabb(INFINITE, INFINITE.negate());
    /// Holds every point.
    public static final Aabb ALL = new Aabb(INFINITE.negate(), INFINITE);

    /// The smallest box around the points.
    public static Aabb around(Vec3... points) {
        Aabb box = EMPTY;
        for (Vec3 p : points) {
            box = new Aabb(box.min.min(p), box.max.max(p));
        }
        return box;
    }

    public static Aabb centered(Vec3 center, Vec3 halfSize) {
        return new Aabb(center.minus(halfSize), center.plus(halfSize));
    }

    public boolean isEmpty() {
        return !isBelow(min, max);
    }

    private static boolean isBelow(Vec3 a, Vec3 b) {
        return a.x() <= b.x() && a.y() <= b.y() && a.z() <= b.z();
    }

    /// The centre; not a number for a box that is empty or unbounded.
    public Vec3 center() {
        return min.plus(halfSize());
    }

    /// Half of the edge lengths; negative for an empty box.
    public Vec3 halfSize() {
        return max.times(0.5).minus(min.times(0.5));
    }

    /// The smallest box that holds both.
    public Aabb union(Aabb b) {
        if (isEmpty()) {
            return b;
        }
        return b.isEmpty() ? this : new Aabb(min.min(b.min), max.max(b.max));
    }

    /// The smallest box in frame A around this one in frame B, with `pose` = `X_AB`; [#ALL] for an unbounded box (Arvo,
    /// "Transforming axis-aligned bounding boxes", Graphics Gems, 1990).
    public Aabb transformed(Pose pose) {
        if (isEmpty()) {
            return EMPTY;
        }
        if (!min.isFinite() || !max.isFinite()) {
            return ALL;
        }
        Rotation r = pose.rotation().toRotation();
        Vec3 h = halfSize();
        Vec3 half = new Vec3(
                Math.abs(r.xx()) * h.x() + Math.abs(r.xy()) * h.y() + Math.abs(r.xz()) * h.z(),
                Math.abs(r.yx()) * h.x() + Math.abs(r.yy()) * h.y() + Math.abs(r.yz()) * h.z(),
                Math.abs(r.zx()) * h.x() + Math.abs(r.zy()) * h.y() + Math.abs(r.zz()) * h.z());
        return centered(pose.transform(center()), half);
    }

    /// Whether the two have a point in common.
    public boolean intersects(Aabb b) {
        return !isEmpty() && !b.isEmpty() && isBelow(min, b.max) && isBelow(b.min, max);
    }

    public boolean contains(Vec3 p) {
        return isBelow(min, p) && isBelow(p, max);
    }

    /// Whether every point of `b` is in this box.
    public boolean contains(Aabb b) {
        return b.isEmpty() || (contains(b.min) && contains(b.max));
    }

    /// Distance of `p` from the box: 0 inside, infinite for an empty box.
    public double distance(Vec3 p) {
        return distance(new Aabb(p, p));
    }

    /// Least distance between points of the two: 0 where they meet, infinite where one is empty.
    public double distance(Aabb b) {
        if (isEmpty() || b.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        return min.minus(b.max).max(b.min.minus(max)).max(Vec3.ZERO).length();
    }
}
