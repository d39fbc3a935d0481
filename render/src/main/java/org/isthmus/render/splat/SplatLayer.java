package org.isthmus.render.splat;

import org.isthmus.core.math.Pose;

/// A cloud of splats in a world. It neither casts nor gets shadows: its light was captured with it.
///
/// @param pose of the cloud's frame in the world
/// @param scale m for each unit of the cloud
/// @param object that labels say, see [org.isthmus.render.scene.Instance#object]
/// @param semantic class that labels say
public record SplatLayer(Splats splats, Pose pose, double scale, int object, int semantic) {
    public SplatLayer {
        if (!pose.isFinite() || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("splats at " + pose + " of scale " + scale
                    + ", expected a finite pose and a scale above 0");
        }
    }

    /// A part of the world that does not move.
    public static SplatLayer of(Splats splats) {
        return new SplatLayer(splats, Pose.IDENTITY, 1, 0, 0);
    }

    public SplatLayer at(Pose other) {
        return new SplatLayer(splats, other, scale, object, semantic);
    }
}
