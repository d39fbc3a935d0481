package org.isthmus.physics.constraint;

import java.util.BitSet;
import java.util.List;

import org.isthmus.physics.trace.CallList;

/// Lists the calls that complete, factor and solve the Newton system when given pairs of links touch.
final class SystemPlan {
    private static final int TILE = TileMatrix.TILE;

    private final ConstraintTrace trace;
    private final TileMatrix hessian;
    private final TileCholesky cholesky;
    private final boolean[][] fixed;
    private final boolean[][] pattern;

    SystemPlan(ConstraintTrace trace) {
        this.trace = trace;
        hessian = trace.newton().hessian();
        cholesky = new TileCholesky(hessian, ConstraintTrace.TILES, trace.newton().solution());
        fixed = trace.newton().fixedPattern();
        pattern = new boolean[fixed.length][fixed.length];
    }

    /// Lists the calls.
    ///
    /// @param touching indices of pairs of links
    void list(BitSet touching, CallList calls) {
        for (int i = 0; i < fixed.length; i++) {
            System.arraycopy(fixed[i], 0, pattern[i], 0, fixed.length);
        }
        List<LinkPair> pairs = trace.contacts().linkPairs();
        for (int p = touching.nextSetBit(0); p >= 0; p = touching.nextSetBit(p + 1)) {
            couple(pairs.get(p), trace.curvature(p), calls);
        }
        cholesky.plan(pattern, calls);
    }

    /// Adds `Jᵀ K J` of one pair of links, `J` the relative motion of the second against the first.
    private void couple(LinkPair pair, int curvature, CallList calls) {
        weigh(pair.firstDofs(), curvature, calls);
        weigh(pair.secondDofs(), curvature, calls);
        symmetric(pair.firstDofs(), calls);
        symmetric(pair.secondDofs(), calls);
        for (int i = 0; i < pair.secondDofs().size(); i += TILE) {
            for (int j = 0; j < pair.firstDofs().size(); j += TILE) {
                add(TileKernels.SUBTRACT, pair.secondDofs(), i, pair.firstDofs(), j, calls);
            }
        }
    }

    private void weigh(List<Integer> dofs, int curvature, CallList calls) {
        for (int i = 0; i < dofs.size(); i++) {
            int d = dofs.get(i);
            calls.call(ConstraintTrace.TILES + TileKernels.WEIGH).port(curvature).port(trace.newton().spatial().axis(d))
                    .port(trace.weighted(d));
        }
    }

    private void symmetric(List<Integer> dofs, CallList calls) {
        for (int i = 0; i < dofs.size(); i += TILE) {
            for (int j = 0; j <= i; j += TILE) {
                add(TileKernels.ADD, dofs, i, dofs, j, calls);
            }
        }
    }

    private void add(int kernel, List<Integer> rows, int row, List<Integer> columns, int column, CallList calls) {
        calls.call(ConstraintTrace.TILES + kernel);
        for (int i = row; i < row + TILE; i++) {
            calls.port(trace.newton().spatial().axis(dof(rows, i)));
        }
        for (int j = column; j < column + TILE; j++) {
            calls.port(trace.weighted(dof(columns, j)));
        }
        boolean isDiagonal = kernel == TileKernels.ADD && row == column;
        for (int i = row; i < row + TILE; i++) {
            for (int j = column; j < column + TILE; j++) {
                boolean isUnused = isDiagonal && j > i || i >= rows.size() || j >= columns.size();
                calls.port(isUnused ? trace.spare() : entry(rows.get(i), columns.get(j)));
            }
        }
    }

    private int dof(List<Integer> dofs, int index) {
        return index < dofs.size() ? dofs.get(index) : trace.noDof();
    }

    private int entry(int dof, int other) {
        int a = hessian.tileOf(dof);
        int b = hessian.tileOf(other);
        pattern[Math.max(a, b)][Math.min(a, b)] = true;
        return hessian.slot(dof, other);
    }
}
