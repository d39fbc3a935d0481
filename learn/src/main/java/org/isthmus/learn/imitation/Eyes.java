package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.ChannelNorm;
import org.isthmus.learn.network.Convolution;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.ResNet18;
import org.isthmus.learn.network.SpatialSoftmax;

/// Images of a camera → maps of features, or the places of some of them.
sealed interface Eyes {
    /// Of one kind.
    static Eyes of(Vision kind, Layout layout) {
        return switch (kind) {
            case SMALL -> Small.of(layout);
            case RESNET18 -> new Deep(ResNet18.of(layout, ChannelNorm.Kind.GROUP));
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

    /// Three convolutions of stride 2, each normalised in groups.
    record Small(List<Convolution> layers, List<ChannelNorm> norms) implements Eyes {
        /// [3] of each layer
        private static final int[] CHANNELS = {32, 64, 64};

        static Small of(Layout layout) {
            List<Convolution> layers = new ArrayList<>();
            List<ChannelNorm> norms = new ArrayList<>();
            int inputs = 3;
            for (int outputs : CHANNELS) {
                int kernel = layers.isEmpty() ? 5 : 3;
                layers.add(
                        Convolution.plain(layout.in("conv" + layers.size()), inputs, outputs, kernel, 2, kernel / 2));
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
            return 1 << CHANNELS.length;
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
