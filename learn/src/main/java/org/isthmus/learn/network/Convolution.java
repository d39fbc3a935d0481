package org.isthmus.learn.network;

import org.jspecify.annotations.Nullable;

/// A convolution over one axis or two.
///
/// @param weight [outputs, inputs, kernel] or [outputs, inputs, kernel, kernel]
/// @param bias [outputs]
/// @param padding zeros at each end
public record Convolution(Parameter weight, @Nullable Parameter bias, int stride, int padding) {
    /// Over two axes, beginning as PyTorch's.
    public static Convolution of(Layout layout, int inputs, int outputs, int kernel, int stride, int padding) {
        return new Convolution(layout.add("weight", Initializer.fanIn(), outputs, inputs, kernel, kernel),
                bias(layout, outputs, inputs * kernel * kernel), stride, padding);
    }

    /// Over two axes without bias, as before a normalisation, with He's first values (He et al. 2015, equation 10, over outputs).
    public static Convolution plain(Layout layout, int inputs, int outputs, int kernel, int stride, int padding) {
        double deviation = Math.sqrt(2.0 / (outputs * kernel * kernel));
        return new Convolution(
                layout.add("weight", Initializer.normal(deviation), outputs, inputs, kernel, kernel), null, stride,
                padding);
    }

    /// Over one axis, beginning as PyTorch's.
    public static Convolution ofLine(Layout layout, int inputs, int outputs, int kernel, int stride, int padding) {
        return new Convolution(layout.add("weight", Initializer.fanIn(), outputs, inputs, kernel),
                bias(layout, outputs, inputs * kernel), stride, padding);
    }

    private static Parameter bias(Layout layout, int outputs, int fanIn) {
        return layout.add("bias", Initializer.within(1 / Math.sqrt(fanIn)), outputs);
    }

    /// @param x [batch, inputs, …]
    /// @return [batch, outputs, …]
    public <T> T apply(Ops<T> ops, T x) {
        return ops.convolve(x, weight, bias, stride, padding);
    }
}
