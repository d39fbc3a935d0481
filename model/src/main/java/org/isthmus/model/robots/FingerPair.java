package org.isthmus.model.robots;

import java.util.Arrays;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Transmission;

/// Drives two fingers with one servo, through a tendon, so that they share its force.
///
/// @param lower position of a finger when closed, m
/// @param upper position of a finger when open, m
/// @param force limit of the grasp, N
record FingerPair(String servo, String left, String right, double lower, double upper, double force) {
    /// The servo's damping over its stiffness, s.
    private static final double DAMPING_TIME = 0.05;

    /// Adds tendon and servo to a scene, and the open hand to its keyframe `home`.
    void drive(Scene scene) {
        Tendon tendon = new Tendon();
        tendon.name = servo;
        tendon.path.add(new Tendon.Wrap.OfJoint(left, 0.5));
        tendon.path.add(new Tendon.Wrap.OfJoint(right, 0.5));
        scene.tendons.add(tendon);
        scene.actuators.add(actuator());
        double[] ctrl = scene.keyframes.getFirst().ctrl;
        ctrl = Arrays.copyOf(ctrl, ctrl.length + 1);
        ctrl[ctrl.length - 1] = upper;
        scene.keyframes.getFirst().ctrl = ctrl;
    }

    private Actuator actuator() {
        // full force at half the way
        double stiffness = Math.rint(2 * force / (upper - lower));
        Actuator a = new Actuator();
        a.name = servo;
        a.transmission = Transmission.TENDON;
        a.target = servo;
        a.gainPrm[0] = stiffness;
        a.biasType = BiasType.AFFINE;
        a.biasPrm[1] = -stiffness;
        a.biasPrm[2] = -Math.rint(stiffness * DAMPING_TIME);
        a.controlRange[0] = lower;
        a.controlRange[1] = upper;
        a.forceRange[0] = -force;
        a.forceRange[1] = force;
        return a;
    }
}
