package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Forces and curvatures of a block's cost at given residuals.
final class Cost {
    private final Block block;
    private final Expr zero;

    Cost(Graph g, Block block) {
        this.block = block;
        zero = g.constant(0);
    }

    /// Constraint forces `−∂s/∂x`, one per row.
    Expr[] force(Expr[] x) {
        Expr spring = block.weight().getFirst().times(x[0]).negate();
        return new Expr[]{switch (block.kind()) {
            case LIMIT -> x[0].ifLess(zero, spring, zero);
            case FRICTION -> spring.clamp(block.parameter().getFirst().negate(), block.parameter().getFirst());
            case EQUALITY -> spring;
        }};
    }

    /// `∂²s/∂x²`, lower triangle.
    Expr[][] curvature(Expr[] x) {
        Expr weight = block.weight().getFirst();
        return new Expr[][]{{switch (block.kind()) {
            case LIMIT -> x[0].ifLess(zero, weight, zero);
            case FRICTION -> weight.times(x[0]).abs().ifLess(block.parameter().getFirst(), weight, zero);
            case EQUALITY -> weight;
        }}};
    }
}
