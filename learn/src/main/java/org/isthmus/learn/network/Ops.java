package org.isthmus.learn.network;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// The operations that networks are written in. [TorchOps] does them at once, with gradients; the ONNX writer writes them down. A network
/// is therefore written once, and what leaves as ONNX is what was trained.
///
/// Meaning and the order of axes are those of PyTorch. The first axis may be a batch of unknown length: shapes are given with −1 for it.
///
/// @param <T> an array that is or will be computed
public interface Ops<T> {
    /// The numbers of a parameter.
    T parameter(Parameter parameter);

    /// Numbers that are not learned.
    T constant(float[] values, long... shape);

    /// a + b, with axes of length 1 repeated; the three below likewise.
    T add(T a, T b);

    T subtract(T a, T b);

    T multiply(T a, T b);

    T divide(T a, T b);

    /// factor·x + offset.
    T affine(T x, double factor, double offset);

    /// Numbers cut to a range.
    T clamp(T x, double low, double high);

    T exp(T x);

    T apply(Activation activation, T x);

    /// x·weightᵀ + bias.
    ///
    /// @param x […, inputs]
    /// @param weight [outputs, inputs]
    /// @param bias [outputs]
    T linear(T x, Parameter weight, @Nullable Parameter bias);

    /// Products of matrices in the last two axes.
    T matmul(T a, T b);

    /// eˣ / Σ eˣ over an axis.
    T softmax(T x, int axis);

    /// (x − mean) / √(variance + epsilon)·weight + bias over the last axis: Ba, Kiros and Hinton 2016.
    T layerNorm(T x, Parameter weight, Parameter bias, double epsilon);

    T reshape(T x, long... shape);

    /// The axes in another order.
    T permute(T x, int... order);

    /// Arrays one after another along an axis.
    T concat(List<T> parts, int axis);

    /// Elements `from` to `to` − 1 of an axis.
    T slice(T x, int axis, long from, long to);
}
