package org.isthmus.model.scene;

import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// Freedom of a body to move against its parent (MJCF `joint`, `freejoint`).
///
/// Units by type: hinge and ball rad, slide m; forces N·m or N accordingly.
public final class Joint extends Element {
    public static final Schema<Joint> SCHEMA = schema();

    public @Nullable String defaultClass;
    public JointType type = JointType.HINGE;
    /// Anchor in the body's frame, m.
    public Vec3 pos = Vec3.ZERO;
    /// Axis of a hinge or slide in the body's frame; any length but 0.
    public Vec3 axis = Vec3.Z;
    /// Position at the reference configuration `qpos0`.
    public double ref;
    public double springRef;
    /// Linear, quadratic and cubic stiffness.
    public final double[] stiffness = new double[3];
    /// Linear, quadratic and cubic damping.
    public final double[] damping = new double[3];
    /// Time constant (s) and damping ratio from which stiffness and damping are computed; 0: not used.
    public final double[] springDamper = new double[2];
    public Limited limited = Limited.AUTO;
    public final double[] range = new double[2];
    public double margin;
    public final double[] solrefLimit = {0.02, 1};
    public final double[] solimpLimit = {0.9, 0.95, 0.001, 0.5, 2};
    public Limited actuatorForceLimited = Limited.AUTO;
    /// Limits of the sum of all actuator forces on this joint.
    public final double[] actuatorForceRange = new double[2];
    /// Gravity compensation counts as actuator force.
    public boolean actuatorGravcomp;
    /// Inertia of the rotor, kg·m² or kg.
    public double armature;
    /// Dry friction.
    public double frictionLoss;
    public final double[] solrefFriction = {0.02, 1};
    public final double[] solimpFriction = {0.9, 0.95, 0.001, 0.5, 2};
    public int group;
    /// Of a free joint: whether its body's frame is moved to the inertial frame.
    public AlignFree align = AlignFree.AUTO;
    public double[] user = {};

    public Joint() {}

    private static Schema<Joint> schema() {
        return Schema.of("joint", Joint::new)
                .text("name", j -> j.name, (j, v) -> j.name = v)
                .reference("class", ObjectType.DEFAULT, j -> j.defaultClass, (j, v) -> j.defaultClass = v)
                .choice("type", JointType.class, j -> j.type, (j, v) -> j.type = v)
                .integer("group", j -> j.group, (j, v) -> j.group = v)
                .vector("pos", j -> j.pos, (j, v) -> j.pos = v)
                .vector("axis", j -> j.axis, (j, v) -> j.axis = v)
                .numbers("springdamper", 2, j -> j.springDamper)
                .choice("limited", Limited.class, j -> j.limited, (j, v) -> j.limited = v)
                .choice("actuatorfrclimited", Limited.class, j -> j.actuatorForceLimited,
                        (j, v) -> j.actuatorForceLimited = v)
                .numbers("solreflimit", 1, j -> j.solrefLimit)
                .numbers("solimplimit", 1, j -> j.solimpLimit)
                .numbers("solreffriction", 1, j -> j.solrefFriction)
                .numbers("solimpfriction", 1, j -> j.solimpFriction)
                .numbers("stiffness", 1, j -> j.stiffness)
                .numbers("range", 2, j -> j.range)
                .numbers("actuatorfrcrange", 2, j -> j.actuatorForceRange)
                .flag("actuatorgravcomp", j -> j.actuatorGravcomp, (j, v) -> j.actuatorGravcomp = v)
                .number("margin", j -> j.margin, (j, v) -> j.margin = v)
                .number("ref", j -> j.ref, (j, v) -> j.ref = v)
                .number("springref", j -> j.springRef, (j, v) -> j.springRef = v)
                .number("armature", j -> j.armature, (j, v) -> j.armature = v)
                .numbers("damping", 1, j -> j.damping)
                .number("frictionloss", j -> j.frictionLoss, (j, v) -> j.frictionLoss = v)
                .choice("align", AlignFree.class, j -> j.align, (j, v) -> j.align = v)
                .list("user", j -> j.user, (j, v) -> j.user = v);
    }
}
