package org.isthmus.physics.constraint;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// A constraint of one or more rows with a common cost.
///
/// @param kind which cost it has
/// @param rows Jacobian of each row by degree of freedom; those not named are 0
/// @param reference [rows] acceleration that it asks for
/// @param weight [rows] inverse regularisation `D`; 0 where the constraint is not active
/// @param parameter dry friction: the largest force
public record Block(
        Kind kind, List<SortedMap<Integer, Expr>> rows, List<Expr> reference, List<Expr> weight, List<Expr> parameter) {
    /// The cost of residuals `x = J a − reference`.
    public enum Kind {
        /// `½ D x²`.
        EQUALITY,
        /// `½ D x²` for `x < 0`, else 0: only pushes.
        LIMIT,
        /// `½ D x²` up to the bound of the force, then linear.
        FRICTION
    }

    public Block {
        rows = List.copyOf(rows);
        reference = List.copyOf(reference);
        weight = List.copyOf(weight);
        parameter = List.copyOf(parameter);
    }

    static Block scalar(Kind kind, SortedMap<Integer, Expr> row, Expr reference, Expr weight, Expr bound) {
        return new Block(kind, List.of(row), List.of(reference), List.of(weight), List.of(bound));
    }

    int size() {
        return rows.size();
    }

    /// Each row times a vector of the degrees of freedom.
    Expr[] times(Graph g, Expr[] v) {
        Expr[] result = new Expr[size()];
        for (int r = 0; r < result.length; r++) {
            Expr sum = g.constant(0);
            for (var entry : rows.get(r).entrySet()) {
                sum = sum.plus(entry.getValue().times(v[entry.getKey()]));
            }
            result[r] = sum;
        }
        return result;
    }

    /// `J a − reference`.
    Expr[] residual(Graph g, Expr[] qacc) {
        Expr[] x = times(g, qacc);
        for (int r = 0; r < x.length; r++) {
            x[r] = x[r].minus(reference.get(r));
        }
        return x;
    }

    /// Adds `sign · Jᵀ f` to a vector of the degrees of freedom.
    void addTransposed(Expr[] f, Expr[] to, double sign) {
        for (int r = 0; r < f.length; r++) {
            Expr force = f[r].times(sign);
            rows.get(r).forEach((d, value) -> to[d] = to[d].plus(value.times(force)));
        }
    }

    /// Adds `Jᵀ H J` to the lower triangle of a matrix.
    void addQuadratic(Graph g, Expr[][] hessian, Expr[][] to) {
        // H J first: for each degree of freedom, a vector of the block
        TreeMap<Integer, Expr[]> hj = new TreeMap<>();
        for (int c = 0; c < size(); c++) {
            for (var entry : rows.get(c).entrySet()) {
                Expr[] column = hj.computeIfAbsent(entry.getKey(), _ -> g.constants(new double[size()]));
                for (int r = 0; r < size(); r++) {
                    column[r] = column[r].plus(hessian[Math.max(r, c)][Math.min(r, c)].times(entry.getValue()));
                }
            }
        }
        for (int r = 0; r < size(); r++) {
            int own = r;
            rows.get(r).forEach((i, vi) -> hj.headMap(i + 1)
                    .forEach((j, column) -> to[i][j] = to[i][j].plus(vi.times(column[own]))));
        }
    }
}
