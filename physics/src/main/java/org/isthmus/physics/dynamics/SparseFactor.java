package org.isthmus.physics.dynamics;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// `M = Lᵀ D L` of a positive definite matrix, rows from the last to the first.
///
/// In this order the mass matrix of a kinematic tree has no fill-in (Featherstone, Rigid Body Dynamics Algorithms, 2008, table 6.3).
/// Structural zeros, given as null or constant zero, cost nothing; where constraints couple branches, fill-in appears by itself.
public final class SparseFactor {
    private final int n;
    private final Expr[][] l;
    private final Expr[] inverseD;

    /// Traces the factorisation.
    ///
    /// @param m [n][n] lower triangle; not changed
    public SparseFactor(Graph g, Expr[][] m) {
        n = m.length;
        l = new Expr[n][n];
        inverseD = new Expr[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l[i][j] = m[i][j] == null ? g.constant(0) : m[i][j];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            eliminate(g, k);
        }
    }

    private void eliminate(Graph g, int k) {
        inverseD[k] = g.constant(1).dividedBy(l[k][k]);
        for (int i = k - 1; i >= 0; i--) {
            if (l[k][i].is(0)) {
                continue;
            }
            Expr factor = l[k][i].times(inverseD[k]);
            for (int j = i; j >= 0; j--) {
                l[i][j] = l[i][j].minus(factor.times(l[k][j]));
            }
            l[k][i] = factor;
        }
    }

    /// Traces `M⁻¹ b`.
    public Expr[] solve(Expr[] b) {
        Expr[] x = b.clone();
        for (int k = n - 1; k >= 0; k--) {
            for (int i = k - 1; i >= 0; i--) {
                x[i] = x[i].minus(l[k][i].times(x[k]));
            }
        }
        for (int k = 0; k < n; k++) {
            x[k] = x[k].times(inverseD[k]);
            for (int i = k - 1; i >= 0; i--) {
                x[k] = x[k].minus(l[k][i].times(x[i]));
            }
        }
        return x;
    }
}
