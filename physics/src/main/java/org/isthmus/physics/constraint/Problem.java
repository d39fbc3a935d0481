package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// The optimisation problem of one step, on its way from the kernel that sets it up to those that solve it.
public final class Problem {
    private final Carried[][] mass;
    private final Carried[] force;
    private final List<CarriedBlock> blocks = new ArrayList<>();

    private record CarriedBlock(
            Block.Kind kind, List<SortedMap<Integer, Carried>> rows, List<Carried> reference, List<Carried> weight,
            List<Carried> parameter) {
        static CarriedBlock of(Block block, Carrier carrier) {
            List<SortedMap<Integer, Carried>> rows = new ArrayList<>();
            for (SortedMap<Integer, Expr> row : block.rows()) {
                SortedMap<Integer, Carried> carried = new TreeMap<>();
                row.forEach((d, value) -> carried.put(d, carrier.put(value)));
                rows.add(carried);
            }
            return new CarriedBlock(block.kind(), rows, carried(block.reference(), carrier),
                    carried(block.weight(), carrier), carried(block.parameter(), carrier));
        }

        private static List<Carried> carried(List<Expr> values, Carrier carrier) {
            return values.stream().map(carrier::put).toList();
        }

        Block in(Graph g) {
            List<SortedMap<Integer, Expr>> taken = new ArrayList<>();
            for (SortedMap<Integer, Carried> row : rows) {
                SortedMap<Integer, Expr> values = new TreeMap<>();
                row.forEach((d, value) -> values.put(d, value.in(g)));
                taken.add(values);
            }
            return new Block(kind, taken, in(g, reference), in(g, weight), in(g, parameter));
        }

        private static List<Expr> in(Graph g, List<Carried> values) {
            return values.stream().map(value -> value.in(g)).toList();
        }
    }

    /// Leaves a problem in `carrier`.
    ///
    /// @param mass [nv][nv] lower triangle, null where structurally zero
    /// @param force [nv] all forces but the constraints'
    public Problem(Graph g, Expr[][] mass, Expr[] force, List<Block> blocks, Carrier carrier) {
        int nv = force.length;
        this.mass = new Carried[nv][nv];
        this.force = new Carried[nv];
        for (int i = 0; i < nv; i++) {
            this.force[i] = carrier.put(force[i]);
            for (int j = 0; j <= i; j++) {
                this.mass[i][j] = carrier.put(mass[i][j] == null ? g.constant(0) : mass[i][j]);
            }
        }
        blocks.forEach(block -> this.blocks.add(CarriedBlock.of(block, carrier)));
    }

    List<Block> blocksIn(Graph g) {
        return blocks.stream().map(block -> block.in(g)).toList();
    }

    Expr[][] massIn(Graph g) {
        Expr[][] m = new Expr[mass.length][mass.length];
        for (int i = 0; i < m.length; i++) {
            for (int j = 0; j <= i; j++) {
                m[i][j] = mass[i][j].in(g);
            }
        }
        return m;
    }

    Expr[] forceIn(Graph g) {
        Expr[] f = new Expr[force.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = force[i].in(g);
        }
        return f;
    }

    /// All forces, the constraints' included, at an acceleration.
    public Expr[] totalForce(Graph g, Expr[] qacc) {
        Expr[] total = forceIn(g);
        for (Block block : blocksIn(g)) {
            block.addTransposed(new Cost(g, block).force(block.residual(g, qacc)), total, 1);
        }
        return total;
    }
}
