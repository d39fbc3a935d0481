package org.isthmus.model.scene;

import java.util.Arrays;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A shape fixed to a body: it collides, gives the body mass, and is seen (MJCF `geom`).
public final class Geom extends Element implements Placed {
    public static final Schema<Geom> SCHEMA = schema();

    /// The default class it was made from; null: the scene's root class.
    public @Nullable String defaultClass;
    public GeomType type = GeomType.SPHERE;
    /// Frame of the geom in its body, m.
    public Vec3 pos = Vec3.ZERO;
    public Quat quat = Quat.IDENTITY;
    /// End points `x y z x y z` in the body's frame, m, of a capsule, cylinder, box or ellipsoid: replaces pose and length.
    /// `NaN`: unset.
    public final double[] fromTo = nan(6);
    /// Meaning by type ([GeomType]), m.
    public final double[] size = new double[3];
    /// Bit mask; two geoms may collide when `contype & conaffinity` of either pairing is not 0.
    public int contype = 1;
    public int conaffinity = 1;
    /// Dimension of the contact space: 1, 3, 4 or 6.
    public int condim = 3;
    /// Of two geoms, the one with the higher priority decides friction and softness.
    public int priority;
    /// Sliding (1), torsional (m), rolling (m).
    public final double[] friction = {1, 0.005, 0.0001};
    /// Weight when the softness of two geoms is mixed.
    public double solmix = 1;
    /// Softness: time constant (s) and damping ratio, or −stiffness and −damping.
    public final double[] solref = {0.02, 1};
    /// Impedance: dmin, dmax, width (m), midpoint, power.
    public final double[] solimp = {0.9, 0.95, 0.001, 0.5, 2};
    /// Distance at which contacts begin to act, m.
    public double margin;
    /// Further distance at which contacts are detected, m.
    public double gap;
    /// Velocity of the surface in the geom's frame: linear (m/s), angular (rad/s).
    public final double[] surfaceVelocity = new double[6];
    /// Attractive force of its contacts, N.
    public double adhesion;
    /// kg; `NaN`: from the density.
    public double mass = Double.NaN;
    /// kg/m³ (of a shell: kg/m²).
    public double density = 1000;
    /// Mass over the surface instead of the volume.
    public boolean shellInertia;
    /// Fluid forces act on the equivalent ellipsoid.
    public boolean fluidEllipsoid;
    /// Blunt drag, slender drag, angular drag, Kutta lift, Magnus lift.
    public final double[] fluidCoef = {0.5, 0.25, 1.5, 1, 1};
    public @Nullable String material;
    /// Red, green, blue, alpha in 0..1, when there is no material.
    public final double[] rgba = {0.5, 0.5, 0.5, 1};
    public int group;
    public @Nullable String hfield;
    public @Nullable String mesh;
    /// Scale of a primitive that is fitted to a mesh.
    public double fitScale = 1;
    public double[] user = {};

    public Geom() {}

    private static Schema<Geom> schema() {
        return Schema.of("geom", Geom::new)
                .text("name", g -> g.name, (g, v) -> g.name = v)
                .reference("class", ObjectType.DEFAULT, g -> g.defaultClass, (g, v) -> g.defaultClass = v)
                .choice("type", GeomType.class, g -> g.type, (g, v) -> g.type = v)
                .numbers("size", 1, g -> g.size)
                .reference("mesh", ObjectType.MESH, g -> g.mesh, (g, v) -> g.mesh = v)
                .number("fitscale", g -> g.fitScale, (g, v) -> g.fitScale = v)
                .reference("hfield", ObjectType.HFIELD, g -> g.hfield, (g, v) -> g.hfield = v)
                .vector("pos", g -> g.pos, (g, v) -> g.pos = v)
                .quaternion("quat", g -> g.quat, (g, v) -> g.quat = v)
                .numbers("fromto", 6, g -> g.fromTo)
                .integer("contype", g -> g.contype, (g, v) -> g.contype = v)
                .integer("conaffinity", g -> g.conaffinity, (g, v) -> g.conaffinity = v)
                .integer("condim", g -> g.condim, (g, v) -> g.condim = v)
                .integer("group", g -> g.group, (g, v) -> g.group = v)
                .integer("priority", g -> g.priority, (g, v) -> g.priority = v)
                .numbers("friction", 1, g -> g.friction)
                .number("solmix", g -> g.solmix, (g, v) -> g.solmix = v)
                .numbers("solref", 1, g -> g.solref)
                .numbers("solimp", 1, g -> g.solimp)
                .number("margin", g -> g.margin, (g, v) -> g.margin = v)
                .number("gap", g -> g.gap, (g, v) -> g.gap = v)
                .numbers("surfacevel", 1, g -> g.surfaceVelocity)
                .number("adhesion", g -> g.adhesion, (g, v) -> g.adhesion = v)
                .number("mass", g -> g.mass, (g, v) -> g.mass = v)
                .number("density", g -> g.density, (g, v) -> g.density = v)
                .flag("shellinertia", g -> g.shellInertia, (g, v) -> g.shellInertia = v)
                .choice("fluidshape", FluidShape.class, Geom::fluidShape,
                        (g, v) -> g.fluidEllipsoid = v == FluidShape.ELLIPSOID)
                .numbers("fluidcoef", 1, g -> g.fluidCoef)
                .reference("material", ObjectType.MATERIAL, g -> g.material, (g, v) -> g.material = v)
                .numbers("rgba", 4, g -> g.rgba)
                .list("user", g -> g.user, (g, v) -> g.user = v);
    }

    private enum FluidShape {
        NONE,
        ELLIPSOID
    }

    private FluidShape fluidShape() {
        return fluidEllipsoid ? FluidShape.ELLIPSOID : FluidShape.NONE;
    }

    static double[] nan(int n) {
        double[] a = new double[n];
        Arrays.fill(a, Double.NaN);
        return a;
    }

    @Override
    public Pose pose() {
        return new Pose(pos, quat);
    }

    @Override
    public void setPose(Pose pose) {
        pos = pose.position();
        quat = pose.rotation();
    }
}
