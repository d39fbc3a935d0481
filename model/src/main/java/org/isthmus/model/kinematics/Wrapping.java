package org.isthmus.model.kinematics;

import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.kinematics.CircleWrapping.Point;
import org.isthmus.model.kinematics.CircleWrapping.Touch;
import org.jspecify.annotations.Nullable;

/// The path of a taut string around a sphere or an infinite cylinder (MuJoCo's `mju_wrap`).
///
/// The sphere is cut by the plane through its centre and both ends, the cylinder is projected along its axis; in that
/// plane the string wraps around a circle ([CircleWrapping]). On a cylinder it rises in proportion to the way
/// travelled in the plane.
final class Wrapping {
    /// Vectors shorter than this have no direction (MuJoCo's `mjMINVAL`).
    private static final double MIN_LENGTH = 1e-15;

    private final boolean sphere;
    private final Vec3 from;
    private final Vec3 to;
    private Vec3 axisX = Vec3.X;
    private Vec3 axisY = Vec3.Y;

    /// @param from the string's begin in the frame of the sphere or cylinder
    /// @param to the string's end in that frame
    private Wrapping(boolean sphere, Vec3 from, Vec3 to) {
        this.sphere = sphere;
        this.from = from;
        this.to = to;
        if (sphere) {
            choosePlane();
        }
    }

    /// Where the string meets the surface and where it leaves it, and the length between; world frame, m.
    record Arc(Vec3 begin, Vec3 end, double length) {}

    /// The part of the string that lies on the surface; null when it runs straight past.
    ///
    /// @param center of the sphere, or a point of the cylinder's axis, world frame
    /// @param frame of the geom in the world; a cylinder's axis is its z
    /// @param from the string's begin, world frame
    /// @param to the string's end, world frame
    /// @param side a point on the side where the string must run, world frame; inside the surface: the string runs
    /// inside; null: the shorter way
    static @Nullable Arc around(boolean sphere, double radius, Vec3 center, Rotation frame, Vec3 from, Vec3 to,
            @Nullable Vec3 side) {
        Rotation inverse = frame.transpose();
        Vec3 localFrom = inverse.times(from.minus(center));
        Vec3 localTo = inverse.times(to.minus(center));
        if (radius < MIN_LENGTH || localFrom.length() < MIN_LENGTH || localTo.length() < MIN_LENGTH) {
            return null;
        }
        Wrapping wrapping = new Wrapping(sphere, localFrom, localTo);
        Arc arc = wrapping.inPlane(radius, side == null ? null : inverse.times(side.minus(center)));
        return arc == null ? null
                : new Arc(frame.times(arc.begin).plus(center), frame.times(arc.end).plus(center), arc.length);
    }

    /// x towards the begin, y towards the end; any plane when the three points are on one line.
    private void choosePlane() {
        axisX = from.normalized();
        Vec3 normal = from.cross(to);
        if (normal.length() < MIN_LENGTH) {
            normal = axisX.cross(onesWithoutLargest(axisX));
        }
        axisY = normal.normalized().cross(axisX).normalized();
    }

    /// (1, 1, 1) with a zero at the largest component of `v`.
    private static Vec3 onesWithoutLargest(Vec3 v) {
        double x = Math.abs(v.x());
        double y = Math.abs(v.y());
        double z = Math.abs(v.z());
        if (z > x && z > y) {
            return new Vec3(1, 1, 0);
        }
        return y > x && y > z ? new Vec3(1, 0, 1) : new Vec3(0, 1, 1);
    }

    private @Nullable Arc inPlane(double radius, @Nullable Vec3 side) {
        Point a = project(from);
        Point b = project(to);
        Touch touch;
        if (side != null && side.length() < radius) {
            touch = CircleWrapping.inside(a, b, radius);
        } else {
            touch = CircleWrapping.outside(a, b, radius,
                    side == null ? null : project(side).normalized().times(radius));
        }
        if (touch == null) {
            return null;
        }
        Vec3 begin = lift(touch.begin());
        Vec3 end = lift(touch.end());
        return sphere ? new Arc(begin, end, touch.length()) : rising(begin, end, touch.length());
    }

    private Point project(Vec3 p) {
        return new Point(p.dot(axisX), p.dot(axisY));
    }

    private Vec3 lift(Point p) {
        return axisX.times(p.x()).plusScaled(axisY, p.y());
    }

    /// The same points of a cylinder at their heights.
    private Arc rising(Vec3 begin, Vec3 end, double length) {
        double before = StrictMath.hypot(from.x() - begin.x(), from.y() - begin.y());
        double after = StrictMath.hypot(to.x() - end.x(), to.y() - end.y());
        double slope = (to.z() - from.z()) / (before + length + after);
        double low = from.z() + slope * before;
        double high = from.z() + slope * (before + length);
        return new Arc(new Vec3(begin.x(), begin.y(), low), new Vec3(end.x(), end.y(), high),
                StrictMath.hypot(length, high - low));
    }
}
