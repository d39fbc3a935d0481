package org.isthmus.physics.dynamics;

import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// The muscle model of one actuator: force-length-velocity curves of quadratic pieces, and activation with two time constants
/// (MuJoCo documentation, "Muscles").
///
/// Lengths and velocities are scaled so that the muscle's own operating range is the actuator's range of lengths.
final class Muscle {
    private static final double MIN_VALUE = 1e-15;

    private final Graph g;
    private final Expr[] prm = new Expr[9];
    private final Expr peak;
    private final Expr optimum;
    private final Expr length;
    private final Expr velocity;

    /// @param table its gain or bias: range (2), force, scale, lmin, lmax, vmax, fpmax, fvmax
    Muscle(Graph g, Parameters parameters, Parameter table, int i, Expr length, Expr velocity) {
        this.g = g;
        for (int k = 0; k < prm.length; k++) {
            prm[k] = parameters.get(g, table, 10 * i + k);
        }
        ActuatorTable actuators = parameters.model().actuators();
        // a negative force means: from the scale and the strength at the reference pose
        Expr derived = prm[3].times(1 / Math.max(MIN_VALUE, actuators.acc0().get(i)));
        peak = prm[2].ifLess(g.constant(0), derived, prm[2]);
        double low = actuators.lengthRange().get(2 * i);
        double range = actuators.lengthRange().get(2 * i + 1) - low;
        Expr tiny = g.constant(MIN_VALUE);
        optimum = g.constant(range).dividedBy(prm[1].minus(prm[0]).max(tiny)).max(tiny);
        this.length = prm[0].plus(length.minus(low).dividedBy(optimum));
        this.velocity = velocity.dividedBy(fullSpeed());
    }

    private Expr fullSpeed() {
        return optimum.times(prm[6]).max(g.constant(MIN_VALUE));
    }

    private Expr one() {
        return g.constant(1);
    }

    private Expr ratio(Expr above, Expr below) {
        return above.dividedBy(below.max(g.constant(MIN_VALUE)));
    }

    /// The force for full activation, negative: muscles pull.
    Expr gain() {
        return peak.times(lengthCurve()).times(speedCurve()).negate();
    }

    /// Its derivative by the velocity.
    Expr gainSlope() {
        return peak.times(lengthCurve()).times(speedSlope()).dividedBy(fullSpeed()).negate();
    }

    /// 0 at lmin, 1 at the optimum, 0 at lmax; half between.
    private Expr lengthCurve() {
        Expr low = prm[4].plus(1).times(0.5);
        Expr high = prm[5].plus(1).times(0.5);
        Expr rising = ratio(length.minus(prm[4]), low.minus(prm[4])).square().times(0.5);
        Expr before = one().minus(ratio(one().minus(length), one().minus(low)).square().times(0.5));
        Expr after = one().minus(ratio(length.minus(1), high.minus(1)).square().times(0.5));
        Expr falling = ratio(prm[5].minus(length), prm[5].minus(high)).square().times(0.5);
        Expr zero = g.constant(0);
        Expr tail = prm[5].ifLess(length, zero, falling);
        Expr upper = high.ifLess(length, tail, after);
        Expr inner = one().ifLess(length, upper, before);
        Expr lower = low.ifLess(length, inner, rising);
        return length.ifLess(prm[4], zero, lower);
    }

    /// 0 at full shortening speed, 1 at rest, fvmax for fast stretching.
    private Expr speedCurve() {
        Expr y = prm[8].minus(1);
        Expr shortening = velocity.plus(1).square();
        Expr stretching = prm[8].minus(ratio(y.minus(velocity).square(), y));
        return pieces(g.constant(0), shortening, stretching, prm[8]);
    }

    private Expr speedSlope() {
        Expr y = prm[8].minus(1);
        return pieces(g.constant(0), velocity.plus(1).times(2), ratio(y.minus(velocity).times(2), y), g.constant(0));
    }

    private Expr pieces(Expr fastest, Expr shortening, Expr stretching, Expr fastStretching) {
        Expr y = prm[8].minus(1);
        Expr stretched = y.ifLess(velocity, fastStretching, stretching);
        Expr moving = g.constant(0).ifLess(velocity, stretched, shortening);
        return g.constant(-1).ifLess(velocity, moving, fastest);
    }

    /// The passive force: from the optimum half-quadratic, then linear.
    Expr bias() {
        Expr half = prm[5].minus(1).times(0.5);
        Expr beyond = length.minus(1);
        Expr quadratic = ratio(beyond, half).square().times(0.5);
        Expr linear = ratio(beyond.minus(half), half).plus(0.5);
        Expr curve = half.ifLess(beyond, linear, quadratic);
        return g.constant(0).ifLess(beyond, peak.times(prm[7]).times(curve).negate(), g.constant(0));
    }

    /// The rate of the activation; faster at low activation, slower to fall (Millard et al. 2013).
    static Expr rate(Graph g, double up, double down, double smoothing, Expr act, Expr control) {
        Expr zero = g.constant(0);
        Expr one = g.constant(1);
        Expr scale = act.clamp(zero, one).times(1.5).plus(0.5);
        Expr rising = scale.times(up);
        Expr falling = g.constant(down).dividedBy(scale);
        Expr change = control.clamp(zero, one).minus(act);
        Expr time;
        if (smoothing < MIN_VALUE) {
            time = zero.ifLess(change, rising, falling);
        } else {
            Expr x = change.times(1 / smoothing).plus(0.5).clamp(zero, one);
            // 6x⁵ − 15x⁴ + 10x³
            Expr blend = x.times(6).minus(15).times(x).plus(10).times(x.square()).times(x);
            time = falling.plus(rising.minus(falling).times(blend));
        }
        return change.dividedBy(time.max(g.constant(MIN_VALUE)));
    }
}
