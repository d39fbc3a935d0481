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

    T sqrt(T x);

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

    /// [batch, n, a·b] as [batch, n, a, b].
    T split(T x, long a, long b);

    /// [batch, n, a, b] as [batch, n, size], whose size is a·b.
    T merge(T x, long size);

    /// The axes in another order.
    T permute(T x, int... order);

    /// Arrays one after another along an axis.
    T concat(List<T> parts, int axis);

    /// Elements `from` to `to` − 1 of an axis.
    T slice(T x, int axis, long from, long to);

    /// An array whose first axis is 1 long, as often as another's first axis is long.
    T repeat(T x, T like);

    /// The mean over an axis, which stays with length 1.
    T mean(T x, int axis);

    /// The greatest over an axis, which stays with length 1.
    T max(T x, int axis);

    /// Where along the last axis the greatest number is, the first of equals; the axis stays with length 1.
    T argmax(T x);

    /// Sums of products with a window that moves over the axes after the second, without the mirroring that gives convolution its name.
    ///
    /// @param x [batch, inputs, …]
    /// @param weight [outputs, inputs, …] with one or two more axes
    /// @param stride of the window, along each axis
    /// @param padding zeros before and after each axis
    /// @return [batch, outputs, …]
    T convolve(T x, Parameter weight, @Nullable Parameter bias, int stride, int padding);

    /// The transpose of [#convolve] along one axis, which makes it longer.
    ///
    /// @param x [batch, inputs, n]
    /// @param weight [inputs, outputs, kernel]
    /// @return [batch, outputs, (n − 1)·stride − 2·padding + kernel]
    T transposedConvolve(T x, Parameter weight, Parameter bias, int stride, int padding);

    /// The greatest within a window that moves over two axes.
    ///
    /// @param x [batch, channels, height, width]
    T maxPool(T x, int kernel, int stride, int padding);

    /// Groups of channels less their mean, divided by their deviation, times weight plus bias of each channel: Wu and He 2018.
    ///
    /// @param x [batch, channels, …]
    /// @param weight [channels]
    /// @param bias [channels]
    T groupNorm(T x, int groups, Parameter weight, Parameter bias, double epsilon);

    /// softmax(q·kᵀ / √size + mask)·v, for each head: Vaswani et al. 2017, equation 1.
    ///
    /// @param q [batch, heads, queries, size]
    /// @param k [batch, heads, keys, size]
    /// @param v [batch, heads, keys, size]
    /// @param mask what is added before the softmax, of a shape that repeats to [batch, heads, queries, keys]: −∞ hides a key
    /// @param dropout as in [#dropout], of the weights
    T attention(T q, T k, T v, @Nullable T mask, double dropout);

    /// While a network is trained: zero with a probability, else divided by one less the probability (Srivastava et al. 2014). Otherwise x.
    T dropout(T x, double probability);
}
