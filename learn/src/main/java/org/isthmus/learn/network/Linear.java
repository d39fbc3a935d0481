package org.isthmus.learn.network;

/// A linear layer: x·weightᵀ + bias.
///
/// @param weight [outputs, inputs]
/// @param bias [outputs]
public record Linear(Parameter weight, Parameter bias) {
    /// Begins as PyTorch's.
    public static Linear of(Layout layout, int inputs, int outputs) {
        return new Linear(layout.add("weight", Initializer.fanIn(), outputs, inputs),
                layout.add("bias", Initializer.within(1 / Math.sqrt(inputs)), outputs));
    }

    /// Begins with orthogonal rows of length `gain` and without bias, as is good for learning by rewards.
    public static Linear orthogonal(Layout layout, int inputs, int outputs, double gain) {
        return new Linear(layout.add("weight", Initializer.orthogonal(gain), outputs, inputs),
                layout.add("bias", Initializer.constant(0), outputs));
    }

    /// @param x […, inputs]
    /// @return […, outputs]
    public <T> T apply(Ops<T> ops, T x) {
        return ops.linear(x, weight, bias);
    }
}
