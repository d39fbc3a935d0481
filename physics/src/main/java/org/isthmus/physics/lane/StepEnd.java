package org.isthmus.physics.lane;

import java.util.Arrays;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.dynamics.Integration;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Leaves the state after a step. A world whose numbers grow beyond bounds is frozen in the state it had, and counts its steps since then.
final class StepEnd {
    /// Accelerations and velocities whose sum is beyond this are of a world that diverged (MuJoCo's `mjMAXVAL`).
    private static final double LARGEST = 1e10;

    private final Model model;
    private final StateLayout layout;

    StepEnd(Model model, StateLayout layout) {
        this.model = model;
        this.layout = layout;
    }

    /// Stores positions, velocities and accelerations.
    ///
    /// @param oldQpos [nq] what a frozen world keeps
    /// @param oldQvel [nv] what a frozen world keeps
    /// @param qpos [nq] with unit quaternions, where the step begins
    /// @param along [nv] velocity with which positions move
    /// @param next [nv] velocity after the step
    /// @param acceleration [nv]
    /// @return positive in worlds that are frozen
    Expr store(
            Graph g, Expr[] oldQpos, Expr[] oldQvel, Expr[] qpos, Expr[] along, Expr[] next, Expr[] acceleration) {
        Expr size = g.constant(0);
        for (int d = 0; d < next.length; d++) {
            size = size.plus(next[d].abs()).plus(acceleration[d].abs());
        }
        Expr before = g.load(layout.frozen());
        Expr one = g.constant(1);
        Expr now = before.plus(before.ifPositive(one, size.ifLess(g.constant(LARGEST), g.constant(0), one)));
        g.store(layout.frozen(), now);
        layout.store(g, Quantity.QACC, unless(before, acceleration, layout.load(g, Quantity.QACC)));
        layout.store(g, Quantity.QVEL, unless(now, next, oldQvel));
        layout.store(g, Quantity.QPOS,
                unless(now, Integration.advance(g, model, qpos, along, model.options().timestep), oldQpos));
        return now;
    }

    static Expr[] unless(Expr frozen, Expr[] next, Expr[] old) {
        Expr[] chosen = new Expr[next.length];
        Arrays.setAll(chosen, i -> frozen.ifPositive(old[i], next[i]));
        return chosen;
    }
}
