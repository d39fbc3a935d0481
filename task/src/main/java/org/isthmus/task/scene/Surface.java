package org.isthmus.task.scene;

import org.isthmus.core.math.Vec3;

/// A level rectangle on which things can stand, its sides along x and y.
///
/// @param middle world frame, m
/// @param halfX half its length, m
/// @param halfY half its width, m
public record Surface(Vec3 middle, double halfX, double halfY) {
    /// Whether a circle round a point lies over it.
    boolean holds(Vec3 point, double radius) {
        return Math.abs(point.x() - middle.x()) <= halfX - radius && Math.abs(point.y() - middle.y()) <= halfY - radius;
    }
}
