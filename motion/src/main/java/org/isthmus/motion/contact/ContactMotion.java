package org.isthmus.motion.contact;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// Fingertips and an object over time.
///
/// @param object [frames] pose of the object's frame in the world
/// @param tips [frames][fingers] middles of the fingertips, world frame, m
/// @param touches [frames][fingers] whether the finger touches the object
public record ContactMotion(List<Pose> object, Vec3[][] tips, boolean[][] touches) {
    public ContactMotion {
        object = List.copyOf(object);
        if (object.size() != tips.length || tips.length != touches.length) {
            throw new IllegalArgumentException(object.size() + " poses, " + tips.length + " frames of fingertips and "
                    + touches.length + " of contacts");
        }
    }

    public int frames() {
        return tips.length;
    }

    public int fingers() {
        return tips.length == 0 ? 0 : tips[0].length;
    }

    /// Where a fingertip is in the object's frame.
    Vec3 local(int frame, int finger) {
        return object.get(frame).inverseTransform(tips[frame][finger]);
    }
}
