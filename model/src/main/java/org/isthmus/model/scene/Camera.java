package org.isthmus.model.scene;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A camera on a body (MJCF `camera`). Its frame is MuJoCo's and OpenGL's: it looks along −z, x right, y up.
public final class Camera extends Element implements Placed {
    public static final Schema<Camera> SCHEMA = schema();

    public @Nullable String defaultClass;
    public CameraMode mode = CameraMode.FIXED;
    public @Nullable String target;
    /// Frame of the camera in its body, m.
    public Vec3 pos = Vec3.ZERO;
    public Quat quat = Quat.IDENTITY;
    public Projection projection = Projection.PERSPECTIVE;
    /// Vertical field of view: degrees, or metres where orthographic.
    public double fovy = 45;
    /// Distance between the eyes, m.
    public double ipd = 0.068;
    /// Width and height, pixels.
    public final double[] resolution = {1, 1};
    /// What it gives, words as in MJCF: `rgb depth distance normal segmentation`; null: rgb.
    public @Nullable String output;
    /// Width and height of the sensor, m; 0: the field of view decides.
    public final double[] sensorSize = new double[2];
    /// m.
    public final double[] focalLength = new double[2];
    /// Pixels.
    public final double[] focalPixel = new double[2];
    /// Offset of the principal point, m.
    public final double[] principalLength = new double[2];
    /// Offset of the principal point, pixels.
    public final double[] principalPixel = new double[2];
    public double[] user = {};

    public Camera() {}

    private static Schema<Camera> schema() {
        return Schema.of("camera", Camera::new)
                .text("name", c -> c.name, (c, v) -> c.name = v)
                .reference("class", ObjectType.DEFAULT, c -> c.defaultClass, (c, v) -> c.defaultClass = v)
                .reference("target", ObjectType.BODY, c -> c.target, (c, v) -> c.target = v)
                .choice("mode", CameraMode.class, c -> c.mode, (c, v) -> c.mode = v)
                .vector("pos", c -> c.pos, (c, v) -> c.pos = v)
                .quaternion("quat", c -> c.quat, (c, v) -> c.quat = v)
                .choice("projection", Projection.class, c -> c.projection, (c, v) -> c.projection = v)
                .number("fovy", c -> c.fovy, (c, v) -> c.fovy = v)
                .number("ipd", c -> c.ipd, (c, v) -> c.ipd = v)
                .numbers("resolution", 2, c -> c.resolution)
                .text("output", c -> c.output, (c, v) -> c.output = v)
                .numbers("sensorsize", 2, c -> c.sensorSize)
                .numbers("focal", 2, c -> c.focalLength)
                .numbers("focalpixel", 2, c -> c.focalPixel)
                .numbers("principal", 2, c -> c.principalLength)
                .numbers("principalpixel", 2, c -> c.principalPixel)
                .list("user", c -> c.user, (c, v) -> c.user = v);
    }

    @Override
    public Pose pose() {
        return new Pose(pos, quat);
    }

    @Override
    public void setPose(Pose pose) {
        pos = pose.position();
        quat = pose.rotation();
    }
}
