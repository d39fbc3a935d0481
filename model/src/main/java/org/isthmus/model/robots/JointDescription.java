package org.isthmus.model.robots;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.JointType;
import org.jspecify.annotations.Nullable;

/// How a link moves against its parent.
///
/// Units by type: hinge rad and N·m, slide m and N.
///
/// @param type hinge or slide
/// @param axis in the link's frame
/// @param home position in the keyframe `home`
/// @param damping of the bearing: force per velocity
/// @param armature inertia added to the joint where no drive gives one
/// @param drive what moves it; null: nothing, or another joint through a [Coupling]
public record JointDescription(String name, JointType type, Vec3 axis, double lower, double upper, double home,
        double damping, double armature, @Nullable Drive drive) {
    public JointDescription {
        if (type != JointType.HINGE && type != JointType.SLIDE) {
            throw new IllegalArgumentException("joint '" + name + "' is a " + type + ", expected a hinge or a slide");
        }
        if (!(lower < upper) || !(lower <= home && home <= upper)) {
            throw new IllegalArgumentException(
                    "joint '" + name + "' has limits " + lower + " and " + upper + " and home "
                            + home + ", expected lower below upper and home between them");
        }
    }

    /// A hinge without a drive; its home is 0, or the limit next to it.
    public static JointDescription hinge(String name, Vec3 axis, double lower, double upper) {
        return of(name, JointType.HINGE, axis, lower, upper);
    }

    /// A slide without a drive; its home is 0, or the limit next to it.
    public static JointDescription slide(String name, Vec3 axis, double lower, double upper) {
        return of(name, JointType.SLIDE, axis, lower, upper);
    }

    private static JointDescription of(String name, JointType type, Vec3 axis, double lower, double upper) {
        return new JointDescription(name, type, axis, lower, upper, Math.max(lower, Math.min(0, upper)), 0, 0, null);
    }

    public JointDescription home(double position) {
        return new JointDescription(name, type, axis, lower, upper, position, damping, armature, drive);
    }

    public JointDescription damped(double force) {
        return new JointDescription(name, type, axis, lower, upper, home, force, armature, drive);
    }

    public JointDescription heavy(double inertia) {
        return new JointDescription(name, type, axis, lower, upper, home, damping, inertia, drive);
    }

    public JointDescription driven(Drive by) {
        return new JointDescription(name, type, axis, lower, upper, home, damping, by.armature(), by);
    }
}
