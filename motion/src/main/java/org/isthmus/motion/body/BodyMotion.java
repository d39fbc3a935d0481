package org.isthmus.motion.body;

import org.isthmus.core.math.Vec3;

/// Places of a human's key points over time; world frame, z up, the floor at 0.
///
/// @param rate frames per second
/// @param points [frames][12 key points][3] m
public record BodyMotion(double rate, double[][] points) {
    /// Frames a recording may have.
    public static final int MAX_FRAMES = 1_000_000;

    public int frames() {
        return points.length;
    }

    public Vec3 at(int frame, KeyPoint point) {
        return Vec3.of(points[frame], 3 * point.ordinal());
    }

    Vec3 middle(int frame, KeyPoint a, KeyPoint b) {
        return at(frame, a).lerp(at(frame, b), 0.5);
    }
}
