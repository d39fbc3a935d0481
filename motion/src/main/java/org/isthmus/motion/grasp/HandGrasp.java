package org.isthmus.motion.grasp;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Pose;

/// A grasp of an object by a hand with several fingers.
///
/// @param object its frame in the world of the hand's model, whose base stands still
/// @param joints [n] coordinates of the hand
/// @param touches where it touches, the parts' geoms in the model's order of fingers
/// @param epsilon Ferrari and Canny's quality of these contacts; above 0: they hold against all forces and torques
/// @param deepest overlap of hand and object, m; 0: none
public record HandGrasp(Pose object, DoubleArray joints, List<Touch> touches, double epsilon, double deepest) {
    /// A part of the hand on the object.
    ///
    /// @param geom of the hand
    /// @param contact object's frame
    /// @param share of the force that balances the others'
    public record Touch(int geom, GraspQuality.Contact contact, double share) {}

    public HandGrasp {
        touches = List.copyOf(touches);
    }
}
