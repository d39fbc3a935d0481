package org.isthmus.model.kinematics;

import org.isthmus.core.math.Quaternions;
import org.isthmus.core.array.DoubleArray;
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
    private final CameraTable cameras;
    private final LightTable lights;
    private final Kinematics frames;
    /// [3] scratch: axes of a camera
    private final double[] x = new double[3];
    private final double[] y = new double[3];
    private final double[] z = new double[3];

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
        frames.place(body, cameras.pos(), cameras.quat(), frames.camXpos, frames.camXmat, i);
        if (mode == TRACK || mode == TRACK_COM) {
            cameras.mat0().copyTo(9 * i, frames.camXmat, 9 * i, 9);
            follow(mode, body, mode == TRACK ? cameras.pos0() : cameras.posCom0(), i, frames.camXpos);
        } else if (mode != FIXED && target >= 0) {
            lookAt(targets(mode), 3 * target, i);
        }
    }

    private void placeLight(int i) {
        int mode = lights.mode().get(i);
        int body = lights.bodyId().get(i);
        int target = lights.targetBodyId().get(i);
        frames.placePoint(body, lights.pos(), frames.lightXpos, i);
        lights.dir().copyTo(3 * i, frames.lightXdir, 3 * i, 3);
        Quaternions.rotate(frames.xquat, 4 * body, frames.lightXdir, 3 * i, frames.lightXdir, 3 * i);
        if (mode == TRACK || mode == TRACK_COM) {
            follow(mode, body, mode == TRACK ? lights.pos0() : lights.posCom0(), i, frames.lightXpos);
            lights.dir0().copyTo(3 * i, frames.lightXdir, 3 * i, 3);
        } else if (mode != FIXED && target >= 0) {
            for (int k = 0; k < 3; k++) {
                frames.lightXdir[3 * i + k] = targets(mode)[3 * target + k] - frames.lightXpos[3 * i + k];
            }
        }
        Quaternions.toUnit(frames.lightXdir, 3 * i);
    }

    /// Keeps the offset that a camera or light has from its body or its subtree's centre of mass at `qpos0`.
    private void follow(int mode, int body, DoubleArray offsets, int i, double[] positions) {
        double[] followed = mode == TRACK ? frames.xpos : frames.subtreeCom;
        offsets.copyTo(3 * i, positions, 3 * i, 3);
        Quaternions.add(followed, 3 * body, positions, 3 * i);
    }

    private double[] targets(int mode) {
        return mode == TARGET_BODY ? frames.xpos : frames.subtreeCom;
    }

    /// Turns a camera so that its −z axis points at a target and its x axis is horizontal.
    private void lookAt(double[] target, int at, int camera) {
        for (int k = 0; k < 3; k++) {
            z[k] = frames.camXpos[3 * camera + k] - target[at + k];
        }
        Quaternions.toUnit(z, 0);
        x[0] = -z[1];
        x[1] = z[0];
        x[2] = 0;
        Quaternions.toUnit(x, 0);
        for (int k = 0; k < 3; k++) {
            y[k] = z[(k + 1) % 3] * x[(k + 2) % 3] - z[(k + 2) % 3] * x[(k + 1) % 3];
        }
        Quaternions.toUnit(y, 0);
        for (int k = 0; k < 3; k++) {
            frames.camXmat[9 * camera + 3 * k] = x[k];
            frames.camXmat[9 * camera + 3 * k + 1] = y[k];
            frames.camXmat[9 * camera + 3 * k + 2] = z[k];
        }
    }
}
