package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

/// Linear layers with an activation between them: a multilayer perceptron.
///
/// @param layers one or more
/// @param activation after each layer but the last
public record Mlp(List<Linear> layers, Activation activation) {
    public Mlp {
        layers = List.copyOf(layers);
    }

    /// Begins as PyTorch's layers.
    ///
    /// @param hidden sizes of the layers between
    public static Mlp of(Layout layout, int inputs, List<Integer> hidden, int outputs, Activation activation) {
        return of(inputs, hidden, outputs, activation,
                (number, in, out) -> Linear.of(layout.in(Integer.toString(number)), in, out));
    }

    /// Begins orthogonal, with rows of length √2 in hidden layers (Andrychowicz et al. 2021, "What matters in on-policy
    /// reinforcement learning", choice C56).
    ///
    /// @param hidden sizes of the layers between
    /// @param gain of the last layer
    public static Mlp orthogonal(Layout layout, int inputs, List<Integer> hidden, int outputs, Activation activation,
            double gain) {
        return of(inputs, hidden, outputs, activation, (number, in, out) -> Linear.orthogonal(
                layout.in(Integer.toString(number)), in, out, number == hidden.size() ? gain : Math.sqrt(2)));
    }

    private static Mlp of(int inputs, List<Integer> hidden, int outputs, Activation activation, Maker maker) {
        List<Linear> layers = new ArrayList<>();
        int size = inputs;
        for (int next : hidden) {
            layers.add(maker.make(layers.size(), size, next));
            size = next;
        }
        layers.add(maker.make(layers.size(), size, outputs));
        return new Mlp(layers, activation);
    }

    private interface Maker {
        Linear make(int number, int inputs, int outputs);
    }

    /// @param x […, inputs]
    /// @return […, outputs]
    public <T> T apply(Ops<T> ops, T x) {
        T y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = layers.get(i).apply(ops, y);
            if (i + 1 < layers.size()) {
                y = ops.apply(activation, y);
            }
        }
        return y;
    }
}
