package org.isthmus.physics.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.constraint.Block;
import org.isthmus.physics.constraint.Contacts;
import org.isthmus.physics.constraint.NewtonTrace;
import org.isthmus.physics.constraint.Problem;
import org.isthmus.physics.constraint.Rows;
import org.isthmus.physics.dynamics.Integration;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.SmoothDynamics;
import org.isthmus.physics.dynamics.SparseFactor;
import org.isthmus.physics.dynamics.State;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;

/// Traces one time step of a model.
///
/// `set up` computes forces and mass matrix and lists the constraints; `solve` improves the acceleration until all lanes are done;
/// `finish` adds the constraint forces and steps in time, semi-implicitly: `(M − h·∂f/∂v)·a = f`, `v ← v + h·a`, `q ← q ⊕ h·v`.
/// `∂f/∂v` holds joint damping (integrator Euler) and also the velocity gains of actuators (implicitfast): MuJoCo documentation,
/// "Numerical integration". A model without constraints has `finish` in one kernel with `set up`.
final class StepTrace {
    /// Convergence of the solver is asked for to what the format can show.
    private static final double FLOAT_TOLERANCE = 1e-6;

    private final Model model;
    private final PhysicsOptions options;
    private final StateLayout layout;
    private final Parameters parameters;
    private final Precision precision;
    private final Carrier carrier = new Carrier();

    /// The kernels of a step.
    ///
    /// @param first runs once
    /// @param solver what runs in between, if there are constraints
    /// @param sharedSlots scratch slots through which they talk
    record Kernels(Kernel first, Optional<Solver> solver, int sharedSlots) {}

    /// The kernels of the constraint solver.
    ///
    /// @param solve runs until `doneSlot` holds 1 in all lanes
    /// @param finish runs once
    record Solver(Kernel solve, Kernel finish, int doneSlot) {}

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
        return setUp.blocks.isEmpty() ? trace.unconstrained(setUp) : trace.constrained(setUp);
    }

    /// What the first kernel computes.
    private final class SetUp {
        final Graph g = new Graph(precision);
        final Expr[] qpos = Integration.normalized(g, model, layout.load(g, Quantity.QPOS));
        final Expr[] qvel = layout.load(g, Quantity.QVEL);
        final State state = new State(qpos, qvel, layout.load(g, Quantity.ACT), layout.load(g, Quantity.CTRL),
                Integration.normalizedPoses(g, layout.load(g, Quantity.MOCAP)),
                layout.load(g, Quantity.QFRC_APPLIED));
        final SmoothDynamics smooth = new SmoothDynamics(g, parameters, state);
        final List<Block> blocks = new ArrayList<>();

        SetUp() {
            layout.store(g, Quantity.ACTUATOR_FORCE, smooth.actuators.force);
            layout.store(g, Quantity.ACT, smooth.actuators.nextActivation);
            blocks.addAll(Rows.of(g, parameters, state, smooth.tendons));
            blocks.addAll(Contacts.of(g, model, smooth.tree, smooth.frames, qvel));
        }
    }

    private Kernels unconstrained(SetUp s) {
        Expr[] acceleration = new SparseFactor(s.g, s.smooth.implicitMass).solve(s.smooth.force);
        layout.store(s.g, Quantity.QACC, acceleration);
        advance(s.g, s.qpos, s.qvel, acceleration);
        return new Kernels(s.g.toKernel("step"), Optional.empty(), 0);
    }

    private Kernels constrained(SetUp s) {
        Problem problem = new Problem(s.g, s.smooth.mass, s.smooth.force, s.blocks, carrier);
        Carried[][] implicit = carryAll(s.smooth.implicitMass);
        Carried done = carrier.variable(s.g.constant(0));
        layout.store(s.g, Quantity.QPOS, s.qpos);

        Graph solve = new Graph(precision);
        layout.store(solve, Quantity.QACC,
                NewtonTrace.step(solve, problem, layout.load(solve, Quantity.QACC), done, tolerance()));

        Graph finish = new Graph(precision);
        Expr[] total = problem.totalForce(finish, layout.load(finish, Quantity.QACC));
        Expr[] acceleration = new SparseFactor(finish, takeAll(finish, implicit)).solve(total);
        advance(finish, layout.load(finish, Quantity.QPOS), layout.load(finish, Quantity.QVEL), acceleration);
        return new Kernels(s.g.toKernel("setup"),
                Optional.of(new Solver(solve.toKernel("solve"), finish.toKernel("finish"), done.slot())),
                carrier.slotCount());
    }

    /// On the norm of the gradient: MuJoCo's tolerance times its scale, mean inertia times degrees of freedom.
    private double tolerance() {
        double asked = precision == Precision.FLOAT ? Math.max(options.tolerance, FLOAT_TOLERANCE) : options.tolerance;
        return asked * model.statistic().meanInertia() * Math.max(1, model.sizes().nv());
    }

    private Carried[][] carryAll(Expr[][] matrix) {
        Carried[][] carried = new Carried[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                carried[i][j] = matrix[i][j] == null ? new Carried(-1, 0) : carrier.put(matrix[i][j]);
            }
        }
        return carried;
    }

    private static Expr[][] takeAll(Graph g, Carried[][] carried) {
        Expr[][] matrix = new Expr[carried.length][carried.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = carried[i][j].in(g);
            }
        }
        return matrix;
    }

    private void advance(Graph g, Expr[] qpos, Expr[] qvel, Expr[] acceleration) {
        Expr[] next = new Expr[qvel.length];
        for (int d = 0; d < next.length; d++) {
            next[d] = qvel[d].plus(acceleration[d].times(options.timestep));
        }
        layout.store(g, Quantity.QVEL, next);
        layout.store(g, Quantity.QPOS, Integration.advance(g, model, qpos, next, options.timestep));
    }
}
