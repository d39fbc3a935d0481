package org.isthmus.model.scene;

import org.jspecify.annotations.Nullable;

/// A motor: a scalar force `gain·(activation or control) + bias`, transmitted to the robot (MJCF `general`).
///
/// MJCF's shortcuts (`motor`, `position`, `velocity` …) are particular values of these fields.
public final class Actuator extends Element {
    public static final Schema<Actuator> SCHEMA = schema();

    public @Nullable String defaultClass;
    public int group;
    public Transmission transmission = Transmission.JOINT;
    /// Joint, tendon, site or body by transmission; the crank site of a slider-crank.
    public @Nullable String target;
    /// Site whose frame a site transmission is measured in.
    public @Nullable String refSite;
    public @Nullable String sliderSite;
    /// Length of the connecting rod, m.
    public double crankLength;
    /// Scale of length and force; up to six for ball, free and site.
    public final double[] gear = {1, 0, 0, 0, 0, 0};
    /// Shortest and longest length; equal: not known.
    public final double[] lengthRange = new double[2];

    public DynType dynType = DynType.NONE;
    public final double[] dynPrm = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    public GainType gainType = GainType.FIXED;
    public final double[] gainPrm = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    public BiasType biasType = BiasType.NONE;
    public final double[] biasPrm = new double[10];
    /// Number of activation variables; −1: by the dynamics.
    public int activationDim = -1;
    /// The force uses the next activation instead of the present one.
    public boolean activationEarly;

    public Limited controlLimited = Limited.AUTO;
    public final double[] controlRange = new double[2];
    public Limited forceLimited = Limited.AUTO;
    public final double[] forceRange = new double[2];
    public Limited activationLimited = Limited.AUTO;
    public final double[] activationRange = new double[2];
    /// Not 0: the range of a position servo is its target's range times this.
    public double inheritRange;
    /// Damping and inertia it adds to its joint.
    public final double[] damping = new double[3];
    public double armature;
    /// Controls act this much later, s, from a buffer of `samples` interpolated.
    public double delay;
    public int samples;
    public Interpolation interpolation = Interpolation.ZOH;
    public double[] user = {};

    public Actuator() {}

    private static Schema<Actuator> schema() {
        return Schema.of("general", Actuator::new)
                .text("name", a -> a.name, (a, v) -> a.name = v)
                .reference("class", ObjectType.DEFAULT, a -> a.defaultClass, (a, v) -> a.defaultClass = v)
                .integer("group", a -> a.group, (a, v) -> a.group = v)
                .choice("ctrllimited", Limited.class, a -> a.controlLimited, (a, v) -> a.controlLimited = v)
                .choice("forcelimited", Limited.class, a -> a.forceLimited, (a, v) -> a.forceLimited = v)
                .choice("actlimited", Limited.class, a -> a.activationLimited, (a, v) -> a.activationLimited = v)
                .numbers("ctrlrange", 2, a -> a.controlRange)
                .numbers("forcerange", 2, a -> a.forceRange)
                .numbers("actrange", 2, a -> a.activationRange)
                .numbers("lengthrange", 2, a -> a.lengthRange)
                .numbers("gear", 1, a -> a.gear)
                .number("cranklength", a -> a.crankLength, (a, v) -> a.crankLength = v)
                .reference("refsite", ObjectType.SITE, a -> a.refSite, (a, v) -> a.refSite = v)
                .reference("slidersite", ObjectType.SITE, a -> a.sliderSite, (a, v) -> a.sliderSite = v)
                .numbers("damping", 1, a -> a.damping)
                .number("armature", a -> a.armature, (a, v) -> a.armature = v)
                .number("delay", a -> a.delay, (a, v) -> a.delay = v)
                .integer("nsample", a -> a.samples, (a, v) -> a.samples = v)
                .choice("interp", Interpolation.class, a -> a.interpolation, (a, v) -> a.interpolation = v)
                .integer("actdim", a -> a.activationDim, (a, v) -> a.activationDim = v)
                .choice("dyntype", DynType.class, a -> a.dynType, (a, v) -> a.dynType = v)
                .choice("gaintype", GainType.class, a -> a.gainType, (a, v) -> a.gainType = v)
                .choice("biastype", BiasType.class, a -> a.biasType, (a, v) -> a.biasType = v)
                .numbers("dynprm", 1, a -> a.dynPrm)
                .numbers("gainprm", 1, a -> a.gainPrm)
                .numbers("biasprm", 1, a -> a.biasPrm)
                .flag("actearly", a -> a.activationEarly, (a, v) -> a.activationEarly = v)
                .list("user", a -> a.user, (a, v) -> a.user = v)
                .alsoCopying((from, to) -> {
                    to.transmission = from.transmission;
                    to.target = from.target;
                    to.inheritRange = from.inheritRange;
                })
                .alsoRenaming((a, renaming) -> {
                    if (a.target != null) {
                        a.target = renaming.rename(a.transmission.target(), a.target);
                    }
                });
    }
}
