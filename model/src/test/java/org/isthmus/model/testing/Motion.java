package org.isthmus.model.testing;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;

/// Steps along velocities, for finite differences.
public final class Motion {
    private Motion() {}

    /// `qpos` moved along `qvel` for the time `dt`: quaternions turn by their body-fixed angular velocities.
    public static double[] step(Model model, double[] qpos, double[] qvel, double dt) {
        double[] moved = qpos.clone();
        for (int joint = 0; joint < model.sizes().njnt(); joint++) {
            int at = model.joints().qposAdr().get(joint);
            int dof = model.joints().dofAdr().get(joint);
            switch (JointType.values()[model.joints().type().get(joint)]) {
                case HINGE, SLIDE -> moved[at] += dt * qvel[dof];
                case BALL -> turn(moved, at, qvel, dof, dt);
                case FREE -> {
                    for (int k = 0; k < 3; k++) {
                        moved[at + k] += dt * qvel[dof + k];
                    }
                    turn(moved, at + 3, qvel, dof + 3, dt);
                }
            }
        }
        return moved;
    }

    private static void turn(double[] qpos, int at, double[] qvel, int dof, double dt) {
        Quat turned = Quat.of(qpos, at).times(Quat.fromRotationVector(Vec3.of(qvel, dof).times(dt)));
        turned.normalized().into(qpos, at);
    }
}
