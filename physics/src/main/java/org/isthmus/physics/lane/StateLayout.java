package org.isthmus.physics.lane;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.isthmus.model.compiled.Sizes;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;

/// Where the quantities of a world lie in its slots.
final class StateLayout {
    private final Sizes sizes;
    private final Map<Quantity, Integer> first = new EnumMap<>(Quantity.class);
    private final Map<Parameter, Integer> firstOfVaried = new EnumMap<>(Parameter.class);
    private final int warmStart;
    private final int history;
    private final int historySize;
    private final int samples;
    private final int quantitySlots;
    private final int slotCount;

    /// @param historySize how many past controls a world keeps
    /// @param sampleSize how many numbers of past measurements a world keeps
    /// @param varied parameters of which each world has its own
    StateLayout(Sizes sizes, int historySize, int sampleSize, Set<Parameter> varied) {
        this.sizes = sizes;
        this.historySize = historySize;
        int next = 0;
        for (Quantity quantity : Quantity.values()) {
            first.put(quantity, next);
            next += quantity.size(sizes);
        }
        warmStart = next;
        history = next + sizes.nv() + 1;
        samples = history + historySize;
        quantitySlots = samples + sampleSize;
        next = quantitySlots;
        for (Parameter parameter : Parameter.values()) {
            if (varied.contains(parameter)) {
                firstOfVaried.put(parameter, next);
                next += parameter.size(sizes);
            }
        }
        slotCount = next;
    }

    /// Holds how many steps ago a world diverged, the failing step included; 0: it is well.
    Slot frozen() {
        return Slot.state(frozenSlot());
    }

    int frozenSlot() {
        return warmStart + sizes.nv();
    }

    /// The first slot of past measurements, as [org.isthmus.physics.sensor.SensorHistory] keeps them.
    int samplesSlot() {
        return samples;
    }

    /// Past controls, as [org.isthmus.physics.dynamics.ControlHistory] keeps them.
    Expr[] loadHistory(Graph g) {
        return load(g, history, historySize);
    }

    void storeHistory(Graph g, Expr[] values) {
        store(g, history, values);
    }

    /// [nv] the acceleration the solver starts from.
    Expr[] loadWarmStart(Graph g) {
        return load(g, warmStart, sizes.nv());
    }

    void storeWarmStart(Graph g, Expr[] values) {
        store(g, warmStart, values);
    }

    private static Expr[] load(Graph g, int first, int count) {
        Expr[] values = new Expr[count];
        Arrays.setAll(values, k -> g.load(Slot.state(first + k)));
        return values;
    }

    private static void store(Graph g, int first, Expr[] values) {
        for (int k = 0; k < values.length; k++) {
            g.store(Slot.state(first + k), values[k]);
        }
    }

    /// Slots that a reset clears, which come before the parameters.
    int quantitySlots() {
        return quantitySlots;
    }

    /// Slots of a world.
    int slotCount() {
        return slotCount;
    }

    /// The parameters that have slots.
    Set<Parameter> varied() {
        return firstOfVaried.keySet();
    }

    int slot(Quantity quantity, int index) {
        return at(first.getOrDefault(quantity, 0), quantity, quantity.size(sizes), index);
    }

    int slot(Parameter parameter, int index) {
        Integer from = firstOfVaried.get(parameter);
        if (from == null) {
            throw new IllegalArgumentException(
                    parameter + " is the same in all worlds of this batch; name it as varied when "
                            + "the batch is made");
        }
        return at(from, parameter, parameter.size(sizes), index);
    }

    private static int at(int from, Object what, int size, int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(what + " has " + size + " numbers, no number " + index);
        }
        return from + index;
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
