package org.isthmus.model.compile;

import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Placed;

/// Changes of frame of what is on a body.
final class Poses {
    private Poses() {}

    /// The product, its rotation at unit length.
    static Pose times(Pose a, Pose b) {
        Pose product = a.times(b);
        return new Pose(product.position(), product.rotation().normalized());
    }

    /// Expresses geoms, sites, cameras and lights of a body in another frame.
    ///
    /// @param toNew pose of the body's frame in the new one
    static void moveContents(BodyDraft body, Pose toNew) {
        body.geoms.forEach(g -> move(g.element, toNew));
        body.sites.forEach(s -> move(s.element, toNew));
        body.cameras.forEach(v -> move(v.element, toNew));
        for (LightDraft light : body.lights) {
            Light e = light.element;
            e.pos = toNew.transform(e.pos);
            e.dir = toNew.rotation().rotate(e.dir);
        }
    }

    static void move(Placed element, Pose toNew) {
        element.setPose(times(toNew, element.pose()));
    }
}
