package org.isthmus.model.scene.edit;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Joint;

/// Moves the states that a keyframe holds in the world's frame.
final class States {
    private States() {}

    /// Moves the state of a free joint by `X`. Its linear velocity is in the world's frame, the angular one in the body's.
    static void moveFree(KeyframeParts.Frame frame, Joint joint, Pose X) {
        frame.qpos.computeIfPresent(joint, (j, qpos) -> {
            Pose moved = X.times(new Pose(Vec3.of(qpos, 0), Quat.of(qpos, 3)));
            double[] result = new double[7];
            moved.position().into(result, 0);
            moved.rotation().into(result, 3);
            return result;
        });
        frame.qvel.computeIfPresent(joint, (j, qvel) -> {
            double[] result = qvel.clone();
            X.rotation().rotate(Vec3.of(qvel, 0)).into(result, 0);
            return result;
        });
    }

    static void moveMocap(KeyframeParts.Frame frame, Body mocap, Pose X) {
        frame.mocapPos.computeIfPresent(mocap, (b, p) -> X.transform(Vec3.of(p, 0)).toArray());
        frame.mocapQuat.computeIfPresent(mocap, (b, q) -> X.rotation().times(Quat.of(q, 0)).toArray());
    }
}
