package org.isthmus.model.compile;

import java.util.Arrays;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Transmission;
import org.jspecify.annotations.Nullable;

/// Compiles actuators: what they act on, ranges, activations.
final class Actuators {
    private final Compilation c;

    private Actuators(Compilation c) {
        this.c = c;
    }

    static void copy(Compilation c) {
        for (Actuator actuator : c.scene.actuators) {
            c.actuators.add(new ActuatorDraft(Actuator.SCHEMA.copy(actuator)));
        }
        c.actuators.number();
        c.actuators.indexNames(c.diagnostics);
    }

    static void compile(Compilation c) {
        Actuators stage = new Actuators(c);
        int address = 0;
        for (ActuatorDraft actuator : c.actuators.list) {
            stage.compile(actuator);
            actuator.actAdr = actuator.actNum > 0 ? address : -1;
            address += actuator.actNum;
        }
    }

    private void compile(ActuatorDraft actuator) {
        setTarget(actuator);
        checkDamping(actuator);
        if (actuator.element.inheritRange > 0) {
            inheritRange(actuator);
        }
        setLimits(actuator);
        setActivations(actuator);
        checkMuscle(actuator, "gain", actuator.element.gainType == GainType.MUSCLE, actuator.element.gainPrm);
        boolean same = actuator.element.gainType == GainType.MUSCLE
                && Arrays.equals(actuator.element.gainPrm, actuator.element.biasPrm);
        checkMuscle(actuator, "bias", actuator.element.biasType == BiasType.MUSCLE && !same, actuator.element.biasPrm);
        if (actuator.element.delay > 0 && actuator.element.samples < 1) {
            c.error(actuator, "has a delay but no samples to hold it", "nsample of at least 1", "add nsample=\"…\"");
        }
    }

    private void setTarget(ActuatorDraft actuator) {
        Actuator e = actuator.element;
        actuator.target = switch (e.transmission) {
            case JOINT, JOINT_IN_PARENT -> c.require(c.joints, actuator, "joint", e.target);
            case TENDON -> c.require(c.tendons, actuator, "tendon", e.target);
            case SITE -> c.require(c.sites, actuator, "site", e.target);
            case SLIDER_CRANK -> c.require(c.sites, actuator, "cranksite", e.target);
            case BODY -> c.require(c.bodies, actuator, "body", e.target);
        };
        if (e.transmission == Transmission.SITE) {
            actuator.second = c.resolve(c.sites, actuator, "refsite", e.refSite);
        } else if (e.transmission == Transmission.SLIDER_CRANK) {
            actuator.second = c.require(c.sites, actuator, "slidersite", e.sliderSite);
            if (!(e.crankLength > 0)) {
                c.error(actuator, "has the crank length " + Frames.number(e.crankLength), "a positive number, in m",
                        "set cranklength to the length of the rod");
            }
        }
    }

    private void checkDamping(ActuatorDraft actuator) {
        Actuator e = actuator.element;
        boolean damped = e.armature != 0 || e.damping[0] != 0 || e.damping[1] != 0 || e.damping[2] != 0;
        boolean possible = switch (e.transmission) {
            case JOINT, JOINT_IN_PARENT, TENDON -> true;
            case SITE, SLIDER_CRANK, BODY -> false;
        };
        if (damped && !possible) {
            c.error(actuator, "adds damping or armature to a " + e.transmission.keyword(), "a joint or a tendon",
                    "give them to the joints");
        }
    }

    private boolean isPositionServo(Actuator e) {
        return e.gainType == GainType.FIXED && e.biasType == BiasType.AFFINE && e.gainPrm[0] == -e.biasPrm[1];
    }

