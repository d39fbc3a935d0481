package org.isthmus.render.shutter;

import org.isthmus.core.math.Pose;
import org.isthmus.render.scene.WorldState;

/// Where things and the camera are at a time.
public interface Motion {
    /// Puts the things of a world (instances, lights) where they are.
    ///
    /// @param time since the start of the image's first row, s
    void place(double time, WorldState world);

    /// The camera's pose `X_WC`.
    Pose camera(double time);

    /// Steady motion from one state of a world at time 0 to another at `duration`, and likewise of the camera; it goes on beyond. Instances
    /// move along lines and turn about a fixed axis; lights stay.
    ///
    /// @param from its places are copied, as those of `to`
    /// @param duration s
    static Motion between(WorldState from, Pose cameraFrom, WorldState to, Pose cameraTo, double duration) {
        return new SteadyMotion(from.transforms.clone(), cameraFrom, to.transforms.clone(), cameraTo, duration);
    }
}
