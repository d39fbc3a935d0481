package org.isthmus.motion.grasp;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// A grasp of an object by two fingers.
///
/// @param tool pose of the tool in the object's frame: y from the right contact to the left, z the direction of
/// approach
/// @param width distance of the contacts, m
/// @param left where the finger on the side of +y touches, object's frame, m
/// @param right where the other touches
/// @param margin least angle between the line of the contacts and the edge of a friction cone, rad; not negative
/// @param leverArm distance of the object's centre of mass from the line of the contacts, m: times its weight, what
/// turns it in the jaw
/// @param score 0 to 1, more is better
public record Grasp(Pose tool, double width, Vec3 left, Vec3 right, double margin, double leverArm, double score) {
    /// The same with the tool elsewhere: where a hand turns out to hold the object.
    ///
    /// @param measured pose of the tool in the object's frame
    public Grasp withTool(Pose measured) {
        return new Grasp(measured, width, left, right, margin, leverArm, score);
    }
}
