package org.isthmus.model.mjcf;

import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;

/// The numbers of a joint that are angles, made radians.
final class JointAngles {
    private JointAngles() {}

    /// Converts the joints of all default classes of the file, once no joint is made from them any more.
    static void convert(Context context) {
        context.classes.values().forEach(c -> convert(c.joint, context.settings));
    }

    /// A hinge's range and reference positions and a ball's range are angles; a slide's are metres.
    static void convert(Joint joint, Settings settings) {
        if (joint.type.isAngular()) {
            joint.range[0] = settings.radians(joint.range[0]);
            joint.range[1] = settings.radians(joint.range[1]);
        }
        if (joint.type == JointType.HINGE) {
            joint.ref = settings.radians(joint.ref);
            joint.springRef = settings.radians(joint.springRef);
        }
    }
}
