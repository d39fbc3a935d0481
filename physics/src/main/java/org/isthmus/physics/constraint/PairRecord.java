package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;

/// The record in scratch memory of what two geoms make of their parameters, as a kernel sees it through a port.
///
/// Most is the same for all worlds and all steps: it is written once. What differs from world to world is written by the kernel that
/// sets up the step.
record PairRecord(int port, double power) {
    static final int MARGIN = 0;
    private static final int STIFFNESS = 1;
    private static final int DAMPING = 2;
    private static final int FRICTION_DAMPING = 3;
    private static final int IMPEDANCE = 4;
    private static final int INVERSE_INERTIA = 10;
    private static final int WEIGHT_SCALE = 11;
    private static final int MU = 12;
    private static final int SLIP_RATIO = 13;
    private static final int FRICTION = 14;
    private static final int WEIGHT_RATIO = 19;
    private static final int ADHESION = 24;
    /// Slots of a record.
    static final int SIZE = 25;

    private Expr load(Graph g, int offset) {
        return g.load(Slot.port(port, offset));
    }

    /// Distance below which the contact acts, m.
    Expr margin(Graph g) {
        return load(g, MARGIN);
    }

    /// Of the reference acceleration, 1/s².
    Expr stiffness(Graph g) {
        return load(g, STIFFNESS);
    }

    /// Of the normal row's reference acceleration, 1/s.
    Expr damping(Graph g) {
        return load(g, DAMPING);
    }

    /// Of the friction rows' reference accelerations, 1/s.
    Expr frictionDamping(Graph g) {
        return load(g, FRICTION_DAMPING);
    }

    Impedance impedance(Graph g) {
        return new Impedance(load(g, IMPEDANCE), load(g, IMPEDANCE + 1), load(g, IMPEDANCE + 2), load(g, IMPEDANCE + 3),
                load(g, IMPEDANCE + 4), load(g, IMPEDANCE + 5), power);
    }

    /// 1/kg.
    Expr inverseInertia(Graph g) {
        return load(g, INVERSE_INERTIA);
    }

    /// Factor of the weight: of a pyramid's edge against the normal row's.
    Expr weightScale(Graph g) {
        return load(g, WEIGHT_SCALE);
    }

    /// Regularised friction of the elliptic cone.
    Expr mu(Graph g) {
        return load(g, MU);
    }

    /// `1 / (μ²(1 + μ²))`.
    Expr slipRatio(Graph g) {
        return load(g, SLIP_RATIO);
    }

    /// Pull along the normal, N.
    Expr adhesion(Graph g) {
        return load(g, ADHESION);
    }

    /// Friction of row `r` of two tangents, spin, two rolls.
    Expr friction(Graph g, int r) {
        return load(g, FRICTION + r);
    }

    /// Weight of friction row `r` against the normal row's, elliptic cone.
    Expr weightRatio(Graph g, int r) {
        return load(g, WEIGHT_RATIO + r);
    }

    /// Writes a record.
    ///
    /// @param at first slot
    static void write(Graph g, Carrier carrier, int at, ContactMaterial m) {
        carrier.place(m.margin(), at + MARGIN);
        carrier.place(m.stiffness(), at + STIFFNESS);
        carrier.place(m.damping(), at + DAMPING);
        carrier.place(m.frictionDamping(), at + FRICTION_DAMPING);
        Impedance d = m.impedance();
        carrier.place(d.low(), at + IMPEDANCE);
        carrier.place(d.range(), at + IMPEDANCE + 1);
        carrier.place(d.inverseWidth(), at + IMPEDANCE + 2);
        carrier.place(d.middle(), at + IMPEDANCE + 3);
        carrier.place(d.below(), at + IMPEDANCE + 4);
        carrier.place(d.above(), at + IMPEDANCE + 5);
        carrier.place(m.inverseInertia(), at + INVERSE_INERTIA);
        carrier.place(m.weightScale(), at + WEIGHT_SCALE);
        carrier.place(m.mu(), at + MU);
        carrier.place(m.slipRatio(), at + SLIP_RATIO);
        carrier.place(g.constant(m.adhesion()), at + ADHESION);
        for (int r = 0; r < 5; r++) {
            carrier.place(m.friction()[r], at + FRICTION + r);
            carrier.place(m.weightRatio()[r], at + WEIGHT_RATIO + r);
        }
    }
}
