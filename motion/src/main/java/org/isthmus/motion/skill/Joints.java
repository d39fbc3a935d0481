package org.isthmus.motion.skill;

import java.util.List;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.kinematics.JointGroup;

/// Joints of what is not the robot.
final class Joints {
    private Joints() {}

    /// The id of a hinge or slide.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the model has none of that name
    static int scalar(Model model, String name) {
        JointGroup.of(model).joints(List.of(name)); // for its messages
        return model.names().id(ObjectType.JOINT, name);
    }
}
