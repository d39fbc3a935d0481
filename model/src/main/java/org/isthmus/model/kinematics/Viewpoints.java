package org.isthmus.model.kinematics;

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
    private static final int TARGET_BODY_COM = CameraMode.TARGET_BODY_COM.ordinal();

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
            followed(mode, body, cameras.pos0().vec3(i), cameras.posCom0().vec3(i)).into(frames.camXpos, 3 * i);
        } else if (mode != FIXED && target >= 0) {
            lookAt(Vec3.of(frames.camXpos, 3 * i), target(mode, target)).into(frames.camXmat, 9 * i);
        }
    }

    private void placeLight(int i) {
        int mode = lights.mode().get(i);
        int body = lights.bodyId().get(i);
        int target = lights.targetBodyId().get(i);
        Quat bodyQuat = Quat.of(frames.xquat, 4 * body);
        Vec3 position = bodyQuat.rotate(lights.pos().vec3(i)).plus(Vec3.of(frames.xpos, 3 * body));
        Vec3 direction = bodyQuat.rotate(lights.dir().vec3(i));
        if (mode == TRACK || mode == TRACK_COM) {
            position = followed(mode, body, lights.pos0().vec3(i), lights.posCom0().vec3(i));
            direction = lights.dir0().vec3(i);
        } else if (mode != FIXED && target >= 0) {
            direction = target(mode, target).minus(position);
        }
        position.into(frames.lightXpos, 3 * i);
        direction.normalized().into(frames.lightXdir, 3 * i);
    }

    private Vec3 followed(int mode, int body, Vec3 fromBody, Vec3 fromCom) {
        return mode == TRACK ? Vec3.of(frames.xpos, 3 * body).plus(fromBody)
                : Vec3.of(frames.subtreeCom, 3 * body).plus(fromCom);
    }

    private Vec3 target(int mode, int body) {
        assert mode == TARGET_BODY || mode == TARGET_BODY_COM;
        return Vec3.of(mode == TARGET_BODY ? frames.xpos : frames.subtreeCom, 3 * body);
    }

    /// A camera at `eye` whose −z axis points at `target` and whose x axis is horizontal.
    private static Rotation lookAt(Vec3 eye, Vec3 target) {
        Vec3 z = eye.minus(target).normalized();
        Vec3 x = new Vec3(-z.y(), z.x(), 0).normalized();
        return Rotation.fromColumns(x, z.cross(x).normalized(), z);
    }
}
