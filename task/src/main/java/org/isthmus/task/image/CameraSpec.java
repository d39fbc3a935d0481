package org.isthmus.task.image;

import java.util.EnumSet;
import java.util.Set;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.render.Output;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;

/// A camera of a task.
///
/// @param name such as `front` or `wrist`
/// @param body that carries it; empty: it stands in the world
/// @param pose in the frame of that body, OpenCV's axes (x right, y down, z forward)
/// @param outputs what its images tell
/// @param every control steps between two images
public record CameraSpec(String name, String body, Pose pose, Camera camera, Set<Output> outputs, int every) {
    /// @throws IllegalArgumentException when the rate is not 1 or more
    public CameraSpec {
        outputs = Set.copyOf(outputs);
        if (every < 1 || outputs.isEmpty()) {
            throw new IllegalArgumentException("camera '" + name + "' with outputs " + outputs + " every " + every
                    + " control steps, expected some outputs, and 1 or more");
        }
    }

    /// A camera that stands in the world and makes an RGB image in each control step.
    ///
    /// @param fovy vertical field of view, rad
    public static CameraSpec standing(String name, Vec3 from, Vec3 to, double fovy, int width, int height) {
        return new CameraSpec(name, "", View.lookAt(from, to, Vec3.Z), Camera.perspective(width, height, fovy),
                EnumSet.of(Output.RGB), 1);
    }

    public CameraSpec with(Set<Output> other) {
        return new CameraSpec(name, body, pose, camera, other, every);
    }

    /// The same camera with images of another size, and the same height of view.
    public CameraSpec sized(int width, int height) {
        double scale = (double) height / camera.height();
        Camera other = Camera.pinhole(width, height, camera.fx() * scale, camera.fy() * scale,
                (width - 1) / 2.0, (height - 1) / 2.0);
        return new CameraSpec(name, body, pose, other, outputs, every);
    }
}
