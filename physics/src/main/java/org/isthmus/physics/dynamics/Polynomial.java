package org.isthmus.physics.dynamics;

import org.isthmus.physics.trace.Expr;

/// The factor `k₀ + k₁x + k₂x²` of a spring or damper whose force is `−x` times it.
record Polynomial(Expr linear, double quadratic, double cubic) {
    boolean isZero() {
        return linear.is(0) && quadratic == 0 && cubic == 0;
    }

    Expr at(Expr x) {
        return linear.plus(x.times(quadratic)).plus(x.square().times(cubic));
    }

    /// What it takes to stretch a spring by `x`.
    Expr energyAt(Expr x) {
        return linear.times(0.5).plus(x.times(quadratic / 3)).plus(x.square().times(cubic / 4)).times(x.square());
    }

    /// The derivative of `x (k₀ + k₁|x| + k₂x²)`.
    Expr slopeAt(Expr x) {
        return linear.plus(x.abs().times(2 * quadratic)).plus(x.square().times(3 * cubic));
    }
}
