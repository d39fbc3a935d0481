package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Images of a camera → maps of features, or the places of some of them.
public sealed interface Eyes {
    /// Of one kind.
    static Eyes of(Vision kind, Layout layout) {
        return switch (kind) {
            case SMALL -> Small.of(layout);
            case RESNET18 -> new Deep(ResNet18.of(layout, ChannelNorm.Kind.GROUP));
            case RESNET18_FIXED -> new Deep(ResNet18.of(layout, ChannelNorm.Kind.FROZEN));
        };
    }

    /// Channels of the map.
    int channels();

    /// How many pixels become one place of the map, along each axis; what is left over becomes one more.
    int shrinking();

    /// @param x [batch, 3, height, width] scaled
    <T> T map(Ops<T> ops, T x);

    /// The length of an axis of the map.
    default int mapped(int pixels) {
        return Math.ceilDiv(pixels, shrinking());
    }

    /// @param images [batch, height, width, 3] 0 to 255
    /// @return [batch, channels, mapped height, mapped width]
    default <T> T look(Ops<T> ops, T images) {
        return map(ops, Colours.scaled(ops, images));
    }

    /// Numbers of [#places].
    default int placeNumbers() {
        return 2 * channels();
    }

    /// Where each feature is strongest.
    ///
    /// @param map that [#look] made of images of this height and width
    /// @return [batch, placeNumbers]
    default <T> T places(Ops<T> ops, T map, int height, int width) {
        return new SpatialSoftmax(channels(), mapped(height), mapped(width)).apply(ops, map);
    }

    /// Three convolutions, each normalised in groups, with rectifiers between: what a map has of a feature may be less than nothing, so that
    /// places where it is weak weigh little.
    record Small(List<Convolution> layers, List<ChannelNorm> norms) implements Eyes {
        /// [3] of each layer
        private static final int[] CHANNELS = {16, 32, 32};
        /// [3] of each layer
        private static final int[] STRIDES = {2, 2, 1};

        static Small of(Layout layout) {
            List<Convolution> layers = new ArrayList<>();
            List<ChannelNorm> norms = new ArrayList<>();
            int inputs = 3;
            for (int outputs : CHANNELS) {
                int kernel = layers.isEmpty() ? 5 : 3;
                int stride = STRIDES[layers.size()];
                layers.add(Convolution.plain(layout.in("conv" + layers.size()), inputs, outputs, kernel, stride,
                        kernel / 2));
                norms.add(ChannelNorm.of(ChannelNorm.Kind.GROUP, layout.in("norm" + norms.size()), outputs));
                inputs = outputs;
            }
            return new Small(layers, norms);
        }

        @Override
        public int channels() {
            return CHANNELS[CHANNELS.length - 1];
        }

        @Override
        public int shrinking() {
            return Arrays.stream(STRIDES).reduce(1, (a, b) -> a * b);
        }

        @Override
        public <T> T map(Ops<T> ops, T x) {
            T y = x;
            for (int i = 0; i < layers.size(); i++) {
                y = norms.get(i).apply(ops, layers.get(i).apply(ops, y));
                y = i + 1 < layers.size() ? ops.apply(Activation.RELU, y) : y;
            }
            return y;
        }
    }

    /// The residual network.
    record Deep(ResNet18 network) implements Eyes {
        @Override
        public int channels() {
            return ResNet18.CHANNELS;
        }

        @Override
        public int shrinking() {
            return 32;
        }

        @Override
        public <T> T map(Ops<T> ops, T x) {
            return network.apply(ops, x);
        }
    }
}
