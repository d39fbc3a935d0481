package org.isthmus.learn.network;

import org.jspecify.annotations.Nullable;

/// Attention of several heads: Vaswani et al. 2017, section 3.2.2. PyTorch's `MultiheadAttention`, whose one matrix of queries, keys and values is
/// three here.
///
/// @param dropout of weights
public record Attention(Linear query, Linear key, Linear value, Linear out, int heads, double dropout) {
    /// Begins as PyTorch's: Glorot's range over the three matrices together, no biases.
    ///
    /// @param heads that divide the size
    public static Attention of(Layout layout, int size, int heads, double dropout) {
        if (size % heads != 0) {
            throw new IllegalArgumentException(heads + " heads do not divide " + size + " numbers");
        }
        Initializer three = Initializer.within(Math.sqrt(6.0 / (4 * size)));
        return new Attention(linear(layout.in("query"), size, three), linear(layout.in("key"), size, three),
                linear(layout.in("value"), size, three),
                linear(layout.in("out"), size, Initializer.within(1 / Math.sqrt(size))), heads, dropout);
    }

    private static Linear linear(Layout layout, int size, Initializer initializer) {
        return new Linear(layout.add("weight", initializer, size, size),
                layout.add("bias", Initializer.constant(0), size));
    }

    /// @param queries [batch, n, size]
    /// @param keys [batch, m, size]
    /// @param values [batch, m, size]
    /// @param mask what is added before the softmax, of a shape that repeats to [batch, heads, n, m]
    /// @return [batch, n, size]
    public <T> T apply(Ops<T> ops, T queries, T keys, T values, @Nullable T mask) {
        T mixed = ops.attention(split(ops, query.apply(ops, queries)), split(ops, key.apply(ops, keys)),
                split(ops, value.apply(ops, values)), mask, dropout);
        T joined = ops.permute(mixed, 0, 2, 1, 3); // [batch, n, heads, size / heads]
        return out.apply(ops, ops.merge(joined, size()));
    }

    private long size() {
        return out.weight().shape()[0];
    }

    /// [batch, heads, n, size / heads]
    private <T> T split(Ops<T> ops, T x) {
        return ops.permute(ops.split(x, heads, size() / heads), 0, 2, 1, 3);
    }
}
