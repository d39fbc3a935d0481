package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// How soft a constraint is: reference acceleration and regularisation from `solref` and `solimp` (MuJoCo documentation, "Solver
/// parameters").
///
/// @param stiffness of the reference acceleration, 1/s²
/// @param damping of the reference acceleration, 1/s
/// @param impedance [dmin, dmax, width, midpoint, power], made safe
record Softness(double stiffness, double damping, double[] impedance) {
    /// Bounds of impedances (MuJoCo's `mjMINIMP`, `mjMAXIMP`).
    private static final double MIN_IMPEDANCE = 1e-4;
    private static final double MAX_IMPEDANCE = 0.9999;
    private static final double MIN_VALUE = 1e-15;

    /// @param refSafe keep the time constant at twice the time step or more
    static Softness of(double[] solref, double[] solimp, double timestep, boolean refSafe) {
        double[] d = safe(solimp);
        double dmax = d[1];
        if (solref[0] <= 0) {
            return new Softness(-solref[0] / Math.max(MIN_VALUE, dmax * dmax),
                    -solref[1] / Math.max(MIN_VALUE, dmax), d);
        }
        double time = refSafe ? Math.max(solref[0], 2 * timestep) : solref[0];
        double ratio = solref[1];
        return new Softness(1 / Math.max(MIN_VALUE, dmax * dmax * time * time * ratio * ratio),
                2 / Math.max(MIN_VALUE, dmax * time), d);
    }

    private static double[] safe(double[] solimp) {
        return new double[]{clamp(solimp[0]), clamp(solimp[1]), Math.max(0, solimp[2]), clamp(solimp[3]),
            Math.max(1, solimp[4])};
    }

    private static double clamp(double v) {
        return Math.min(MAX_IMPEDANCE, Math.max(MIN_IMPEDANCE, v));
    }

    /// The impedance at a violation: from dmin at 0 to dmax at `width`, along a curve of the given power.
    Expr impedanceAt(Expr violation) {
        Graph g = violation.graph();
        double dmin = impedance[0];
        double dmax = impedance[1];
        double width = impedance[2];
        if (dmin == dmax || width <= MIN_VALUE) {
            return g.constant((dmin + dmax) / 2);
        }
        Expr x = violation.abs().times(1 / width);
        Expr y = x.ifLess(g.constant(1), curve(x), g.constant(1));
        return y.times(dmax - dmin).plus(dmin);
    }

    private Expr curve(Expr x) {
        double middle = impedance[3];
        double power = impedance[4];
        if (power == 1) {
            return x;
        }
        double below = 1 / StrictMath.pow(middle, power - 1);
        double above = 1 / StrictMath.pow(1 - middle, power - 1);
        Graph g = x.graph();
        Expr rest = g.constant(1).minus(x);
        return g.constant(middle).ifLess(x, g.constant(1).minus(Elementary.power(rest, power).times(above)),
                Elementary.power(x, power).times(below));
    }
}
