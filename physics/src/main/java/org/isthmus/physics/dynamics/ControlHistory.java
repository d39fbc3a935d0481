package org.isthmus.physics.dynamics;

import java.util.Arrays;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Interpolation;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Past controls of actuators that act with a delay: the last one first, as many as the delay is long.
///
/// A delay of `d` seconds takes the newest control that is at least so old, or interpolates around that time, linearly or by Hermite's cubic
/// with the slopes of the chords around each end, 0 where nothing is beyond it. Before the first step all controls were 0.
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
            int reach = interpolation(i) == Interpolation.CUBIC && steps > 0 ? steps + 1 : steps;
            depth[i] = Math.max(0, Math.min(reach, model.actuators().history().get(2 * i)));
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
        Expr value = control;
        for (int k = 0; k < depth[i]; k++) {
            Expr share = steps.minus(k).min(g.constant(1));
            Expr newer = at(i, k, control, history);
            Expr older = at(i, k + 1, control, history);
            // what is set now is not yet among what is interpolated
            Expr chosen = k == 0 ? older : switch (interpolation(i)) {
                case ZOH -> older;
                case LINEAR -> newer.plus(share.times(older.minus(newer)));
                case CUBIC -> cubic(at(i, k - 1, control, history), newer, older, at(i, k + 2, control, history),
                        k == 1 ? 0 : 0.5, k + 2 > depth[i] ? 0 : 0.5, share);
            };
            value = g.constant(k + ROUNDING).ifLess(steps, chosen, value);
        }
        return value;
    }

    private Interpolation interpolation(int i) {
        return Interpolation.values()[model.actuators().history().get(2 * i + 1)];
    }

    /// The control that was set so many steps ago; at the ends of what is kept, that of the end.
    private Expr at(int i, int steps, Expr control, Expr[] history) {
        return steps <= 0 ? control : history[first[i] + Math.min(steps, depth[i]) - 1];
    }

    /// Between `b` and `c`, with `a` and `d` beyond them.
    ///
    /// @param scaleB of the chord around `b`: ½, or 0 where nothing is beyond it
    /// @param scaleC likewise
    /// @param x 0 at `b`, 1 at `c`
    private static Expr cubic(Expr a, Expr b, Expr c, Expr d, double scaleB, double scaleC, Expr x) {
        Expr slopeB = c.minus(a).times(scaleB);
        Expr slopeC = d.minus(b).times(scaleC);
        Expr rise = c.minus(b);
        // b + x (b' + x (3 rise − 2 b' − c' + x (b' + c' − 2 rise)))
        Expr third = slopeB.plus(slopeC).minus(rise.times(2));
        Expr second = rise.times(3).minus(slopeB.times(2)).minus(slopeC);
        return b.plus(x.times(slopeB.plus(x.times(second.plus(x.times(third))))));
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
