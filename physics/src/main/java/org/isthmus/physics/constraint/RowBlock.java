package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;

/// A block of rows on its way from the kernel that sets it up to those that solve.
///
/// @param residuals first slot of the residuals at the acceleration at hand
/// @param rates first slot of the rows' rates along the direction of search
record RowBlock(
        Block.Kind kind, List<SortedMap<Integer, Carried>> rows, List<Carried> reference, List<Carried> weight,
        List<Carried> parameter, int residuals, int rates) {
    static RowBlock of(Carrier carrier, Block block) {
        List<SortedMap<Integer, Carried>> rows = new ArrayList<>();
        for (SortedMap<Integer, Expr> row : block.rows()) {
            SortedMap<Integer, Carried> carried = new TreeMap<>();
            row.forEach((d, value) -> carried.put(d, carrier.put(value)));
            rows.add(carried);
        }
        return new RowBlock(block.kind(), rows, carried(carrier, block.reference()), carried(carrier, block.weight()),
                carried(carrier, block.parameter()), carrier.reserve(rows.size()), carrier.reserve(rows.size()));
    }

    private static List<Carried> carried(Carrier carrier, List<Expr> values) {
        return values.stream().map(carrier::put).toList();
    }

    /// Degrees of freedom that any row names.
    TreeSet<Integer> dofs() {
        TreeSet<Integer> dofs = new TreeSet<>();
        rows.forEach(row -> dofs.addAll(row.keySet()));
        return dofs;
    }

    /// The block in a later kernel.
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

    Expr[] residual(Graph g) {
        return load(g, residuals);
    }

    void storeResidual(Graph g, Expr[] x) {
        store(g, residuals, x);
    }

    Expr[] along(Graph g) {
        return load(g, rates);
    }

    void storeAlong(Graph g, Expr[] x) {
        store(g, rates, x);
    }

    private Expr[] load(Graph g, int first) {
        Expr[] x = new Expr[rows.size()];
        for (int r = 0; r < x.length; r++) {
            x[r] = g.load(Slot.scratch(first + r));
        }
        return x;
    }

    private static void store(Graph g, int first, Expr[] x) {
        for (int r = 0; r < x.length; r++) {
            g.store(Slot.scratch(first + r), x[r]);
        }
    }
}
