package org.isthmus.model.scene.edit;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Placed;

/// Moves what is in a body rigidly against the body's frame.
final class Placement {
    private Placement() {}

    /// Moves everything in `body` but its joints by `X_BC`: what had a pose in frame C has now the same pose in the body's frame.
    static void moveContents(Body body, Pose X_BC) {
        body.children.forEach(child -> move(child, X_BC));
        body.geoms.forEach(geom -> {
            move(geom, X_BC);
            moveEnds(geom.fromTo, X_BC);
        });
        body.sites.forEach(site -> {
            move(site, X_BC);
            moveEnds(site.fromTo, X_BC);
        });
        body.cameras.forEach(camera -> move(camera, X_BC));
        body.lights.forEach(light -> {
            light.pos = X_BC.transform(light.pos);
            light.dir = X_BC.rotation().rotate(light.dir);
        });
    }

    static void move(Placed element, Pose X_BC) {
        element.setPose(X_BC.times(element.pose()));
    }

    private static void moveEnds(double[] fromTo, Pose X_BC) {
        X_BC.transform(Vec3.of(fromTo, 0)).into(fromTo, 0);
        X_BC.transform(Vec3.of(fromTo, 3)).into(fromTo, 3);
    }
}
