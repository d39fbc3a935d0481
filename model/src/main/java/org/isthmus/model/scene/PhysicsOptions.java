package org.isthmus.model.scene;

import java.util.EnumSet;
import java.util.Set;
import org.isthmus.core.math.Vec3;

/// How physics runs (MJCF `option`).
public final class PhysicsOptions {
    public static final Schema<PhysicsOptions> SCHEMA = schema();

    /// A part of physics that can be switched; the words are MJCF's. Those from [#OVERRIDE] on are off unless enabled.
    public enum Flag {
        CONSTRAINT,
        EQUALITY,
        FRICTIONLOSS,
        LIMIT,
        CONTACT,
        SPRING,
        DAMPER,
        GRAVITY,
        CLAMPCTRL,
        WARMSTART,
        FILTERPARENT,
        ACTUATION,
        REFSAFE,
        SENSOR,
        MIDPHASE,
        EULERDAMP,
        AUTORESET,
        NATIVECCD,
        ISLAND,
        MULTICCD,
        OVERRIDE,
        ENERGY,
        FWDINV,
        INVDISCRETE,
        SLEEP,
        DIAGEXACT,
        IPC;

        /// Whether it is on where a scene does not say.
        public boolean onByDefault() {
            return compareTo(OVERRIDE) < 0;
        }
    }

    /// s
    public double timestep = 0.002;
    /// Ratio of friction to normal impedance with elliptic cones.
    public double impratio = 1;
    /// m/s²
    public Vec3 gravity = new Vec3(0, 0, -9.81);
    /// m/s
    public Vec3 wind = Vec3.ZERO;
    /// Magnetic flux.
    public Vec3 magnetic = new Vec3(0, -0.5, 0);
    /// Of the medium: kg/m³ and Pa·s.
    public double density;
    public double viscosity;
    public Integrator integrator = Integrator.EULER;
    public FrictionCone cone = FrictionCone.PYRAMIDAL;
    public Jacobian jacobian = Jacobian.AUTO;
    public Solver solver = Solver.NEWTON;
    public int iterations = 100;
    public double tolerance = 1e-8;
    public int lineSearchIterations = 50;
    public double lineSearchTolerance = 0.01;
    public int noslipIterations;
    public double noslipTolerance = 1e-6;
    public int ccdIterations = 35;
    public double ccdTolerance = 1e-6;
    public double sleepTolerance = 1e-3;
    public int sdfIterations = 10;
    public int sdfInitPoints = 40;
    /// Replace the parameters of all contacts, with [Flag#OVERRIDE].
    public double overrideMargin;
    public final double[] overrideSolref = {0.02, 1};
    public final double[] overrideSolimp = {0.9, 0.95, 0.001, 0.5, 2};
    public final double[] overrideFriction = {1, 1, 0.005, 0.0001, 0.0001};
    /// Groups of actuators that are off.
    public double[] disabledActuatorGroups = {};
    /// Flags that differ from [Flag#onByDefault].
    public final Set<Flag> switched = EnumSet.noneOf(Flag.class);

    public PhysicsOptions() {}

    public boolean isOn(Flag flag) {
        return flag.onByDefault() != switched.contains(flag);
    }

    private static Schema<PhysicsOptions> schema() {
        return Schema.of("option", PhysicsOptions::new)
                .number("timestep", o -> o.timestep, (o, v) -> o.timestep = v)
                .number("impratio", o -> o.impratio, (o, v) -> o.impratio = v)
                .vector("gravity", o -> o.gravity, (o, v) -> o.gravity = v)
                .vector("wind", o -> o.wind, (o, v) -> o.wind = v)
                .vector("magnetic", o -> o.magnetic, (o, v) -> o.magnetic = v)
                .number("density", o -> o.density, (o, v) -> o.density = v)
                .number("viscosity", o -> o.viscosity, (o, v) -> o.viscosity = v)
                .choice("integrator", Integrator.class, o -> o.integrator, (o, v) -> o.integrator = v)
                .choice("cone", FrictionCone.class, o -> o.cone, (o, v) -> o.cone = v)
                .choice("jacobian", Jacobian.class, o -> o.jacobian, (o, v) -> o.jacobian = v)
                .choice("solver", Solver.class, o -> o.solver, (o, v) -> o.solver = v)
                .integer("iterations", o -> o.iterations, (o, v) -> o.iterations = v)
                .number("tolerance", o -> o.tolerance, (o, v) -> o.tolerance = v)
                .integer("ls_iterations", o -> o.lineSearchIterations, (o, v) -> o.lineSearchIterations = v)
                .number("ls_tolerance", o -> o.lineSearchTolerance, (o, v) -> o.lineSearchTolerance = v)
                .integer("noslip_iterations", o -> o.noslipIterations, (o, v) -> o.noslipIterations = v)
                .number("noslip_tolerance", o -> o.noslipTolerance, (o, v) -> o.noslipTolerance = v)
                .integer("ccd_iterations", o -> o.ccdIterations, (o, v) -> o.ccdIterations = v)
                .number("ccd_tolerance", o -> o.ccdTolerance, (o, v) -> o.ccdTolerance = v)
                .number("sleep_tolerance", o -> o.sleepTolerance, (o, v) -> o.sleepTolerance = v)
                .integer("sdf_iterations", o -> o.sdfIterations, (o, v) -> o.sdfIterations = v)
                .integer("sdf_initpoints", o -> o.sdfInitPoints, (o, v) -> o.sdfInitPoints = v)
                .number("o_margin", o -> o.overrideMargin, (o, v) -> o.overrideMargin = v)
                .numbers("o_solref", 1, o -> o.overrideSolref)
                .numbers("o_solimp", 1, o -> o.overrideSolimp)
                .numbers("o_friction", 1, o -> o.overrideFriction)
                .list("actuatorgroupdisable", o -> o.disabledActuatorGroups, (o, v) -> o.disabledActuatorGroups = v)
                .alsoCopying((from, to) -> to.switched.addAll(from.switched));
    }
}
