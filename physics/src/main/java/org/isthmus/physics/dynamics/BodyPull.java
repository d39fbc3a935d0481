package org.isthmus.physics.dynamics;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Vec;

/// A force on a body.
///
/// @param wrench about the world's origin, world frame
public record BodyPull(int body, Spatial wrench) {
    /// A force through a point.
    public static BodyPull through(int body, Vec point, Vec force) {
        return new BodyPull(body, new Spatial(point.cross(force), force));
    }

    /// A torque alone.
    public static BodyPull turning(int body, Vec torque) {
        return new BodyPull(body, new Spatial(torque, Vec.zero(torque.x().graph())));
    }

    public BodyPull times(Expr scale) {
        return new BodyPull(body, wrench.times(scale));
    }
}
