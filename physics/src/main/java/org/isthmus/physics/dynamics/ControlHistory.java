package org.isthmus.physics.dynamics;

import java.util.Arrays;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Interpolation;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Past controls of actuators that act with a delay: the last one first, as many as the delay is long.
///
/// A delay of `d` seconds takes the newest control that is at least so old, or interpolates linearly around that time. Before the
/// first step all controls were 0.
public final class ControlHistory {
    /// A delay that is a whole number of steps but for rounding is that number.
    private static final double ROUNDING = 1e-6;

    private final Model model;
    private final int[] first;
    private final int[] depth;
    private final int size;

    public ControlHistory(Model model) {
        this.model = model;
        int nu = model.sizes().nu();
        first = new int[nu];
        depth = new int[nu];
        int next = 0;
        for (int i = 0; i < nu; i++) {
            first[i] = next;
            int steps = (int) Math.ceil(model.actuators().delay().get(i) / model.options().timestep - ROUNDING);
            depth[i] = Math.max(0, Math.min(steps, model.actuators().history().get(2 * i)));
            next += depth[i];
        }
        size = next;
    }

    /// Numbers that a world keeps.
    public int size() {
        return size;
    }

    /// The control that acts now.
    Expr delayed(Graph g, Parameters parameters, int i, Expr control, Expr[] history) {
        Expr steps = parameters.get(g, Parameter.ACTUATOR_DELAY, i).times(1 / model.options().timestep);
        boolean blends = model.actuators().history().get(2 * i + 1) != Interpolation.ZOH.ordinal();
        Expr value = control;
        Expr newer = control;
        for (int k = 0; k < depth[i]; k++) {
            Expr older = history[first[i] + k];
            Expr share = steps.minus(k).min(g.constant(1));
            Expr chosen = blends ? newer.plus(share.times(older.minus(newer))) : older;
            value = g.constant(k + ROUNDING).ifLess(steps, chosen, value);
            newer = older;
        }
        return value;
    }

    /// What is kept after a step.
    public Expr[] next(Expr[] ctrl, Expr[] history) {
        Expr[] next = history.clone();
        for (int i = 0; i < ctrl.length; i++) {
            for (int k = 0; k < depth[i]; k++) {
                next[first[i] + k] = k == 0 ? ctrl[i] : history[first[i] + k - 1];
            }
        }
        return Arrays.copyOf(next, size);
    }
}
