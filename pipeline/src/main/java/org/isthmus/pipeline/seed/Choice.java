package org.isthmus.pipeline.seed;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.pipeline.seed.Surroundings.Held;
import org.isthmus.task.solve.Sight;
import org.isthmus.task.solve.Way;

/// How an object is to be taken: which grasp, and the way there.
///
/// @param number of the grasp; −1: there is none
/// @param body the object's
/// @param symmetry the object's frame here, in its body's
/// @param grasp the tool in that frame
/// @param width of the object between the fingers, m
/// @param contact the tool at the grasp
/// @param reach the way there, but for the last
record Choice(int number, String body, Quat symmetry, Pose grasp, double width, Pose contact, Way.Path reach) {
    static final Choice NONE = new Choice(-1, "", Quat.IDENTITY, Pose.IDENTITY, 0, Pose.IDENTITY,
            share -> Pose.IDENTITY);

    boolean isNone() {
        return number < 0;
    }

    Choice with(Way.Path way) {
        return new Choice(number, body, symmetry, grasp, width, contact, way);
    }

    /// Its frame where the object is.
    Pose object(Sight sight) {
        return goal(sight.body(body));
    }

    /// What is then in the hand.
    ///
    /// @param hold the tool in the object's frame
    Held held(Pose hold) {
        return new Held(body, hold.inverse().times(Pose.rotated(symmetry.conjugate())), width);
    }

    /// Where its frame is to be.
    ///
    /// @param there where the body is to be
    Pose goal(Pose there) {
        return new Pose(there.position(), there.rotation().times(symmetry).normalized());
    }
}
