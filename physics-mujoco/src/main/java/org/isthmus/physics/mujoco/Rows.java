package org.isthmus.physics.mujoco;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;

/// What a world is, as one row of numbers, and where in it everything begins.
final class Rows {
    private static final int NONE = -1;

    /// [quantities] by ordinal
    private final int[] quantities = new int[Quantity.values().length];
    /// [parameters] by ordinal
    private final int[] parameters = new int[Parameter.values().length];
    private final Set<Parameter> varied;
    final int warmStart;
    final int history;
    final int historySize;
    /// How many numbers a row has, and how many of them a reset does not touch: the parameters, at the end.
    final int length;
    final int parametersAt;

    /// @param historySize numbers that MuJoCo keeps for delays
    Rows(Model model, Set<Parameter> varied, int historySize) {
        this.varied = varied.isEmpty() ? Set.of() : EnumSet.copyOf(varied);
        this.historySize = historySize;
        int at = 0;
        for (Quantity q : Quantity.values()) {
            quantities[q.ordinal()] = at;
            at += q.size(model.sizes());
        }
        warmStart = at;
        history = warmStart + model.sizes().nv();
        parametersAt = history + historySize;
        at = parametersAt;
        Arrays.fill(parameters, NONE);
        for (Parameter p : this.varied) {
            parameters[p.ordinal()] = at;
            at += p.size(model.sizes());
        }
        length = at;
    }

    int at(Quantity quantity) {
        return quantities[quantity.ordinal()];
    }

    /// @throws IllegalArgumentException when it is the same in all worlds
    int at(Parameter parameter) {
        int at = parameters[parameter.ordinal()];
        if (at == NONE) {
            throw new IllegalArgumentException(
                    parameter + " is the same in all worlds; name it when the batch is made");
        }
        return at;
    }

    boolean isVaried(Parameter parameter) {
        return parameters[parameter.ordinal()] != NONE;
    }

    Set<Parameter> varied() {
        return varied;
    }
}
