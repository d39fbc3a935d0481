package org.isthmus.render.scene;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CameraTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.Projection;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.camera.View;

/// The cameras of a model.
public final class ModelCameras {
    private ModelCameras() {}

    /// What a camera of a model sees where its kinematics have it.
    ///
    /// Of cameras with a sensor's size K follows from it and the focal lengths, else from the vertical field of view.
    ///
    /// @param camera number of the camera
    /// @param width columns of the image
    /// @param height rows of the image
    public static View view(Model model, Kinematics kinematics, int camera, int width, int height) {
        double[] m = kinematics.camXmat;
        int at = 9 * camera;
        Rotation r = new Rotation(m[at], m[at + 1], m[at + 2], m[at + 3], m[at + 4], m[at + 5], m[at + 6], m[at + 7],
                m[at + 8]);
        Pose pose = View.fromOpenGl(new Pose(Vec3.of(kinematics.camXpos, 3 * camera), r.toQuat()));
        return new View(0, optics(model.cameras(), camera, width, height), pose);
    }

    private static Camera optics(CameraTable t, int i, int width, int height) {
        double sensorX = t.sensorSize().get(2 * i);
        double sensorY = t.sensorSize().get(2 * i + 1);
        if (sensorX > 0 && sensorY > 0) {
            double perMetreX = width / sensorX;
            double perMetreY = height / sensorY;
            return Camera.pinhole(width, height, t.intrinsic().get(4 * i) * perMetreX,
                    t.intrinsic().get(4 * i + 1) * perMetreY,
                    0.5 * (width - 1) - t.intrinsic().get(4 * i + 2) * perMetreX,
                    0.5 * (height - 1) - t.intrinsic().get(4 * i + 3) * perMetreY);
        }
        double fovy = t.fovy().get(i);
        return Projection.values()[t.projection().get(i)] == Projection.ORTHOGRAPHIC
                ? Camera.orthographic(width, height, fovy)
                : Camera.perspective(width, height, StrictMath.toRadians(Math.clamp(fovy, 1e-3, 179.9)));
    }
}