    /// Takes the range of a position servo from its joint or tendon, scaled about its middle.
    private void inheritRange(ActuatorDraft actuator) {
        Actuator e = actuator.element;
        if (!isPositionServo(e)) {
            return;
        }
        double[] from = rangeOf(actuator.target);
        boolean control = e.dynType == DynType.NONE || e.dynType == DynType.FILTER_EXACT;
        if (!control && e.dynType != DynType.INTEGRATOR) {
            c.error(actuator, "inherits a range but has the dynamics " + e.dynType.keyword(),
                    "none, filterexact or integrator",
                    "give ctrlrange instead");
        } else if (from == null) {
            if (actuator.target != null) {
                c.error(actuator, "inherits the range of " + actuator.target.title(), "a hinge, a slide or a tendon",
                        "give ctrlrange instead");
            }
        } else if (from[0] == from[1]) {
            c.error(actuator, "inherits the range of its target, which has none", "a target with a range",
                    "give the target a range, or ctrlrange here");
        } else {
            double[] to = control ? e.controlRange : e.activationRange;
            double middle = (from[1] + from[0]) / 2;
            double radius = (from[1] - from[0]) / 2 * e.inheritRange;
            to[0] = middle - radius;
            to[1] = middle + radius;
        }
    }

    private static double @Nullable [] rangeOf(@Nullable Draft<?> target) {
        if (target instanceof TendonDraft tendon) {
            return tendon.element.range;
        }
        return target instanceof JointDraft joint
                && (joint.element.type == JointType.HINGE || joint.element.type == JointType.SLIDE)
                        ? joint.element.range
                        : null;
    }

    private void setLimits(ActuatorDraft actuator) {
        Actuator e = actuator.element;
        actuator.forceLimited = Limits.isLimited(c, actuator, "force", e.forceLimited, e.forceRange);
        actuator.controlLimited = Limits.isLimited(c, actuator, "ctrl", e.controlLimited, e.controlRange);
        actuator.activationLimited = Limits.isLimited(c, actuator, "act", e.activationLimited, e.activationRange);
        if (actuator.forceLimited) {
            Limits.checkOrder(c, actuator, "forcerange", e.forceRange);
        }
        if (actuator.controlLimited) {
            Limits.checkOrder(c, actuator, "ctrlrange", e.controlRange);
        }
        if (actuator.activationLimited) {
            Limits.checkOrder(c, actuator, "actrange", e.activationRange);
            if (e.dynType == DynType.NONE) {
                c.error(actuator, "has actrange but no activation", "a dyntype other than none", "remove actrange");
            }
        }
    }

    private void setActivations(ActuatorDraft actuator) {
        Actuator e = actuator.element;
        int given = e.activationDim;
        boolean stateful = e.dynType != DynType.NONE;
        boolean free = e.dynType == DynType.USER || e.dynType == DynType.DCMOTOR || e.dynType == DynType.PID;
        if (given == 0 && stateful && !free || given == 1 && !stateful || given > 1 && !free) {
            c.error(actuator, "has actdim " + given + " and the dynamics " + e.dynType.keyword(),
                    stateful ? "actdim 1" : "no activations", "remove actdim");
        }
        actuator.actNum = given >= 0 ? given : stateful ? 1 : 0;
    }

    private void checkMuscle(ActuatorDraft actuator, String what, boolean muscle, double[] p) {
        if (!muscle) {
            return;
        }
        if (!(p[0] < p[1])) {
            c.error(actuator, "is a muscle with the range " + Frames.number(p[0]) + " " + Frames.number(p[1]),
                    "a lower end below the upper", "0.75 1.05 is usual");
        }
        if (!(p[4] < 1 && p[5] > 1)) {
            c.error(actuator, "is a muscle with lmin " + Frames.number(p[4]) + " and lmax " + Frames.number(p[5]),
                    "lmin below 1 and lmax above", "0.5 and 1.6 are usual");
        }
        if (!(p[3] > 0 && p[6] > 0 && p[7] > 0 && p[8] > 0)) {
            c.error(actuator, "is a muscle whose " + what + " has scale, vmax, fpmax, fvmax "
                    + Frames.numbers(p[3], p[6], p[7], p[8]), "four positive numbers", "200 1.5 1.3 1.2 are usual");
        }
    }
}
