package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// The impedance of a constraint as a curve of its violation: from `low` at 0 to `low + range` at the curve's width (MuJoCo
/// documentation, "Solver parameters", "Impedance").
///
/// @param inverseWidth 1/m or 1/rad; 0 for a flat curve
/// @param middle where, as a part of the width, the two halves of the curve meet
/// @param below factor of the lower half: `middle^(1 − power)`
/// @param above factor of the upper half: `(1 − middle)^(1 − power)`
/// @param power 1 or more
record Impedance(Expr low, Expr range, Expr inverseWidth, Expr middle, Expr below, Expr above, double power) {
    /// The impedance at a violation.
    Expr at(Expr violation) {
        Graph g = violation.graph();
        Expr one = g.constant(1);
        Expr x = violation.abs().times(inverseWidth);
        Expr y = x.ifLess(one, curve(x), one);
        return y.times(range).plus(low);
    }

    private Expr curve(Expr x) {
        if (power == 1) {
            return x;
        }
        Expr one = x.graph().constant(1);
        Expr upper = one.minus(Elementary.power(one.minus(x), power).times(above));
        return middle.ifLess(x, upper, Elementary.power(x, power).times(below));
    }
}
