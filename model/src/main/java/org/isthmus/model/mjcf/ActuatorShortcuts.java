package org.isthmus.model.mjcf;

import java.util.Arrays;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Limited;
import org.jspecify.annotations.Nullable;

/// Turns MJCF's shortcuts for actuators into general ones, as MuJoCo 3.14 does (XML reference, "actuator"): in place, so that
/// a parameter that an element does not give stays what its default class made of it, whatever shortcut that was written with.
final class ActuatorShortcuts {
    private static final String NOT_NEGATIVE = "0 or more";

    private final Context context;

    ActuatorShortcuts(Context context) {
        this.context = context;
    }

    void apply(String tag, Actuator actuator, Attributes attributes) {
        switch (tag) {
            case "motor" -> setTypes(actuator, DynType.NONE, GainType.FIXED, BiasType.NONE).gainPrm[0] = 1;
            case "position" -> position(actuator, attributes);
            case "intvelocity" -> intVelocity(actuator, attributes);
            case "velocity" -> velocity(actuator, attributes);
            case "damper" -> damper(actuator, attributes);
            case "cylinder" -> cylinder(actuator, attributes);
            case "muscle" -> muscle(actuator, attributes);
            case "adhesion" -> adhesion(actuator, attributes);
            default -> throw new IllegalArgumentException(tag);
        }
    }

    /// Force `kp·(u − length) − kv·velocity`; the control may be filtered with a time constant.
    private void position(Actuator a, Attributes attributes) {
        servo(a, attributes);
        if (attributes.has("timeconst")) {
            double timeConstant = notNegative("timeconst", 0, attributes);
            a.dynType = timeConstant == 0 ? DynType.NONE : DynType.FILTER_EXACT;
            a.dynPrm[0] = timeConstant;
        }
        refuseInheritance(a, a.controlRange, "ctrlrange", attributes);
    }

    /// As [#position], with the integral of the control.
    private void intVelocity(Actuator a, Attributes attributes) {
        servo(a, attributes);
        a.dynType = DynType.INTEGRATOR;
        refuseInheritance(a, a.activationRange, "actrange", attributes);
    }

    /// A positive `biasPrm[2]` stands for a damping ratio until the model is compiled.
    private void servo(Actuator a, Attributes attributes) {
        double kp = attributes.number("kp", a.gainPrm[0]);
        attributes.countOf("kv", "dampratio");
        a.gainPrm[0] = kp;
        a.biasPrm[1] = -kp;
        if (attributes.has("kv")) {
            a.biasPrm[2] = -notNegative("kv", 0, attributes);
        }
        if (attributes.has("dampratio")) {
            a.biasPrm[2] = notNegative("dampratio", 0, attributes);
        }
        a.inheritRange = attributes.number("inheritrange", a.inheritRange);
        a.gainType = GainType.FIXED;
        a.biasType = BiasType.AFFINE;
    }

    private void refuseInheritance(Actuator a, double[] range, String name, Attributes attributes) {
        if (a.inheritRange > 0 && (range[0] != 0 || range[1] != 0)) {
            context.error(attributes.xml().location(),
                    Context.label(attributes.xml().name(), a) + " has both '" + name + "' and 'inheritrange'",
                    "only one of them", "delete one; default classes may give the other");
        }
    }

    private void velocity(Actuator a, Attributes attributes) {
        double kv = attributes.number("kv", a.gainPrm[0]);
        Arrays.fill(a.biasPrm, 0);
        a.gainPrm[0] = kv;
        a.biasPrm[2] = -kv;
        setTypes(a, DynType.NONE, GainType.FIXED, BiasType.AFFINE);
    }

    /// Force `−kv·velocity·u`.
    private void damper(Actuator a, Attributes attributes) {
        double kv = notNegative("kv", -a.gainPrm[2], attributes);
        Arrays.fill(a.gainPrm, 0);
        a.gainPrm[2] = -kv;
        a.controlLimited = Limited.TRUE;
        setTypes(a, DynType.NONE, GainType.AFFINE, BiasType.NONE);
        if (a.controlRange[0] < 0 || a.controlRange[1] < 0) {
            context.error(attributes.at("ctrlrange"), "a negative 'ctrlrange' of " + Context.label("damper", a),
                    NOT_NEGATIVE, "");
        }
    }

