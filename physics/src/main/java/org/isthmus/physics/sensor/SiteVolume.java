package org.isthmus.physics.sensor;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;

/// Whether rays meet the volume of a site; all in the site's frame.
final class SiteVolume {
    private SiteVolume() {}

    /// A part of a ray by its parameter; empty where `low > high`.
    private record Interval(double low, double high) {
        Interval and(Interval b) {
            return new Interval(Math.max(low, b.low), Math.min(high, b.high));
        }

        boolean isAhead() {
            return low <= high && high >= 0;
        }
    }

    /// Whether the ray from `point` along `direction` has a point in the volume.
    ///
    /// @param size as of geoms of that type
    static boolean meets(GeomType type, Vec3 size, Vec3 point, Vec3 direction) {
        return switch (type) {
            case SPHERE -> ball(point, direction, new Vec3(size.x(), size.x(), size.x())).isAhead();
            case ELLIPSOID -> ball(point, direction, size).isAhead();
            case CYLINDER -> tube(point, direction, size.x()).and(slab(point.z(), direction.z(), size.y())).isAhead();
            case CAPSULE -> capsule(size, point, direction);
            default -> slab(point.x(), direction.x(), size.x()).and(slab(point.y(), direction.y(), size.y()))
                    .and(slab(point.z(), direction.z(), size.z())).isAhead();
        };
    }

    /// Whether a point is in the volume.
    static boolean contains(GeomType type, Vec3 size, Vec3 p) {
        double round = p.x() * p.x() + p.y() * p.y();
        return switch (type) {
            case SPHERE -> round + p.z() * p.z() < size.x() * size.x();
            case ELLIPSOID -> new Vec3(p.x() / size.x(), p.y() / size.y(), p.z() / size.z()).lengthSquared() < 1;
            case CYLINDER -> Math.abs(p.z()) < size.y() && round < size.x() * size.x();
            case CAPSULE -> {
                double beyond = Math.max(0, Math.abs(p.z()) - size.y());
                yield round + beyond * beyond < size.x() * size.x();
            }
            default -> Math.abs(p.x()) < size.x() && Math.abs(p.y()) < size.y() && Math.abs(p.z()) < size.z();
        };
    }

    private static boolean capsule(Vec3 size, Vec3 point, Vec3 direction) {
        Vec3 up = new Vec3(0, 0, size.y());
        Vec3 round = new Vec3(size.x(), size.x(), size.x());
        return tube(point, direction, size.x()).and(slab(point.z(), direction.z(), size.y())).isAhead()
                || ball(point.minus(up), direction, round).isAhead()
                || ball(point.plus(up), direction, round).isAhead();
    }

    private static Interval slab(double at, double rate, double half) {
        if (rate == 0) {
            return Math.abs(at) <= half ? everywhere() : nowhere();
        }
        double a = (-half - at) / rate;
        double b = (half - at) / rate;
        return new Interval(Math.min(a, b), Math.max(a, b));
    }

    private static Interval everywhere() {
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static Interval nowhere() {
        return new Interval(1, -1);
    }

    private static Interval tube(Vec3 p, Vec3 d, double radius) {
        return roots(d.x() * d.x() + d.y() * d.y(), p.x() * d.x() + p.y() * d.y(),
                p.x() * p.x() + p.y() * p.y() - radius * radius);
    }

    private static Interval ball(Vec3 p, Vec3 d, Vec3 radii) {
        Vec3 q = new Vec3(p.x() / radii.x(), p.y() / radii.y(), p.z() / radii.z());
        Vec3 e = new Vec3(d.x() / radii.x(), d.y() / radii.y(), d.z() / radii.z());
        return roots(e.dot(e), q.dot(e), q.dot(q) - 1);
    }

    /// Where `a t² + 2 b t + c ≤ 0`, for a ≥ 0.
    private static Interval roots(double a, double b, double c) {
        if (a == 0) {
            return c <= 0 ? everywhere() : nowhere();
        }
        double discriminant = b * b - a * c;
        if (discriminant < 0) {
            return nowhere();
        }
        double root = Math.sqrt(discriminant);
        return new Interval((-b - root) / a, (-b + root) / a);
    }
}
