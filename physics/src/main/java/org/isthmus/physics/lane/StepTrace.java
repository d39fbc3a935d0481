package org.isthmus.physics.lane;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.constraint.Block;
import org.isthmus.physics.constraint.ConstraintTrace;
import org.isthmus.physics.constraint.Contacts;
import org.isthmus.physics.constraint.Newton;
import org.isthmus.physics.constraint.Rows;
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
/// `∂f/∂v` holds joint damping (integrator Euler) and also the velocity gains of actuators (implicitfast): MuJoCo documentation,
/// "Numerical integration". A model without constraints has `finish` in one kernel with `set up`.
final class StepTrace {
    /// Convergence of the solver is asked for to what the format can show.
    private static final double FLOAT_TOLERANCE = 2e-4;

    private final Model model;
    private final PhysicsOptions options;
    private final StateLayout layout;
    private final Parameters parameters;
    private final Precision precision;
    private final Carrier carrier = new Carrier();

    /// Accelerations and velocities whose sum is beyond this are of a world that diverged (MuJoCo's `mjMAXVAL`).
    private static final double LARGEST = 1e10;

    /// The kernels of a step.
    ///
    /// @param first runs once
    /// @param solver what runs then, if there are constraints
    /// @param carrier the scratch slots through which they talk
    record Kernels(Kernel first, Optional<Solver> solver, Carrier carrier) {}

    /// The constraint stage.
    ///
    /// @param finish runs once, after the constraints are solved
    record Solver(ConstraintTrace constraints, Kernel finish) {}

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
        setUp.store();
        return setUp.isFree() ? trace.unconstrained(setUp) : trace.constrained(setUp);
    }

    /// The kernels of measuring: those of a step up to the constraint forces, if sensors need them, then the sensors.
    static Kernels sensing(Model model, StateLayout layout, Precision precision) {
        StepTrace trace = new StepTrace(model, layout, precision);
        if (!SensorTrace.needsAccelerations(model)) {
            Forward forward = trace.new Forward();
            Expr[] unknown = forward.g.constants(new double[model.sizes().nv()]);
            return new Kernels(trace.sensors(forward, unknown, List.of()), Optional.empty(), trace.carrier);
        }
        SetUp setUp = trace.new SetUp();
        if (setUp.isFree()) {
            return new Kernels(trace.sensors(setUp, setUp.smoothAcceleration(), List.of()), Optional.empty(),
                    trace.carrier);
        }
        Newton newton = trace.newton(setUp);
        ConstraintTrace constraints = trace.constraints(newton, setUp.contacts);
        Forward forward = trace.new Forward();
        Kernel sensors = trace.sensors(forward, newton.warmStart(forward.g, forward.smoothAcceleration()),
                newton.contactWrenches(forward.g));
        return new Kernels(setUp.g.toKernel("beforeSensors"), Optional.of(new Solver(constraints, sensors)),
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
            layout.store(g, Quantity.ACTUATOR_FORCE, smooth.actuators.force);
            layout.store(g, Quantity.ACT,
                    unless(frozen, smooth.actuators.nextActivation, layout.load(g, Quantity.ACT)));
            layout.storeHistory(g, unless(frozen, smooth.actuators.nextHistory, layout.loadHistory(g)));
        }
    }

    private Kernels unconstrained(SetUp s) {
        Expr[] acceleration = s.smooth.implicit.solve(s.g, s.smooth.force);
        advance(s.g, s.qpos, acceleration);
        return new Kernels(s.g.toKernel("step"), Optional.empty(), carrier);
    }

    private Kernels constrained(SetUp s) {
        Newton newton = newton(s);
        ImplicitSystem.Transported implicit = s.smooth.implicit.carry(carrier);
        List<Carried> normalized = Arrays.stream(s.qpos).map(carrier::put).toList();
        ConstraintTrace constraints = constraints(newton, s.contacts);

        Graph finish = new Graph(precision);
        Expr[] acceleration = implicit.in(finish).solve(finish, newton.totalForce(finish));
        Expr frozen = finish.load(layout.frozen());
        layout.storeWarmStart(finish,
                unless(frozen, newton.warmStart(finish, acceleration), layout.loadWarmStart(finish)));
        advance(finish, normalized.stream().map(q -> q.in(finish)).toArray(Expr[]::new), acceleration);
        return new Kernels(s.g.toKernel("setup"), Optional.of(new Solver(constraints, finish.toKernel("finish"))),
                carrier);
    }

    private Newton newton(SetUp s) {
        Newton newton = new Newton(precision, carrier, s.smooth.tree, model.sizes().nv(), tolerance());
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

    /// Steps in time. A world whose numbers grow beyond bounds is frozen in the state it had, and counts its steps since then.
    private void advance(Graph g, Expr[] qpos, Expr[] acceleration) {
        Expr[] qvel = layout.load(g, Quantity.QVEL);
        Expr[] next = new Expr[qvel.length];
        Expr size = g.constant(0);
        for (int d = 0; d < next.length; d++) {
            next[d] = qvel[d].plus(acceleration[d].times(options.timestep));
            size = size.plus(next[d].abs()).plus(acceleration[d].abs());
        }
        Expr before = g.load(layout.frozen());
        Expr one = g.constant(1);
        Expr now = before.plus(before.ifPositive(one, size.ifLess(g.constant(LARGEST), g.constant(0), one)));
        g.store(layout.frozen(), now);
        layout.store(g, Quantity.QACC, unless(before, acceleration, layout.load(g, Quantity.QACC)));
        layout.store(g, Quantity.QVEL, unless(now, next, qvel));
        layout.store(g, Quantity.QPOS, unless(now, Integration.advance(g, model, qpos, next, options.timestep),
                layout.load(g, Quantity.QPOS)));
    }

    private static Expr[] unless(Expr frozen, Expr[] next, Expr[] old) {
        Expr[] chosen = new Expr[next.length];
        Arrays.setAll(chosen, i -> frozen.ifPositive(old[i], next[i]));
        return chosen;
    }
}
