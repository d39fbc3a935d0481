package org.isthmus.model.scene;

import org.jspecify.annotations.Nullable;

/// Two geoms that collide whatever their masks say, with parameters of their own (MJCF `pair`).
///
/// What is unset comes from the two geoms.
public final class ContactPair extends Element {
    public static final Schema<ContactPair> SCHEMA = schema();

    public @Nullable String defaultClass;
    public @Nullable String geom1;
    public @Nullable String geom2;
    /// `NaN`: unset; a whole number otherwise.
    public double condim = Double.NaN;
    /// Two sliding, one torsional, two rolling. `NaN`: unset.
    public final double[] friction = Geom.nan(5);
    public final double[] solref = Geom.nan(2);
    public final double[] solrefFriction = Geom.nan(2);
    public final double[] solimp = Geom.nan(5);
    public double margin = Double.NaN;
    public double gap = Double.NaN;
    public double adhesion = Double.NaN;

    public ContactPair() {}

    private static Schema<ContactPair> schema() {
        return Schema.of("pair", ContactPair::new)
                .text("name", p -> p.name, (p, v) -> p.name = v)
                .reference("class", ObjectType.DEFAULT, p -> p.defaultClass, (p, v) -> p.defaultClass = v)
                .reference("geom1", ObjectType.GEOM, p -> p.geom1, (p, v) -> p.geom1 = v)
                .reference("geom2", ObjectType.GEOM, p -> p.geom2, (p, v) -> p.geom2 = v)
                .number("condim", p -> p.condim, (p, v) -> p.condim = v)
                .numbers("friction", 1, p -> p.friction)
                .numbers("solref", 1, p -> p.solref)
                .numbers("solreffriction", 1, p -> p.solrefFriction)
                .numbers("solimp", 1, p -> p.solimp)
                .number("margin", p -> p.margin, (p, v) -> p.margin = v)
                .number("gap", p -> p.gap, (p, v) -> p.gap = v)
                .number("adhesion", p -> p.adhesion, (p, v) -> p.adhesion = v);
    }
}
