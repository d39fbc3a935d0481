package org.isthmus.physics.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Integrator;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.constraint.Block;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.constraint.Contacts;
import org.isthmus.physics.constraint.Newton;
import org.isthmus.physics.constraint.Rows;
import org.isthmus.physics.dynamics.ActuatorForces;
import org.isthmus.physics.dynamics.ImplicitSystem;
import org.isthmus.physics.dynamics.Integration;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.dynamics.SparseFactor;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.sensor.SensorTrace;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;

/// Traces one time step of a model.
///
/// `set up` computes forces and mass matrix and prepares the constraints; the constraint solver finds contacts and their forces;
/// `finish` adds the constraint forces and steps in time, semi-implicitly: `(M − h·∂f/∂v)·a = f`, `v ← v + h·a`, `q ← q ⊕ h·v`.
/// `∂f/∂v` holds joint damping (integrator Euler), also the velocity gains of actuators (implicitfast), also the derivatives of the bias
/// forces (implicit): MuJoCo documentation, "Numerical integration". RK4 does all of it in four stages ([RungeKutta]). A model without constraints has `finish` in one kernel with `set up`.
final class StepTrace {
    /// Convergence of the solver is asked for to what the format can show.
    private static final double FLOAT_TOLERANCE = 2e-4;

    private final Model model;
    private final PhysicsOptions options;
    private final StateLayout layout;
    private final Parameters parameters;
    private final Precision precision;
    private final Carrier carrier = new Carrier();

    /// The kernels of a step: for each of its stages one of `first`, the solver, one of `last`.
    ///
    /// @param first one for each stage; the last of them serves all stages that are left
    /// @param solver what runs then, if there are constraints
    /// @param last one for each stage if there are constraints, else none
    /// @param carrier the scratch slots through which they talk
    record Kernels(List<Kernel> first, Optional<ConstraintTrace> solver, List<Kernel> last, Carrier carrier) {
        static Kernels of(Kernel only, Carrier carrier) {
            return new Kernels(List.of(only), Optional.empty(), List.of(), carrier);
        }
    }

    private StepTrace(Model model, StateLayout layout, Precision precision) {
        this.model = model;
        options = model.options();
        this.layout = layout;
        parameters = new Parameters(model, layout.varied(), (p, index) -> Slot.state(layout.slot(p, index)));
        this.precision = precision;
    }

    static Kernels of(Model model, StateLayout layout, Precision precision) {
        StepTrace trace = new StepTrace(model, layout, precision);
        SetUp setUp = trace.new SetUp();
        boolean isFree = setUp.isFree();
        if (model.options().integrator == Integrator.RK4) {
            return isFree ? trace.unconstrainedStages() : trace.constrainedStages(setUp);
        }
        return isFree ? trace.unconstrained(setUp) : trace.constrained(setUp);
    }

    /// The kernels of measuring: those of a step up to the constraint forces, if sensors need them, then the sensors.
    static Kernels sensing(Model model, StateLayout layout, Precision precision) {
        StepTrace trace = new StepTrace(model, layout, precision);
        if (!SensorTrace.needsAccelerations(model)) {
            Forward forward = trace.new Forward();
            Expr[] unknown = forward.g.constants(new double[model.sizes().nv()]);
            return Kernels.of(trace.sensors(forward, unknown, List.of()), trace.carrier);
        }
        SetUp setUp = trace.new SetUp();
        if (setUp.isFree()) {
            return Kernels.of(trace.sensors(setUp, setUp.smoothAcceleration(), List.of()), trace.carrier);
        }
        Newton newton = trace.newton(setUp);
        ConstraintTrace constraints = trace.constraints(newton, setUp.contacts);
        Forward forward = trace.new Forward();
        Kernel sensors = trace.sensors(forward, newton.warmStart(forward.g, forward.smoothAcceleration()),
                newton.contactWrenches(forward.g));
        return new Kernels(List.of(setUp.g.toKernel("beforeSensors")), Optional.of(constraints), List.of(sensors),
                trace.carrier);
    }

