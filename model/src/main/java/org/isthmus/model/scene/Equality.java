package org.isthmus.model.scene;

import java.util.Locale;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A constraint that holds two things together (MJCF `equality`).
public final class Equality extends Element {
    private static final Schema<Equality> CONNECT = base("connect")
            .reference("body1", ObjectType.BODY, e -> e.first, (e, v) -> e.first = v)
            .reference("body2", ObjectType.BODY, e -> e.second, (e, v) -> e.second = v)
            .vector("anchor", e -> e.anchor, (e, v) -> e.anchor = v)
            .reference("site1", ObjectType.SITE, e -> e.site1, (e, v) -> e.site1 = v)
            .reference("site2", ObjectType.SITE, e -> e.site2, (e, v) -> e.site2 = v);
    private static final Schema<Equality> WELD = base("weld")
            .reference("body1", ObjectType.BODY, e -> e.first, (e, v) -> e.first = v)
            .reference("body2", ObjectType.BODY, e -> e.second, (e, v) -> e.second = v)
            .numbers("relpose", 7, e -> e.relativePose)
            .vector("anchor", e -> e.anchor, (e, v) -> e.anchor = v)
            .reference("site1", ObjectType.SITE, e -> e.site1, (e, v) -> e.site1 = v)
            .reference("site2", ObjectType.SITE, e -> e.site2, (e, v) -> e.site2 = v)
            .number("torquescale", e -> e.torqueScale, (e, v) -> e.torqueScale = v);
    private static final Schema<Equality> JOINT = base("joint")
            .reference("joint1", ObjectType.JOINT, e -> e.first, (e, v) -> e.first = v)
            .reference("joint2", ObjectType.JOINT, e -> e.second, (e, v) -> e.second = v)
            .numbers("polycoef", 1, e -> e.polycoef);
    private static final Schema<Equality> TENDON = base("tendon")
            .reference("tendon1", ObjectType.TENDON, e -> e.first, (e, v) -> e.first = v)
            .reference("tendon2", ObjectType.TENDON, e -> e.second, (e, v) -> e.second = v)
            .numbers("polycoef", 1, e -> e.polycoef);
    /// What a default class can set for all types.
    public static final Schema<Equality> DEFAULTS = base("equality");

    public @Nullable String defaultClass;
    public EqualityType type = EqualityType.CONNECT;
    public boolean active = true;
    public final double[] solref = {0.02, 1};
    public final double[] solimp = {0.9, 0.95, 0.001, 0.5, 2};
    /// Body, joint or tendon, by type. A missing second one is the world, or the constant.
    public @Nullable String first;
    public @Nullable String second;
    /// Alternative to the bodies of connect and weld: sites that are brought together.
    public @Nullable String site1;
    public @Nullable String site2;
    /// Connect: the point in the first body's frame. Weld: the point in the second body's frame at which it acts. m.
    public @Nullable Vec3 anchor;
    /// Weld: pose of the second body in the first, `x y z qw qx qy qz`; a quaternion of zeros: as in `qpos0`.
    public final double[] relativePose = {0, 1, 0, 0, 0, 0, 0};
    /// Weld: weight of rotation against translation, m.
    public double torqueScale = 1;
    /// Joint and tendon: `y − y0 = Σ polycoef[k]·(x − x0)^k`, y the first.
    public final double[] polycoef = {0, 1, 0, 0, 0};

    public Equality() {}

    public Equality(EqualityType type) {
        this.type = type;
    }

    /// The attributes of one type of equality.
    public static Schema<Equality> schema(EqualityType type) {
        return switch (type) {
            case CONNECT -> CONNECT;
            case WELD -> WELD;
            case JOINT -> JOINT;
            case TENDON -> TENDON;
        };
    }

    /// A copy that shares no mutable state.
    public Equality copy() {
        return schema(type).copy(this);
    }

    private static Schema<Equality> base(String tag) {
        EqualityType type = tag.equals("equality") ? EqualityType.CONNECT : EqualityType.valueOf(upper(tag));
        return Schema.of(tag, () -> new Equality(type))
                .text("name", e -> e.name, (e, v) -> e.name = v)
                .reference("class", ObjectType.DEFAULT, e -> e.defaultClass, (e, v) -> e.defaultClass = v)
                .flag("active", e -> e.active, (e, v) -> e.active = v)
                .numbers("solref", 1, e -> e.solref)
                .numbers("solimp", 1, e -> e.solimp);
    }

    private static String upper(String tag) {
        return tag.toUpperCase(Locale.ROOT);
    }
}
