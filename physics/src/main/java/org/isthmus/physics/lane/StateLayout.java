package org.isthmus.physics.lane;

import java.util.EnumMap;
import java.util.Map;

import org.isthmus.model.compiled.Sizes;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;

/// Where the quantities of a world lie in its slots.
final class StateLayout {
    private final Sizes sizes;
    private final Map<Quantity, Integer> first = new EnumMap<>(Quantity.class);
    private final int slotCount;

    StateLayout(Sizes sizes) {
        this.sizes = sizes;
        int next = 0;
        for (Quantity quantity : Quantity.values()) {
            first.put(quantity, next);
            next += quantity.size(sizes);
        }
        slotCount = next;
    }

    /// Slots of a world.
    int slotCount() {
        return slotCount;
    }

    int slot(Quantity quantity, int index) {
        int size = quantity.size(sizes);
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(quantity + " has " + size + " numbers, no number " + index);
        }
        return first.getOrDefault(quantity, 0) + index;
    }

    Expr[] load(Graph g, Quantity quantity) {
        Expr[] values = new Expr[quantity.size(sizes)];
        for (int i = 0; i < values.length; i++) {
            values[i] = g.load(Slot.state(slot(quantity, i)));
        }
        return values;
    }

    void store(Graph g, Quantity quantity, Expr[] values) {
        for (int i = 0; i < values.length; i++) {
            g.store(Slot.state(slot(quantity, i)), values[i]);
        }
    }
}
