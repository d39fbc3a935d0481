package org.isthmus.model.mjcf;

import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.DefaultClass;
import org.jspecify.annotations.Nullable;

/// Where in the tree an element is read: in a body, or in frames inside it.
///
/// @param frame pose of the innermost frame in the body
/// @param classes default class of the elements that name none
/// @param frameClass name of the class that a frame gives them, and that they must name once the frame is gone; null: none
record Place(Body body, Pose frame, DefaultClass classes, @Nullable String frameClass) {
    static Place in(Body body, DefaultClass classes) {
        return new Place(body, Pose.IDENTITY, classes, null);
    }

    /// Inside a frame at this place.
    Place framed(Pose pose) {
        return new Place(body, frame.times(pose), classes, frameClass);
    }

    Place withClass(DefaultClass c) {
        return new Place(body, frame, c, c.name);
    }

    Movement movement() {
        return new Movement(frame);
    }
}
