package org.isthmus.model.scene.edit;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Transmission;

/// Scales actuators by the law of [Scaling].
final class ActuatorScaling {
    private final double s;
    private final Units units;
    private final KeyframeParts keys;
    private final Diagnostics diagnostics;

    ActuatorScaling(double s, Units units, KeyframeParts keys, Diagnostics diagnostics) {
        this.s = s;
        this.units = units;
        this.keys = keys;
        this.diagnostics = diagnostics;
    }

    void scale(Actuator a) {
        Units.Scale scale = Units.scale(units.isLength(a), s);
        if (scale.position() != 1 && a.transmission != Transmission.TENDON) {
            Scaling.times(a.gear, 3, 6, s); // turns count as lengths beside translations
        }
        a.crankLength *= s;
        Scaling.times(a.lengthRange, scale.position());
        Scaling.times(a.forceRange, scale.force());
        for (int i = 0; i < a.damping.length; i++) {
            a.damping[i] *= scale.forcePer(i + 1);
        }
        a.armature *= scale.forcePer(1);
        scaleLaw(a, scale);
    }

    private void scaleLaw(Actuator a, Units.Scale scale) {
        // a servo is told where to be, in the unit of its coordinate; a motor how much to do, which has no unit
        double control = isServo(a) ? scale.position() : 1;
        boolean known = scaleGain(a, scale, control) & scaleBias(a, scale) & isKnown(a.dynType);
        if (!known) {
            diagnostics.warning(a.source, "actuator " + a.label() + " keeps the parameters of its "
                    + (isKnown(a.dynType) ? "law" : "dynamics"), "affine gain and bias, or a muscle",
                    "scale them by hand");
        }
        Scaling.times(a.controlRange, control);
        Scaling.times(a.activationRange, control);
        keys.frames.forEach(frame -> {
            frame.ctrl.computeIfPresent(a, (x, ctrl) -> scaled(ctrl, control));
            frame.act.computeIfPresent(a, (x, act) -> scaled(act, control));
        });
    }

    private static double[] scaled(double[] values, double factor) {
        Scaling.times(values, factor);
        return values;
    }

    private static boolean isServo(Actuator a) {
        return a.biasType == BiasType.AFFINE && (a.biasPrm[1] != 0 || a.biasPrm[2] != 0);
    }

    private static boolean isKnown(DynType type) {
        return type != DynType.DCMOTOR && type != DynType.PID && type != DynType.USER;
    }

    /// Whether the gain's parameters have a known unit.
    private static boolean scaleGain(Actuator a, Units.Scale scale, double control) {
        switch (a.gainType) {
            case FIXED, AFFINE -> {
                a.gainPrm[0] *= scale.force() / control;
                if (a.gainType == GainType.AFFINE) {
                    a.gainPrm[1] *= scale.forcePer(1) / control;
                    a.gainPrm[2] *= scale.forcePer(1) / control;
                }
            }
            case MUSCLE -> scalePeakForce(a.gainPrm, scale);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean scaleBias(Actuator a, Units.Scale scale) {
        switch (a.biasType) {
            case NONE -> {}
            case AFFINE -> {
                a.biasPrm[0] *= scale.force();
                a.biasPrm[1] *= scale.forcePer(1);
                // above 0 it is a damping ratio, from which the compiler finds the damping
                a.biasPrm[2] *= a.biasPrm[2] > 0 ? 1 : scale.forcePer(1);
            }
            case MUSCLE -> scalePeakForce(a.biasPrm, scale);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The third parameter of a muscle is its peak force; when negative, the compiler finds it from the inertia.
    private static void scalePeakForce(double[] prm, Units.Scale scale) {
        if (prm[2] > 0) {
            prm[2] *= scale.force();
        }
    }
}
