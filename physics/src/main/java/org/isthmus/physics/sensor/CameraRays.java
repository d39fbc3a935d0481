package org.isthmus.physics.sensor;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CameraTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Projection;

/// The rays of a camera's pixels, in its frame, which looks along −z. As MuJoCo has them: where a sensor size is given the principal point
/// counts from the image's corner, and an orthographic image is as wide as it is high.
final class CameraRays {
    final int width;
    final int height;
    /// Pixels.
    final double focalX;
    final double focalY;
    private final double centerX;
    private final double centerY;
    private final boolean isOrthographic;
    private final double extent;

    CameraRays(Model model, int camera) {
        CameraTable table = model.cameras();
        width = table.resolution().get(2 * camera);
        height = table.resolution().get(2 * camera + 1);
        extent = table.fovy().get(camera);
        isOrthographic = Projection.values()[table.projection().get(camera)] == Projection.ORTHOGRAPHIC;
        double sensorX = table.sensorSize().get(2 * camera);
        double sensorY = table.sensorSize().get(2 * camera + 1);
        boolean hasSensor = sensorX > 0 && sensorY > 0;
        double byView = 0.5 / StrictMath.tan(Math.toRadians(extent) / 2) * height;
        focalX = hasSensor ? table.intrinsic().get(4 * camera) / sensorX * width : byView;
        focalY = hasSensor ? table.intrinsic().get(4 * camera + 1) / sensorY * height : byView;
        centerX = hasSensor ? table.intrinsic().get(4 * camera + 2) / sensorX * width : width / 2.0;
        centerY = hasSensor ? table.intrinsic().get(4 * camera + 3) / sensorY * height : height / 2.0;
    }

    /// Where the ray of a pixel begins.
    Vec3 origin(int column, int row) {
        return isOrthographic
                ? new Vec3(((column + 0.5) / width - 0.5) * extent, (0.5 - (row + 0.5) / height) * extent, 0)
                : Vec3.ZERO;
    }

    /// Where it goes, unit.
    Vec3 direction(int column, int row) {
        return isOrthographic ? new Vec3(0, 0, -1)
                : new Vec3((column + 0.5 - centerX) / focalX, (centerY - row - 0.5) / focalY, -1).normalized();
    }
}
