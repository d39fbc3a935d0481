package org.isthmus.learn.policy;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.learn.network.Ops;

/// What a policy calculates, written once for libtorch and ONNX: a method of this shape can be given as `this::calculate`.
@FunctionalInterface
public interface PolicyGraph {
    /// Calculates outputs.
    ///
    /// @param inputs by their names in the specification: [batch, shape…], or [batch, history, shape…] where there is one; images are numbers of
    ///     0 to 255 in [batch, height, width, 3]; states under their names
    /// @return [PolicySpec#ACTION]: [batch, size], or [batch, chunk, size] of an action that comes in chunks, as the task takes it; and the
    ///     states that follow, under their names
    <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs);

    /// What goes in.
    ///
    /// @param all by name
    record Inputs<T>(Map<String, T> all) {
        /// An input.
        ///
        /// @throws IllegalArgumentException when there is none of the name
        public T of(String name) {
            T input = all.get(name);
            if (input == null) {
                throw new IllegalArgumentException("the policy has no input '" + name + "', only " + all.keySet());
            }
            return input;
        }
    }

    /// A policy of one input without states.
    @FunctionalInterface
    interface OfOneInput {
        /// @param observation [batch, size]
        /// @return [batch, size of the action]
        <T> T apply(Ops<T> ops, T observation);
    }

    /// A policy of one input without states.
    ///
    /// @param input its name in the specification
    static PolicyGraph of(String input, OfOneInput body) {
        return new PolicyGraph() {
            @Override
            public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
                Map<String, T> outputs = new LinkedHashMap<>();
                outputs.put(PolicySpec.ACTION, body.apply(ops, inputs.of(input)));
                return outputs;
            }
        };
    }
}
