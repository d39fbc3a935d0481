package org.isthmus.render.camera;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;

/// A camera in a world: one image to be made.
///
/// @param world which of the worlds of a batch
/// @param pose `X_WC`: the camera's frame (x right, y down, z forward) in the world
/// @param earlier `X_WC` at the earlier time that optical flow starts from
public record View(int world, Camera camera, Pose pose, Pose earlier) {
    /// A camera that did not move.
    public View(int world, Camera camera, Pose pose) {
        this(world, camera, pose, pose);
    }

    public View {
        if (world < 0 || !pose.isFinite() || !earlier.isFinite()) {
            throw new IllegalArgumentException("a view of world " + world + " from " + pose
                    + ", expected a world from 0 on and finite poses");
        }
    }

    /// The pose of a camera that looks from a point to another, its image upright.
    ///
    /// @param up any direction that is not along the view
    public static Pose lookAt(Vec3 from, Vec3 to, Vec3 up) {
        Vec3 z = to.minus(from).normalized();
        Vec3 across = z.cross(up);
        Vec3 x = (across.lengthSquared() < 1e-20 ? z.cross(Math.abs(z.x()) < 0.9 ? Vec3.X : Vec3.Y) : across)
                .normalized();
        return new Pose(from, Rotation.fromColumns(x, z.cross(x), z).toQuat());
    }

    /// The pose of a camera whose frame is given as MuJoCo and OpenGL have it: x right, y up, looking along −z.
    public static Pose fromOpenGl(Pose pose) {
        return pose.times(Pose.rotated(new Quat(0, 1, 0, 0)));
    }
}
