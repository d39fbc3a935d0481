package org.isthmus.physics.trace;

import java.util.HashMap;
import java.util.Map;

/// Numbers that pass from one kernel to later ones through scratch memory. Constants pass as constants, so that they fold there too.
public final class Carrier {
    private final Map<Integer, Carried> bySource = new HashMap<>();
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

    /// Scratch slots in use; a kernel's own begin here.
    public int slotCount() {
        return next;
    }
}
