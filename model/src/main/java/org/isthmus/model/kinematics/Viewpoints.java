package org.isthmus.model.kinematics;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CameraTable;
import org.isthmus.model.compiled.LightTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.CameraMode;

/// Poses of cameras and lights, which may follow bodies instead of being fixed to them (MuJoCo's `mj_camlight`).
final class Viewpoints {
    private static final int FIXED = CameraMode.FIXED.ordinal();
    private static final int TRACK = CameraMode.TRACK.ordinal();
    private static final int TRACK_COM = CameraMode.TRACK_COM.ordinal();
    private static final int TARGET_BODY = CameraMode.TARGET_BODY.ordinal();
    private static final double MIN_LENGTH = 1e-15;

    private final CameraTable cameras;
    private final LightTable lights;
    private final Kinematics frames;

    Viewpoints(Model model, Kinematics frames) {
        cameras = model.cameras();
        lights = model.lights();
        this.frames = frames;
    }

    void compute() {
        for (int i = 0; i < cameras.mode().length(); i++) {
            placeCamera(i);
        }
        for (int i = 0; i < lights.mode().length(); i++) {
            placeLight(i);
        }
    }

    private void placeCamera(int i) {
        int mode = cameras.mode().get(i);
        int body = cameras.bodyId().get(i);
        int target = cameras.targetBodyId().get(i);
        frames.place(body, cameras.pos().vec3(i), cameras.quat().quat(i), frames.camXpos, frames.camXmat, i);
        if (mode == TRACK || mode == TRACK_COM) {
            cameras.mat0().copyTo(9 * i, frames.camXmat, 9 * i, 9);
            follow(mode, body, mode == TRACK ? cameras.pos0() : cameras.posCom0(), i, frames.camXpos);
        } else if (mode != FIXED && target >= 0) {
            lookAt(Vec3.of(frames.camXpos, 3 * i), Vec3.of(targets(mode), 3 * target), frames.camXmat, i);
        }
    }

    private void placeLight(int i) {
        int mode = lights.mode().get(i);
        int body = lights.bodyId().get(i);
        int target = lights.targetBodyId().get(i);
        Quat bodyQuat = Quat.of(frames.xquat, 4 * body);
        bodyQuat.rotate(lights.pos().vec3(i)).plus(Vec3.of(frames.xpos, 3 * body)).into(frames.lightXpos, 3 * i);
        bodyQuat.rotate(lights.dir().vec3(i)).into(frames.lightXdir, 3 * i);
        if (mode == TRACK || mode == TRACK_COM) {
            follow(mode, body, mode == TRACK ? lights.pos0() : lights.posCom0(), i, frames.lightXpos);
            lights.dir0().copyTo(3 * i, frames.lightXdir, 3 * i, 3);
        } else if (mode != FIXED && target >= 0) {
            Vec3.of(targets(mode), 3 * target).minus(Vec3.of(frames.lightXpos, 3 * i)).into(frames.lightXdir, 3 * i);
        }
        unit(Vec3.of(frames.lightXdir, 3 * i)).into(frames.lightXdir, 3 * i);
    }

    /// Keeps the offset that a camera or light has from its body or its subtree's centre of mass at `qpos0`.
    private void follow(int mode, int body, DoubleArray offsets, int i, double[] positions) {
        double[] followed = mode == TRACK ? frames.xpos : frames.subtreeCom;
        Vec3.of(followed, 3 * body).plus(offsets.vec3(i)).into(positions, 3 * i);
    }

    private double[] targets(int mode) {
        return mode == TARGET_BODY ? frames.xpos : frames.subtreeCom;
    }

    /// A camera at `eye` whose −z axis points at `target` and whose x axis is horizontal.
    private static void lookAt(Vec3 eye, Vec3 target, double[] matrices, int row) {
        Vec3 z = unit(eye.minus(target));
        Vec3 x = unit(new Vec3(-z.y(), z.x(), 0));
        Rotation.fromColumns(x, unit(z.cross(x)), z).into(matrices, 9 * row);
    }

    /// At unit length; x where there is no direction. Unlike [Vec3#normalized] it always makes a new object, which C2
    /// removes.
    private static Vec3 unit(Vec3 v) {
        double n = v.length();
        double s = n < MIN_LENGTH ? 0 : 1 / n;
        return new Vec3(n < MIN_LENGTH ? 1 : v.x() * s, v.y() * s, v.z() * s);
    }
}