    private Kernel sensors(Forward f, Expr[] qacc, List<Spatial> contactWrenches) {
        SensorTrace sensors = new SensorTrace(f.g, parameters, f.state, f.smooth, qacc, contactWrenches);
        layout.store(f.g, Quantity.SENSORDATA, sensors.measurements());
        return f.g.toKernel("sensors");
    }

    /// Everything but constraints at the present state.
    private class Forward {
        final Graph g = new Graph(precision);
        final Expr[] qpos = Integration.normalized(g, model, layout.load(g, Quantity.QPOS));
        final Expr[] qvel = layout.load(g, Quantity.QVEL);
        final State state = new State(qpos, qvel, layout.load(g, Quantity.ACT), layout.load(g, Quantity.CTRL),
                layout.loadHistory(g), Integration.normalizedPoses(g, layout.load(g, Quantity.MOCAP)),
                layout.load(g, Quantity.QFRC_APPLIED));
        final SmoothDynamics smooth = new SmoothDynamics(g, parameters, state);

        /// The acceleration without constraints.
        Expr[] smoothAcceleration() {
            return new SparseFactor(g, smooth.mass).solve(smooth.force);
        }
    }

    /// What the first kernel computes.
    private final class SetUp extends Forward {
        final Expr frozen = g.load(layout.frozen());
        final List<Block> blocks = Rows.of(g, parameters, state, smooth);
        final Contacts contacts = Contacts.of(g, parameters, smooth.tree, smooth.frames,
                smooth.actuators.force, carrier);

        boolean isFree() {
            return blocks.isEmpty() && contacts.isEmpty();
        }

        /// Leaves what a step changes beside positions and velocities.
        void store() {
            storeForces();
            layout.store(g, Quantity.ACT, nextActivations());
            layout.storeHistory(g, nextHistory());
        }

        Expr[] nextActivations() {
            return StepEnd.unless(frozen,
                    ActuatorForces.nextActivations(model, state.act(), smooth.actuators.activationRate),
                    layout.load(g, Quantity.ACT));
        }

        Expr[] nextHistory() {
            return StepEnd.unless(frozen, smooth.actuators.nextHistory, layout.loadHistory(g));
        }

        void storeForces() {
            layout.store(g, Quantity.ACTUATOR_FORCE, smooth.actuators.force);
        }
    }

    private Kernels unconstrained(SetUp s) {
        s.store();
        Expr[] acceleration = s.smooth.implicit.solve(s.g, s.smooth.force);
        advance(s.g, s.qpos, acceleration);
        return Kernels.of(s.g.toKernel("step"), carrier);
    }

    private Kernels unconstrainedStages() {
        RungeKutta method = new RungeKutta(model, layout, carrier);
        List<Kernel> stages = new ArrayList<>();
        for (int i = 0; i < RungeKutta.STAGES; i++) {
            SetUp s = new SetUp();
            s.storeForces();
            if (i == RungeKutta.STAGES - 1) {
                layout.storeHistory(s.g, s.nextHistory());
            }
            method.end(s.g, i, s.qpos, s.smooth.actuators.activationRate, s.smoothAcceleration());
            stages.add(s.g.toKernel("stage" + i));
        }
        return new Kernels(stages, Optional.empty(), List.of(), carrier);
    }

    /// Only the last kernel changes what a step starts from: until then a world can be left to begin anew ([Stragglers]).
    private Kernels constrained(SetUp s) {
        s.storeForces();
        Newton newton = newton(s);
        ImplicitSystem.Transported implicit = s.smooth.implicit.carry(carrier);
        List<Carried> normalized = carry(s.qpos);
        List<Carried> activations = carry(s.nextActivations());
        List<Carried> history = carry(s.nextHistory());
        ConstraintTrace constraints = constraints(newton, s.contacts);

        Graph finish = new Graph(precision);
        layout.store(finish, Quantity.ACT, take(finish, activations));
        layout.storeHistory(finish, take(finish, history));
        Expr[] acceleration = acceleration(finish, newton, implicit);
        advance(finish, take(finish, normalized), acceleration);
        return new Kernels(List.of(s.g.toKernel("setup")), Optional.of(constraints),
                List.of(finish.toKernel("finish")), carrier);
    }

