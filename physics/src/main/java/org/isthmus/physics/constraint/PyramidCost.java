package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// The pyramidal cone: two edges `x₀ ± fⱼ xⱼ` for each friction row, each with the cost `½ D y²` below 0 (MuJoCo documentation,
/// "Computation", "Friction cones"). Without friction rows, the normal itself.
record PyramidCost(Graph g, Expr[] x, Expr weight, Expr[] friction) implements ContactCost {
    private interface Edge {
        /// @param row friction row, from 1; 0 for the normal alone
        /// @param slope derivative of the edge by that row
        void take(int row, Expr slope, Expr residual);
    }

    private void edges(Edge edge) {
        if (friction.length == 0) {
            edge.take(0, g.constant(0), x[0]);
        }
        for (int r = 1; r < x.length; r++) {
            Expr f = friction[r - 1];
            edge.take(r, f, x[0].plus(f.times(x[r])));
            edge.take(r, f.negate(), x[0].minus(f.times(x[r])));
        }
    }

    private Expr stiffness(Expr residual) {
        return residual.ifLess(g.constant(0), weight, g.constant(0));
    }

    @Override
    public Expr[] force() {
        Expr[] f = g.constants(new double[x.length]);
        edges((r, slope, y) -> {
            Expr push = stiffness(y).times(y).negate();
            f[0] = f[0].plus(push);
            f[r] = r == 0 ? f[0] : f[r].plus(slope.times(push));
        });
        return f;
    }

    @Override
    public Expr[][] curvature() {
        Expr[][] h = new Expr[x.length][];
        for (int i = 0; i < h.length; i++) {
            h[i] = g.constants(new double[i + 1]);
        }
        edges((r, slope, y) -> {
            Expr d = stiffness(y);
            h[0][0] = h[0][0].plus(d);
            if (r > 0) {
                h[r][0] = h[r][0].plus(d.times(slope));
                h[r][r] = h[r][r].plus(d.times(slope.square()));
            }
        });
        return h;
    }

    @Override
    public Expr[] derivatives(Expr[] along) {
        Expr[] sum = g.constants(0, 0);
        edges((r, slope, y) -> {
            Expr d = stiffness(y);
            Expr rate = r == 0 ? along[0] : along[0].plus(slope.times(along[r]));
            sum[0] = sum[0].plus(d.times(y).times(rate));
            sum[1] = sum[1].plus(d.times(rate.square()));
        });
        return sum;
    }
}
