package org.isthmus.physics.trace;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Numbers that pass from one kernel to later ones through scratch memory. Constants pass as constants, so that they fold there too.
public final class Carrier {
    private final Map<Integer, Carried> bySource = new HashMap<>();
    private final TreeMap<Integer, Double> constants = new TreeMap<>();
    private int next;

    public Carrier() {}

    /// A number that was put in, for other kernels to take.
    ///
    /// @param slot scratch slot, or −1 for a constant
    public record Carried(int slot, double constant) {
        /// The number in another kernel.
        public Expr in(Graph g) {
            return slot < 0 ? g.constant(constant) : g.load(Slot.scratch(slot));
        }

        /// Leaves a new value for kernels that run later. Not for constants.
        public void update(Graph g, Expr value) {
            g.store(Slot.scratch(slot), value);
        }
    }

    /// Stores a number of a kernel; the same number of the same kernel only once.
    public Carried put(Expr value) {
        if (value.isConstant()) {
            return new Carried(-1, value.graph.value(value.id));
        }
        return bySource.computeIfAbsent(value.id, _ -> variable(value));
    }

    /// Stores a number that later kernels will update.
    public Carried variable(Expr value) {
        Carried carried = new Carried(next++, 0);
        carried.update(value.graph, value);
        return carried;
    }

    /// Reserves slots in a row, for records.
    ///
    /// @return the first
    public int reserve(int count) {
        int first = next;
        next += count;
        return first;
    }

    /// Leaves a number in a slot of a record: by a store where kernels compute it, once and for all where it is constant.
    public Carried place(Expr value, int slot) {
        if (value.isConstant()) {
            double constant = value.graph.value(value.id);
            constants.put(slot, constant);
            return new Carried(-1, constant);
        }
        value.graph.store(Slot.scratch(slot), value);
        return new Carried(slot, 0);
    }

    /// What scratch memory has to hold before the first kernel runs, by slot.
    public SortedMap<Integer, Double> constants() {
        return Collections.unmodifiableSortedMap(constants);
    }

    /// Scratch slots in use; a kernel's own begin here.
    public int slotCount() {
        return next;
    }
}
