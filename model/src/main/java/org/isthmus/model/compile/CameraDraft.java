package org.isthmus.model.compile;

import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A camera while its scene is compiled.
final class CameraDraft extends Draft<Camera> {
    BodyDraft body;
    @Nullable
    BodyDraft target;
    /// Bit mask of the words in [Camera#output].
    int output;
    /// [4] focal length x y, principal point x y, m
    final float[] intrinsic = new float[4];
    /// World frame at `qpos0`: from the body, and from the centre of mass of its (or the target's) subtree, m.
    Vec3 pos0 = Vec3.ZERO;
    Vec3 posCom0 = Vec3.ZERO;
    Rotation mat0 = Rotation.IDENTITY;

    CameraDraft(Camera camera, BodyDraft body) {
        super(ObjectType.CAMERA, camera);
        this.body = body;
    }
}
