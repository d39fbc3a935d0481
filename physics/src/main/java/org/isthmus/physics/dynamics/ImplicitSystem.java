package org.isthmus.physics.dynamics;

import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.jspecify.annotations.Nullable;

/// The equations `(M − h·∂f/∂v) a = f` of a step.
///
/// @param matrix [nv][nv] lower triangle of the matrix, or all of it; null where structurally zero
/// @param free [6][6] matrices of bodies that move freely and alone, by their first degree of freedom, where these are not symmetric; they
/// stand in place of their part of `matrix`
/// @param isFull whether the matrix is not symmetric; its zeros are where those of the mass matrix are
public record ImplicitSystem(Expr[][] matrix, SortedMap<Integer, Expr[][]> free, boolean isFull) {
    private static final int FREE = 6;

    static ImplicitSystem symmetric(Expr[][] lower, SortedMap<Integer, Expr[][]> free) {
        return new ImplicitSystem(lower, free, false);
    }

    static ImplicitSystem full(Expr[][] whole) {
        return new ImplicitSystem(whole, new TreeMap<>(), true);
    }

    /// Traces the accelerations under forces [nv].
    public Expr[] solve(Graph g, Expr[] force) {
        if (isFull) {
            return eliminate(force);
        }
        Expr[][] rest = new Expr[matrix.length][];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = matrix[i].clone();
        }
        for (int d : free.keySet()) {
            for (int i = 0; i < FREE; i++) {
                for (int j = 0; j <= i; j++) {
                    rest[d + i][d + j] = g.constant(i == j ? 1 : 0);
                }
            }
        }
        Expr[] acceleration = new SparseFactor(g, rest).solve(force);
        free.forEach((d, block) -> solveBlock(block, force, d, acceleration));
        return acceleration;
    }

    /// Gaussian elimination from the leaves to the root, which fills no zeros.
    private Expr[] eliminate(Expr[] force) {
        int n = matrix.length;
        Expr[][] a = new Expr[n][];
        Expr[] x = force.clone();
        Expr[] inverse = new Expr[n];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        for (int k = n - 1; k >= 0; k--) {
            inverse[k] = a[k][k].reciprocal();
            for (int i = 0; i < k; i++) {
                if (isZero(a[i][k])) {
                    continue;
                }
                Expr factor = a[i][k].times(inverse[k]);
                for (int j = 0; j < k; j++) {
                    a[i][j] = isZero(a[k][j]) ? a[i][j] : a[i][j].minus(factor.times(a[k][j]));
                }
                x[i] = x[i].minus(factor.times(x[k]));
            }
        }
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < k; j++) {
                x[k] = isZero(a[k][j]) ? x[k] : x[k].minus(a[k][j].times(x[j]));
            }
            x[k] = x[k].times(inverse[k]);
        }
        return x;
    }

    private static boolean isZero(@Nullable Expr entry) {
        return entry == null || entry.is(0);
    }

    /// Gaussian elimination; the matrix is close to a positive definite one, so rows stay where they are.
    private static void solveBlock(Expr[][] block, Expr[] force, int first, Expr[] to) {
        Expr[][] a = new Expr[FREE][];
        Expr[] x = new Expr[FREE];
        for (int i = 0; i < FREE; i++) {
            a[i] = block[i].clone();
            x[i] = force[first + i];
        }
        Expr[] inverse = new Expr[FREE];
        for (int k = 0; k < FREE; k++) {
            inverse[k] = a[k][k].reciprocal();
            for (int i = k + 1; i < FREE; i++) {
                Expr factor = a[i][k].times(inverse[k]);
                for (int j = k + 1; j < FREE; j++) {
                    a[i][j] = a[i][j].minus(factor.times(a[k][j]));
                }
                x[i] = x[i].minus(factor.times(x[k]));
            }
        }
        for (int k = FREE - 1; k >= 0; k--) {
            for (int j = k + 1; j < FREE; j++) {
                x[k] = x[k].minus(a[k][j].times(x[j]));
            }
            x[k] = x[k].times(inverse[k]);
            to[first + k] = x[k];
        }
    }

    /// The system on its way to another kernel.
    public record Transported(Carried[][] matrix, SortedMap<Integer, Carried[][]> free, boolean isFull) {
        /// The system in a later kernel.
        public ImplicitSystem in(Graph g) {
            SortedMap<Integer, Expr[][]> blocks = new TreeMap<>();
            free.forEach((d, block) -> blocks.put(d, take(g, block)));
            return new ImplicitSystem(take(g, matrix), blocks, isFull);
        }
    }

    /// Leaves the system in scratch memory.
    public Transported carry(Carrier carrier) {
        SortedMap<Integer, Carried[][]> blocks = new TreeMap<>();
        free.forEach((d, block) -> blocks.put(d, put(carrier, block)));
        return new Transported(put(carrier, matrix), blocks, isFull);
    }

    private static Carried[][] put(Carrier carrier, Expr[][] values) {
        Carried[][] carried = new Carried[values.length][];
        for (int i = 0; i < values.length; i++) {
            carried[i] = new Carried[values[i].length];
            for (int j = 0; j < values[i].length; j++) {
                carried[i][j] = values[i][j] == null ? new Carried(-1, 0) : carrier.put(values[i][j]);
            }
        }
        return carried;
    }

    private static Expr[][] take(Graph g, Carried[][] carried) {
        Expr[][] values = new Expr[carried.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Expr[carried[i].length];
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = carried[i][j].in(g);
            }
        }
        return values;
    }
}