    private Kernels constrainedStages(SetUp s) {
        s.storeForces();
        Newton newton = newton(s);
        ImplicitSystem.Transported mass = s.smooth.implicit.carry(carrier);
        List<Carried> normalized = carry(s.qpos);
        List<Carried> rate = carry(s.smooth.actuators.activationRate);
        List<Carried> history = carry(s.smooth.actuators.nextHistory);
        RungeKutta method = new RungeKutta(model, layout, carrier);
        ConstraintTrace constraints = constraints(newton, s.contacts);
        List<Kernel> stages = new ArrayList<>();
        for (int i = 0; i < RungeKutta.STAGES; i++) {
            Graph end = new Graph(precision);
            Expr[] acceleration = acceleration(end, newton, mass);
            if (i == RungeKutta.STAGES - 1) {
                layout.storeHistory(end,
                        StepEnd.unless(end.load(layout.frozen()), take(end, history), layout.loadHistory(end)));
            }
            method.end(end, i, take(end, normalized), take(end, rate), acceleration);
            stages.add(end.toKernel("stage" + i));
        }
        return new Kernels(List.of(s.g.toKernel("setup")), Optional.of(constraints), stages, carrier);
    }

    private List<Carried> carry(Expr[] values) {
        return Arrays.stream(values).map(carrier::put).toList();
    }

    private static Expr[] take(Graph g, List<Carried> values) {
        return values.stream().map(value -> value.in(g)).toArray(Expr[]::new);
    }

    /// The acceleration with all forces, from which the next solution starts.
    private Expr[] acceleration(Graph g, Newton newton, ImplicitSystem.Transported implicit) {
        Expr[] acceleration = implicit.in(g).solve(g, newton.totalForce(g));
        Expr frozen = g.load(layout.frozen());
        layout.storeWarmStart(g,
                StepEnd.unless(frozen, newton.warmStart(g, acceleration), layout.loadWarmStart(g)));
        return acceleration;
    }

    private Newton newton(SetUp s) {
        Newton newton = new Newton(precision, carrier, s.smooth.tree, model.sizes().nv(), tolerance(),
                model.statistic().meanInertia());
        newton.setUp(s.g, s.smooth.frames, s.smooth.mass, s.smooth.force, s.qvel, layout.loadWarmStart(s.g), s.blocks,
                s.frozen.ifPositive(s.g.constant(1), s.g.constant(0)));
        return newton;
    }

    private ConstraintTrace constraints(Newton newton, Contacts contacts) {
        return new ConstraintTrace(newton, contacts, carrier, precision, options.cone, options.iterations);
    }

    /// On the norm of the gradient: MuJoCo's tolerance times its scale, mean inertia times degrees of freedom.
    private double tolerance() {
        boolean isFine = precision == Precision.FLOAT && options.tolerance >= 0;
        double asked = isFine ? Math.max(options.tolerance, FLOAT_TOLERANCE) : options.tolerance;
        return asked * model.statistic().meanInertia() * Math.max(1, model.sizes().nv());
    }

    private void advance(Graph g, Expr[] qpos, Expr[] acceleration) {
        Expr[] qvel = layout.load(g, Quantity.QVEL);
        Expr[] next = new Expr[qvel.length];
        Arrays.setAll(next, d -> qvel[d].plus(acceleration[d].times(options.timestep)));
        new StepEnd(model, layout).store(g, layout.load(g, Quantity.QPOS), qvel, qpos, next, next, acceleration);
    }
}
