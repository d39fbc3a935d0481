package org.isthmus.model.scene;

import org.jspecify.annotations.Nullable;

/// Two geoms that collide whatever their masks say (MJCF `pair`), with these parameters instead of those of the geoms.
public final class ContactPair extends Element {
    public static final Schema<ContactPair> SCHEMA = schema();

    public @Nullable String defaultClass;
    public @Nullable String geom1;
    public @Nullable String geom2;
    /// As in [Geom#condim].
    public int condim = 3;
    /// Two sliding, one torsional (m), two rolling (m).
    public final double[] friction = {1, 1, 0.005, 0.0001, 0.0001};
    public final double[] solref = {0.02, 1};
    /// Softness along the friction directions; zeros: as `solref`.
    public final double[] solrefFriction = new double[2];
    public final double[] solimp = {0.9, 0.95, 0.001, 0.5, 2};
    /// m
    public double margin;
    /// m
    public double gap;
    /// N
    public double adhesion;

    public ContactPair() {}

    private static Schema<ContactPair> schema() {
        return Schema.of("pair", ContactPair::new)
                .text("name", p -> p.name, (p, v) -> p.name = v)
                .reference("class", ObjectType.DEFAULT, p -> p.defaultClass, (p, v) -> p.defaultClass = v)
                .reference("geom1", ObjectType.GEOM, p -> p.geom1, (p, v) -> p.geom1 = v)
                .reference("geom2", ObjectType.GEOM, p -> p.geom2, (p, v) -> p.geom2 = v)
                .integer("condim", p -> p.condim, (p, v) -> p.condim = v)
                .numbers("friction", 1, p -> p.friction)
                .numbers("solref", 1, p -> p.solref)
                .numbers("solreffriction", 1, p -> p.solrefFriction)
                .numbers("solimp", 1, p -> p.solimp)
                .number("margin", p -> p.margin, (p, v) -> p.margin = v)
                .number("gap", p -> p.gap, (p, v) -> p.gap = v)
                .number("adhesion", p -> p.adhesion, (p, v) -> p.adhesion = v);
    }
}
