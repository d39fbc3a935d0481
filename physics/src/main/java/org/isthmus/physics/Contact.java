package org.isthmus.physics;

import org.isthmus.core.math.Vec3;

/// A contact point and what goes through it.
///
/// @param firstGeom number of a geom of the model
/// @param secondGeom number of the other
/// @param distance of the surfaces, negative where they overlap, m
/// @param point half way between the surfaces, world frame, m
/// @param normal from the first geom to the second, unit, world frame
/// @param tangent the first direction of friction, unit, world frame; the second is `normal × tangent`
/// @param force on the second geom's body, world frame, N
/// @param torque on the second geom's body about the point, beyond that of the force, world frame, N·m
public record Contact(
        int firstGeom, int secondGeom, double distance, Vec3 point, Vec3 normal, Vec3 tangent, Vec3 force,
        Vec3 torque) {}
