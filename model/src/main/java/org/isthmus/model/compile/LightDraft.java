package org.isthmus.model.compile;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A light while its scene is compiled.
final class LightDraft extends Draft<Light> {
    BodyDraft body;
    @Nullable
    BodyDraft target;
    @Nullable
    TextureDraft texture;
    /// World frame at `qpos0`: from the body, and from the centre of mass of its (or the target's) subtree, m.
    Vec3 pos0 = Vec3.ZERO;
    Vec3 posCom0 = Vec3.ZERO;
    Vec3 dir0 = Vec3.ZERO;

    LightDraft(Light light, BodyDraft body) {
        super(ObjectType.LIGHT, light);
        this.body = body;
    }
}
