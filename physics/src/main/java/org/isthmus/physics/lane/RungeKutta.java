package org.isthmus.physics.lane;

import java.util.Arrays;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.dynamics.ActuatorForces;
import org.isthmus.physics.dynamics.Integration;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;

/// The classical Runge-Kutta method of order four over positions, velocities and activations: forces and constraints are evaluated in four
/// states; the means of their velocities and accelerations make the step.
final class RungeKutta {
    static final int STAGES = 4;
    /// How far from the start, in steps, the state after each stage is.
    private static final double[] REACH = {0.5, 0.5, 1};
    private static final double[] SHARE = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};

    private final Model model;
    private final StateLayout layout;
    /// First slots: the state where the step begins, sums of velocities, accelerations and rates of activation.
    private final int qpos0;
    private final int qvel0;
    private final int act0;
    private final int velocities;
    private final int accelerations;
    private final int rates;

    RungeKutta(Model model, StateLayout layout, Carrier carrier) {
        this.model = model;
        this.layout = layout;
        int nv = model.sizes().nv();
        int na = model.sizes().na();
        qpos0 = carrier.reserve(model.sizes().nq());
        qvel0 = carrier.reserve(nv);
        act0 = carrier.reserve(na);
        velocities = carrier.reserve(nv);
        accelerations = carrier.reserve(nv);
        rates = carrier.reserve(na);
    }

    /// Ends a stage: moves to the next state, or makes the step.
    ///
    /// @param qpos [nq] with unit quaternions, of this stage
    /// @param rate [na] of the activations
    /// @param acceleration [nv]
    void end(Graph g, int stage, Expr[] qpos, Expr[] rate, Expr[] acceleration) {
        Expr[] qvel = layout.load(g, Quantity.QVEL);
        Expr[] act = layout.load(g, Quantity.ACT);
        boolean isFirst = stage == 0;
        Expr[] q = isFirst ? qpos : load(g, qpos0, qpos.length);
        Expr[] v = isFirst ? qvel : load(g, qvel0, qvel.length);
        Expr[] a = isFirst ? act : load(g, act0, act.length);
        if (isFirst) {
            store(g, qpos0, q);
            store(g, qvel0, v);
            store(g, act0, a);
        }
        Expr[] meanVelocity = sum(g, stage, velocities, qvel);
        Expr[] meanAcceleration = sum(g, stage, accelerations, acceleration);
        Expr[] meanRate = sum(g, stage, rates, rate);
        double h = model.options().timestep;
        if (stage == STAGES - 1) {
            Expr frozen = new StepEnd(model, layout).store(g, q, v, q, meanVelocity, moved(v, meanAcceleration, h),
                    meanAcceleration);
            layout.store(g, Quantity.ACT,
                    StepEnd.unless(frozen, ActuatorForces.nextActivations(model, a, meanRate), a));
        } else {
            Expr frozen = g.load(layout.frozen());
            double t = h * REACH[stage];
            layout.store(g, Quantity.QPOS, StepEnd.unless(frozen, Integration.advance(g, model, q, qvel, t), q));
            layout.store(g, Quantity.QVEL, StepEnd.unless(frozen, moved(v, acceleration, t), v));
            layout.store(g, Quantity.ACT, StepEnd.unless(frozen, moved(a, rate, t), a));
        }
    }

    private static Expr[] moved(Expr[] from, Expr[] rate, double time) {
        Expr[] to = new Expr[from.length];
        Arrays.setAll(to, i -> from[i].plus(rate[i].times(time)));
        return to;
    }

    /// The weighted sum of all stages so far.
    private static Expr[] sum(Graph g, int stage, int slot, Expr[] values) {
        Expr[] sum = new Expr[values.length];
        for (int i = 0; i < sum.length; i++) {
            Expr own = values[i].times(SHARE[stage]);
            sum[i] = stage == 0 ? own : g.load(Slot.scratch(slot + i)).plus(own);
        }
        store(g, slot, sum);
        return sum;
    }

    private static Expr[] load(Graph g, int slot, int count) {
        Expr[] values = new Expr[count];
        Arrays.setAll(values, i -> g.load(Slot.scratch(slot + i)));
        return values;
    }

    private static void store(Graph g, int slot, Expr[] values) {
        for (int i = 0; i < values.length; i++) {
            g.store(Slot.scratch(slot + i), values[i]);
        }
    }
}
