package org.isthmus.model.scene;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cable (MJCF `spatial`) or a linear combination of joint positions (MJCF `fixed`).
///
/// Lengths are m; of a fixed tendon, whatever its coefficients make.
public final class Tendon extends Element {
    public static final Schema<Tendon> SCHEMA = schema();

    /// One step of a tendon's path.
    public sealed interface Wrap {
        /// A joint that adds `coefficient · position` to a fixed tendon.
        record OfJoint(String joint, double coefficient) implements Wrap {}

        /// A site a spatial tendon passes through.
        record ThroughSite(String site) implements Wrap {}

        /// A sphere or cylinder a spatial tendon wraps around, on the side of `sideSite` where given.
        record AroundGeom(String geom, @Nullable String sideSite) implements Wrap {}

        /// Divides the length and force of the following branch.
        record Pulley(double divisor) implements Wrap {}
    }

    public @Nullable String defaultClass;
    /// Spatial, else fixed.
    public boolean spatial;
    public final List<Wrap> path = new ArrayList<>();
    public int group;
    public Limited limited = Limited.AUTO;
    public final double[] range = new double[2];
    public Limited actuatorForceLimited = Limited.AUTO;
    public final double[] actuatorForceRange = new double[2];
    public double margin;
    public final double[] solrefLimit = {0.02, 1};
    public final double[] solimpLimit = {0.9, 0.95, 0.001, 0.5, 2};
    public final double[] solrefFriction = {0.02, 1};
    public final double[] solimpFriction = {0.9, 0.95, 0.001, 0.5, 2};
    public double frictionLoss;
    /// Rest length, or dead band of rest lengths; −1: the length at `qpos_spring`.
    public final double[] springLength = {-1, -1};
    /// Linear, quadratic and cubic.
    public final double[] stiffness = new double[3];
    public final double[] damping = new double[3];
    public double armature;
    /// Drawn radius, m.
    public double width = 0.003;
    public @Nullable String material;
    public final double[] rgba = {0.5, 0.5, 0.5, 1};
    public double[] user = {};

    public Tendon() {}

    private static Schema<Tendon> schema() {
        return Schema.of("tendon", Tendon::new)
                .text("name", t -> t.name, (t, v) -> t.name = v)
                .reference("class", ObjectType.DEFAULT, t -> t.defaultClass, (t, v) -> t.defaultClass = v)
                .integer("group", t -> t.group, (t, v) -> t.group = v)
                .choice("limited", Limited.class, t -> t.limited, (t, v) -> t.limited = v)
                .choice("actuatorfrclimited", Limited.class, t -> t.actuatorForceLimited,
                        (t, v) -> t.actuatorForceLimited = v)
                .numbers("range", 2, t -> t.range)
                .numbers("actuatorfrcrange", 2, t -> t.actuatorForceRange)
                .numbers("solreflimit", 1, t -> t.solrefLimit)
                .numbers("solimplimit", 1, t -> t.solimpLimit)
                .numbers("solreffriction", 1, t -> t.solrefFriction)
                .numbers("solimpfriction", 1, t -> t.solimpFriction)
                .number("margin", t -> t.margin, (t, v) -> t.margin = v)
                .number("frictionloss", t -> t.frictionLoss, (t, v) -> t.frictionLoss = v)
                .numbers("springlength", 1, t -> t.springLength)
                .numbers("stiffness", 1, t -> t.stiffness)
                .numbers("damping", 1, t -> t.damping)
                .number("armature", t -> t.armature, (t, v) -> t.armature = v)
                .number("width", t -> t.width, (t, v) -> t.width = v)
                .reference("material", ObjectType.MATERIAL, t -> t.material, (t, v) -> t.material = v)
                .numbers("rgba", 4, t -> t.rgba)
                .list("user", t -> t.user, (t, v) -> t.user = v)
                .alsoCopying((from, to) -> {
                    to.spatial = from.spatial;
                    to.path.addAll(from.path);
                })
                .alsoRenaming((t, renaming) -> t.path.replaceAll(wrap -> rename(wrap, renaming)));
    }

    private static Wrap rename(Wrap wrap, Renaming renaming) {
        return switch (wrap) {
            case Wrap.OfJoint(var joint, var coefficient) -> new Wrap.OfJoint(renaming.rename(ObjectType.JOINT, joint),
                    coefficient);
            case Wrap.ThroughSite(var site) -> new Wrap.ThroughSite(renaming.rename(ObjectType.SITE, site));
            case Wrap.AroundGeom(var geom, var side) -> new Wrap.AroundGeom(renaming.rename(ObjectType.GEOM, geom),
                    side == null ? null : renaming.rename(ObjectType.SITE, side));
            case Wrap.Pulley pulley -> pulley;
        };
    }
}
