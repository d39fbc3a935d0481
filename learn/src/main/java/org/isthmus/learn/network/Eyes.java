package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

/// Images of a camera → maps of features, or the places of some of them.
public sealed interface Eyes {
    /// Of one kind.
    static Eyes of(Vision kind, Layout layout) {
        return switch (kind) {
            case SMALL -> Small.of(layout, Small.CHANNELS, Small.STRIDES);
            case FINE -> Small.of(layout, Small.FEW_CHANNELS, Small.LITTLE_STRIDES);
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
    /// @param images [batch, height, width, 3] 0 to 255
    /// @return [batch, placeNumbers]
    default <T> T places(Ops<T> ops, T images, int height, int width) {
        return new SpatialSoftmax(channels(), mapped(height), mapped(width)).apply(ops, look(ops, images));
    }

    /// Three convolutions, each normalised in groups.
    ///
    /// @param channels of the last
    /// @param shrinking the product of their strides
    record Small(List<Convolution> layers, List<ChannelNorm> norms, int channels, int shrinking) implements Eyes {
        /// [3] of each layer
        private static final int[] CHANNELS = {32, 64, 64};
        /// [3] of each layer
        private static final int[] STRIDES = {2, 2, 2};
        /// [3] of each layer, where the map is finer
        private static final int[] FEW_CHANNELS = {16, 32, 32};
        /// [3] of each layer, where the map is finer
        private static final int[] LITTLE_STRIDES = {2, 2, 1};

        /// @param channels [layers]
        /// @param strides [layers]
        static Small of(Layout layout, int[] channels, int[] strides) {
            List<Convolution> layers = new ArrayList<>();
            List<ChannelNorm> norms = new ArrayList<>();
            int inputs = 3;
            int shrinking = 1;
            for (int outputs : channels) {
                int kernel = layers.isEmpty() ? 5 : 3;
                int stride = strides[layers.size()];
                shrinking *= stride;
                layers.add(Convolution.plain(layout.in("conv" + layers.size()), inputs, outputs, kernel, stride,
                        kernel / 2));
                norms.add(ChannelNorm.of(ChannelNorm.Kind.GROUP, layout.in("norm" + norms.size()), outputs));
                inputs = outputs;
            }
            return new Small(layers, norms, inputs, shrinking);
        }

        @Override
        public <T> T map(Ops<T> ops, T x) {
            T y = x;
            for (int i = 0; i < layers.size(); i++) {
                y = ops.apply(Activation.RELU, norms.get(i).apply(ops, layers.get(i).apply(ops, y)));
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
