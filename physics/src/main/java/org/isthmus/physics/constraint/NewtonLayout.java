package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;

/// The numbers through which the kernels of the solver talk, one of each per world.
///
/// @param active how many constraints act
/// @param done 1 where the acceleration is final
/// @param searching 1 where the line search goes on
/// @param alpha step length at hand
/// @param first derivative of the cost along the direction, at that length
/// @param second its derivative
public record NewtonLayout(
        Variable active, Variable done, Variable searching, Variable alpha, Variable first, Variable second) {
    static NewtonLayout in(Carrier carrier) {
        return new NewtonLayout(new Variable(carrier.reserve(1)), new Variable(carrier.reserve(1)),
                new Variable(carrier.reserve(1)), new Variable(carrier.reserve(1)), new Variable(carrier.reserve(1)),
                new Variable(carrier.reserve(1)));
    }

    /// A number that kernels read and write.
    record Variable(int slot) {
        Expr in(Graph g) {
            return g.load(Slot.scratch(slot));
        }

        void set(Graph g, Expr value) {
            g.store(Slot.scratch(slot), value);
        }

        void add(Graph g, Expr value) {
            set(g, in(g).plus(value));
        }
    }

    /// `x + α·along` where the acceleration is not final, else `x`.
    Expr moved(Graph g, Expr x, Expr along) {
        return done.in(g).ifLess(g.constant(0.5), x.plus(alpha.in(g).times(along)), x);
    }
}
