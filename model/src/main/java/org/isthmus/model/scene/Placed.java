package org.isthmus.model.scene;

import org.isthmus.core.math.Pose;

/// An element with a frame of its own in its parent body.
public interface Placed {
    /// The element's frame in its body's frame.
    Pose pose();

    void setPose(Pose pose);
}
