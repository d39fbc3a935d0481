package org.isthmus.physics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.isthmus.model.compiled.Model;

/// What a world is, as one row of numbers, and where in it everything begins: quantities, then what an engine keeps besides, then parameters
/// that differ from world to world.
public final class WorldRows {
    private static final int NONE = -1;

    /// [quantities] by ordinal
    private final int[] quantities = new int[Quantity.values().length];
    /// [parameters] by ordinal
    private final int[] parameters = new int[Parameter.values().length];
    private final Set<Parameter> varied;
    private final int extrasAt;
    private final int parametersAt;
    private final int length;

    /// @param extras numbers that an engine keeps besides
    public WorldRows(Model model, Set<Parameter> varied, int extras) {
        this.varied = varied.isEmpty() ? Set.of() : EnumSet.copyOf(varied);
        int at = 0;
        for (Quantity q : Quantity.values()) {
            quantities[q.ordinal()] = at;
            at += q.size(model.sizes());
        }
        extrasAt = at;
        parametersAt = extrasAt + extras;
        at = parametersAt;
        Arrays.fill(parameters, NONE);
        for (Parameter p : this.varied) {
            parameters[p.ordinal()] = at;
            at += p.size(model.sizes());
        }
        length = at;
    }

    public int at(Quantity quantity) {
        return quantities[quantity.ordinal()];
    }

    /// @throws IllegalArgumentException when it is the same in all worlds
    public int at(Parameter parameter) {
        int at = parameters[parameter.ordinal()];
        if (at == NONE) {
            throw new IllegalArgumentException(
                    parameter + " is the same in all worlds; name it when the batch is made");
        }
        return at;
    }

    public boolean isVaried(Parameter parameter) {
        return parameters[parameter.ordinal()] != NONE;
    }

    public Set<Parameter> varied() {
        return varied;
    }

    public int extrasAt() {
        return extrasAt;
    }

    /// Where the parameters begin, which a reset does not touch; they go to the end.
    public int parametersAt() {
        return parametersAt;
    }

    public int length() {
        return length;
    }
}
