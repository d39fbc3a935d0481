package org.isthmus.model.linkage;

import java.util.List;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;

/// The joints of a scene that a joint of a file stands for. Joints of several parts get the file's name and a suffix
/// each, as MuJoCo's URDF reader names them.
public final class Mobility {
    private Mobility() {}

    public static List<Joint> hinge(String name, Vec3 axis) {
        return List.of(joint(name, JointType.HINGE, axis));
    }

    public static List<Joint> slide(String name, Vec3 axis) {
        return List.of(joint(name, JointType.SLIDE, axis));
    }

    public static List<Joint> ball(String name) {
        return List.of(joint(name, JointType.BALL, Vec3.Z));
    }

    /// Two hinges: the first axis is fixed in the parent, the second in the child.
    public static List<Joint> universal(String name, Vec3 first, Vec3 second) {
        return List.of(joint(name + "_R1", JointType.HINGE, first), joint(name + "_R2", JointType.HINGE, second));
    }

    /// Two slides in the plane with that normal, and a hinge about it.
    public static List<Joint> planar(String name, Vec3 normal) {
        Quat turned = Quat.between(Vec3.Z, normal);
        return List.of(joint(name + "_TX", JointType.SLIDE, turned.rotate(Vec3.X)),
                joint(name + "_TY", JointType.SLIDE, turned.rotate(Vec3.Y)),
                joint(name + "_RZ", JointType.HINGE, normal));
    }

    /// A free joint where the parent is the world, else three slides and a ball, since only children of the world can
    /// be free.
    public static List<Joint> floating(String name, boolean inWorld) {
        if (inWorld) {
            return List.of(joint(name, JointType.FREE, Vec3.Z));
        }
        return List.of(joint(name + "_TX", JointType.SLIDE, Vec3.X), joint(name + "_TY", JointType.SLIDE, Vec3.Y),
                joint(name + "_TZ", JointType.SLIDE, Vec3.Z), joint(name + "_R", JointType.BALL, Vec3.Z));
    }

    private static Joint joint(String name, JointType type, Vec3 axis) {
        Joint joint = new Joint();
        joint.name = name;
        joint.type = type;
        joint.axis = axis;
        return joint;
    }
}