    private void cylinder(Actuator a, Attributes attributes) {
        a.dynPrm[0] = attributes.number("timeconst", a.dynPrm[0]);
        double[] bias = attributes.numbers("bias", 3, 3);
        if (bias != null) {
            System.arraycopy(bias, 0, a.biasPrm, 0, 3);
        }
        a.gainPrm[0] = attributes.number("area", a.gainPrm[0]);
        double diameter = attributes.number("diameter", -1);
        if (diameter >= 0) {
            a.gainPrm[0] = Math.PI / 4 * diameter * diameter;
        }
        setTypes(a, DynType.FILTER, GainType.FIXED, BiasType.AFFINE);
    }

    /// Parameters: time constants and smoothing; range, force, scale, lmin, lmax, vmax, fpmax, fvmax. A negative value means
    /// "as it is".
    private void muscle(Actuator a, Attributes attributes) {
        double smoothing = attributes.ofPrototype() ? a.dynPrm[2] : notNegative("tausmooth", a.dynPrm[2], attributes);
        double[] dynamics = {0.01, 0.04};
        double[] gain = {0.75, 1.05, -1, 200, 0.5, 1.6, 1.5, 1.3, 1.2};
        for (int i = 0; i < 2; i++) {
            a.dynPrm[i] = isBuiltIn(a.dynPrm, i) ? dynamics[i] : a.dynPrm[i];
        }
        for (int i = 0; i < gain.length; i++) {
            a.gainPrm[i] = isBuiltIn(a.gainPrm, i) ? gain[i] : a.gainPrm[i];
        }
        overwrite(a.dynPrm, 0, attributes.numbers("timeconst", 2, 2));
        a.dynPrm[2] = smoothing;
        overwrite(a.gainPrm, 0, attributes.numbers("range", 2, 2));
        String[] names = {"force", "scale", "lmin", "lmax", "vmax", "fpmax", "fvmax"};
        for (int i = 0; i < names.length; i++) {
            overwrite(a.gainPrm, 2 + i, new double[]{attributes.number(names[i], -1)});
        }
        System.arraycopy(a.gainPrm, 0, a.biasPrm, 0, gain.length);
        setTypes(a, DynType.MUSCLE, GainType.MUSCLE, BiasType.MUSCLE);
    }

    /// Whether a parameter of an actuator has the value of one that nobody has set.
    private static boolean isBuiltIn(double[] prm, int i) {
        return prm[i] == (i == 0 ? 1 : 0);
    }

    private static void overwrite(double[] prm, int at, double @Nullable [] values) {
        for (int i = 0; values != null && i < values.length; i++) {
            if (values[i] >= 0) {
                prm[at + i] = values[i];
            }
        }
    }

    private void adhesion(Actuator a, Attributes attributes) {
        a.gainPrm[0] = notNegative("gain", a.gainPrm[0], attributes);
        a.controlLimited = Limited.TRUE;
        a.gainType = GainType.FIXED;
        a.biasType = BiasType.NONE;
        if (a.controlRange[0] < 0 || a.controlRange[1] < 0) {
            context.error(attributes.at("ctrlrange"), "a negative 'ctrlrange' of " + Context.label("adhesion", a),
                    NOT_NEGATIVE, "");
        }
    }

    private static Actuator setTypes(Actuator a, DynType dynamics, GainType gain, BiasType bias) {
        a.dynType = dynamics;
        a.gainType = gain;
        a.biasType = bias;
        return a;
    }

    private double notNegative(String name, double otherwise, Attributes attributes) {
        double value = attributes.number(name, otherwise);
        if (value < 0) {
            context.error(attributes.at(name),
                    Codec.NUMBER.format(value) + " as '" + name + "' of <" + attributes.xml().name() + ">",
                    NOT_NEGATIVE, "");
            return 0;
        }
        return value;
    }
}
