package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// The cost of a contact at residuals of its normal and friction rows.
interface ContactCost {
    double MIN_VALUE = 1e-15;

    /// [condim] forces `−∂s/∂x`: normal, two tangents, torque about the normal, torques about the tangents.
    Expr[] force();

    /// `∂²s/∂x²`, lower triangle.
    Expr[][] curvature();

    /// First and second derivative of the cost along a direction.
    ///
    /// @param along [condim]
    Expr[] derivatives(Expr[] along);

    /// The cost of a contact.
    ///
    /// @param elliptic the cone
    /// @param x [condim] residuals `J a − reference`
    /// @param weight inverse regularisation of the normal row (elliptic, frictionless) or of all edges (pyramid); 0: not active
    /// @param record the pair's numbers
    static ContactCost of(Graph g, boolean elliptic, Expr[] x, Expr weight, PairRecord record) {
        if (x.length == 1) {
            return new PyramidCost(g, x, weight, new Expr[0]);
        }
        if (elliptic) {
            return new EllipticCost(g, x, weight, record);
        }
        Expr[] friction = new Expr[x.length - 1];
        for (int r = 0; r < friction.length; r++) {
            friction[r] = record.friction(g, r);
        }
        return new PyramidCost(g, x, weight, friction);
    }
}
