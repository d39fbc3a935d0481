package org.isthmus.physics.constraint;

import java.util.BitSet;
import java.util.List;

import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.LinkTree.Link;
import org.isthmus.physics.trace.CallList;

/// Lists the calls that complete, factor and solve the Newton system when given pairs of links touch. Allocates nothing once warm.
///
/// What contacts add is `Jᵀ K J` for each pair of links, `J` the motion of one against the other. Links that have no joint in common add
/// their parts of it together, from the tips to the roots, as composite inertias are (Featherstone, Rigid Body Dynamics Algorithms, 2008,
/// section 6.2); only the parts between them are added pair by pair. Each entry gets its summands in an order that does not depend on
/// which other pairs touch, so worlds do not feel their neighbours.
final class SystemPlan {
    private static final int TILE = TileMatrix.TILE;

    private final ConstraintTrace trace;
    private final TileMatrix hessian;
    private final TileCholesky cholesky;
    /// [tiles][tiles] lower triangle: tiles of the mass matrix and of rows, and all that can hold something
    private final boolean[][] fixed;
    private final boolean[][] pattern;
    private final List<LinkPair> pairs;
    /// [links] the link that carries each; −1: none
    private final int[] parent;
    /// [links][…] degrees of freedom of a link.
    private final int[][] own;
    /// [links][…] degrees of freedom that move a link, from the root.
    private final int[][] path;
    /// Links that carry contacts with what they share no joint with.
    private final BitSet carrying = new BitSet();
    /// [chainLength] degrees of freedom of links that carry each other, in turn
    private final int[] chain;
    private int chainLength;

    SystemPlan(ConstraintTrace trace) {
        this.trace = trace;
        hessian = trace.newton().hessian();
        cholesky = new TileCholesky(hessian, trace.newton().leastPivots(), ConstraintTrace.TILES,
                trace.newton().solution());
        fixed = trace.newton().fixedPattern();
        pattern = new boolean[fixed.length][fixed.length];
        pairs = trace.contacts().linkPairs();
        LinkTree tree = trace.newton().tree();
        int links = tree.links().size();
        parent = new int[links];
        own = new int[links][];
        path = new int[links][];
        for (int i = 0; i < links; i++) {
            Link link = tree.links().get(i);
            parent[i] = link.parent();
            own[i] = new int[link.type().dofCount()];
            for (int k = 0; k < own[i].length; k++) {
                own[i][k] = link.dofAdr() + k;
            }
            path[i] = LinkPair.dofs(tree, i);
        }
        chain = new int[hessian.size()];
    }

    /// Lists the calls.
    ///
    /// @param touching indices of pairs of links
    void list(BitSet touching, CallList calls) {
        for (int i = 0; i < fixed.length; i++) {
            System.arraycopy(fixed[i], 0, pattern[i], 0, fixed.length);
        }
        carrying.clear();
        for (int p = touching.nextSetBit(0); p >= 0; p = touching.nextSetBit(p + 1)) {
            couple(pairs.get(p), trace.curvature(p), calls);
        }
        addComposites(calls);
        cholesky.plan(pattern, calls);
    }

    private void couple(LinkPair pair, int curvature, CallList calls) {
        int[] first = pair.firstDofs();
        int[] second = pair.secondDofs();
        if (first.length > 0 && second.length > 0 || !pair.isApart()) {
            weigh(first, curvature, calls);
        }
        for (int i = 0; i < second.length; i += TILE) {
            for (int j = 0; j < first.length; j += TILE) {
                add(TileKernels.SUBTRACT, second, second.length, i, first, first.length, j, calls);
            }
        }
        if (pair.isApart()) {
            join(curvature, pair.first(), calls);
            join(curvature, pair.second(), calls);
        } else {
            symmetric(first, calls);
            weigh(second, curvature, calls);
            symmetric(second, calls);
        }
    }

    /// Adds a curvature to that of all a link carries.
    private void join(int curvature, int link, CallList calls) {
        if (link >= 0) {
            int kernel = carrying.get(link) ? TileKernels.JOIN : TileKernels.COPY;
            calls.call(ConstraintTrace.TILES + kernel).port(curvature).port(trace.composite(link));
            carrying.set(link);
        }
    }

    /// `sᵢᵀ K sⱼ` for each degree of freedom `j` that contacts move and each `i` that carries it, `K` of all that `j` carries.
    private void addComposites(CallList calls) {
        for (int link = carrying.length() - 1; link >= 0; link = carrying.previousSetBit(link - 1)) {
            join(trace.composite(link), parent[link], calls);
        }
        for (int link = carrying.nextSetBit(0); link >= 0; link = carrying.nextSetBit(link + 1)) {
            weigh(own[link], trace.composite(link), calls);
        }
        chainLength = 0;
        int last = LinkTree.WORLD;
        for (int link = carrying.nextSetBit(0); link >= 0; link = carrying.nextSetBit(link + 1)) {
            if (parent[link] < 0 || parent[link] != last) {
                addChain(last, calls);
            }
            for (int dof : own[link]) {
                chain[chainLength++] = dof;
            }
            last = link;
        }
        addChain(last, calls);
    }

    /// Adds the columns of a chain of links each of which carries the next.
    ///
    /// @param last link of the chain
    private void addChain(int last, CallList calls) {
        for (int j = 0; j < chainLength; j += TILE) {
            int highest = chain[Math.min(j + TILE, chainLength) - 1];
            for (int i = 0; i < path[last].length && path[last][i] <= highest; i += TILE) {
                add(TileKernels.ADD, path[last], path[last].length, i, chain, chainLength, j, calls);
            }
        }
        chainLength = 0;
    }

    private void weigh(int[] dofs, int curvature, CallList calls) {
        for (int d : dofs) {
            calls.call(ConstraintTrace.TILES + TileKernels.WEIGH).port(curvature).port(trace.newton().spatial().axis(d))
                    .port(trace.weighted(d));
        }
    }

    private void symmetric(int[] dofs, CallList calls) {
        for (int j = 0; j < dofs.length; j += TILE) {
            for (int i = 0; i <= j; i += TILE) {
                add(TileKernels.ADD, dofs, dofs.length, i, dofs, dofs.length, j, calls);
            }
        }
    }

    /// Nine entries; of a symmetric matrix those on and above the diagonal only.
    ///
    /// @param rows in ascending order
    private void add(
            int kernel, int[] rows, int rowCount, int row, int[] columns, int columnCount, int column,
            CallList calls) {
        calls.call(ConstraintTrace.TILES + kernel);
        for (int i = row; i < row + TILE; i++) {
            calls.port(trace.newton().spatial().axis(i < rowCount ? rows[i] : trace.noDof()));
        }
        for (int j = column; j < column + TILE; j++) {
            calls.port(trace.weighted(j < columnCount ? columns[j] : trace.noDof()));
        }
        boolean isSymmetric = kernel == TileKernels.ADD;
        for (int i = row; i < row + TILE; i++) {
            for (int j = column; j < column + TILE; j++) {
                boolean isUnused = i >= rowCount || j >= columnCount || isSymmetric && rows[i] > columns[j];
                calls.port(isUnused ? trace.spare() : entry(rows[i], columns[j]));
            }
        }
    }

    private int entry(int dof, int other) {
        int a = hessian.tileOf(dof);
        int b = hessian.tileOf(other);
        pattern[Math.max(a, b)][Math.min(a, b)] = true;
        return hessian.slot(dof, other);
    }
}
