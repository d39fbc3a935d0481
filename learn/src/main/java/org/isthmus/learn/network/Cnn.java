package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

/// A small network for images: convolutions with rectifiers, then one linear layer. With 8×8, 4×4 and 3×3 windows and strides 4, 2 and 1 it is
/// that of Mnih et al. 2015.
///
/// @param layers each followed by a rectifier
/// @param head after all channels of all places
public record Cnn(List<Convolution> layers, Linear head) {
    public Cnn {
        layers = List.copyOf(layers);
    }

    /// A layer's window.
    ///
    /// @param channels that come out
    public record Window(int channels, int kernel, int stride) {}

    /// Beginning as PyTorch's layers.
    ///
    /// @throws IllegalArgumentException when the images are smaller than the windows
    public static Cnn of(Layout layout, int channels, int height, int width, List<Window> windows, int outputs) {
        List<Convolution> layers = new ArrayList<>();
        int inputs = channels;
        int rows = height;
        int columns = width;
        for (Window window : windows) {
            rows = (rows - window.kernel()) / window.stride() + 1;
            columns = (columns - window.kernel()) / window.stride() + 1;
            if (rows < 1 || columns < 1) {
                throw new IllegalArgumentException(
                        "images of " + width + "x" + height + " are too small for " + windows);
            }
            layers.add(Convolution.of(layout.in(Integer.toString(layers.size())), inputs, window.channels(),
                    window.kernel(), window.stride(), 0));
            inputs = window.channels();
        }
        return new Cnn(layers, Linear.of(layout.in("head"), inputs * rows * columns, outputs));
    }

    /// @param x [batch, channels, height, width]
    /// @return [batch, outputs]
    public <T> T apply(Ops<T> ops, T x) {
        T y = x;
        for (Convolution layer : layers) {
            y = ops.apply(Activation.RELU, layer.apply(ops, y));
        }
        return head.apply(ops, ops.reshape(y, -1, head.weight().shape()[1]));
    }
}
