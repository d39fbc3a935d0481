package org.isthmus.model.scene;

/// How a scene is compiled (MJCF `compiler`), as far as it still matters once a file is read.
public final class CompilerOptions {
    public static final Schema<CompilerOptions> SCHEMA = schema();

    /// A range that is given limits, where `limited` does not say.
    public boolean autolimits = true;
    /// Least mass (kg) and diagonal inertia (kg·m²) of moving bodies.
    public double boundMass;
    public double boundInertia;
    /// Inertias that break the triangle inequality are replaced by their mean.
    public boolean balanceInertia;
    /// Scale all masses and inertias to this total, kg; not positive: keep.
    public double setTotalMass = -1;
    public InertiaFromGeom inertiaFromGeom = InertiaFromGeom.AUTO;
    /// First and last geom group that counts for inertia.
    public final double[] inertiaGroupRange = {0, 5};
    /// Primitives are fitted to a mesh's bounding box instead of its inertia box.
    public boolean fitAabb;
    /// Leave out geoms that cannot collide, and assets that nothing uses.
    public boolean discardVisual;
    /// Merge bodies without joints into their parents.
    public boolean fuseStatic;
    /// Move the frames of free bodies to their inertial frames.
    public boolean alignfree;
    /// Write inertias even where they came from geoms.
    public boolean saveInertial;
    public LengthRangeOptions lengthRange = new LengthRangeOptions();

    public CompilerOptions() {}

    private static Schema<CompilerOptions> schema() {
        return Schema.of("compiler", CompilerOptions::new)
                .flag("autolimits", c -> c.autolimits, (c, v) -> c.autolimits = v)
                .number("boundmass", c -> c.boundMass, (c, v) -> c.boundMass = v)
                .number("boundinertia", c -> c.boundInertia, (c, v) -> c.boundInertia = v)
                .flag("balanceinertia", c -> c.balanceInertia, (c, v) -> c.balanceInertia = v)
                .number("settotalmass", c -> c.setTotalMass, (c, v) -> c.setTotalMass = v)
                .choice("inertiafromgeom", InertiaFromGeom.class, c -> c.inertiaFromGeom,
                        (c, v) -> c.inertiaFromGeom = v)
                .numbers("inertiagrouprange", 2, c -> c.inertiaGroupRange)
                .flag("fitaabb", c -> c.fitAabb, (c, v) -> c.fitAabb = v)
                .flag("discardvisual", c -> c.discardVisual, (c, v) -> c.discardVisual = v)
                .flag("fusestatic", c -> c.fuseStatic, (c, v) -> c.fuseStatic = v)
                .flag("alignfree", c -> c.alignfree, (c, v) -> c.alignfree = v)
                .flag("saveinertial", c -> c.saveInertial, (c, v) -> c.saveInertial = v)
                .alsoCopying((from, to) -> to.lengthRange = LengthRangeOptions.SCHEMA.copy(from.lengthRange));
    }
}
