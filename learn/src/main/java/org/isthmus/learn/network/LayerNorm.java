package org.isthmus.learn.network;

/// Normalisation of the last axis: Ba, Kiros and Hinton 2016.
///
/// @param weight [size]
/// @param bias [size]
public record LayerNorm(Parameter weight, Parameter bias) {
    private static final double EPSILON = 1e-5;

    public static LayerNorm of(Layout layout, int size) {
        return new LayerNorm(layout.add("weight", Initializer.constant(1), size),
                layout.add("bias", Initializer.constant(0), size));
    }

    /// @param x […, size]
    public <T> T apply(Ops<T> ops, T x) {
        return ops.layerNorm(x, weight, bias, EPSILON);
    }
}
