package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Layers of attention: Vaswani et al. 2017, section 3, with positions added to queries and keys of every layer as Carion et al. 2020
/// ("DETR", figure 10) add them.
public final class Transformer {
    private Transformer() {}

    /// Sizes of the layers.
    ///
    /// @param size of a token
    /// @param heads that divide the size
    /// @param feedForward numbers between the two linear layers of each token
    /// @param isNormFirst whether tokens are normalised before attention (Xiong et al. 2020) and not after it
    public record Config(int size, int heads, int feedForward, double dropout, Activation activation,
            boolean isNormFirst) {}

    /// Two linear layers of each token, with an activation between them.
    public record FeedForward(Linear linear1, Linear linear2, Config config) {
        static FeedForward of(Layout layout, Config config) {
            return new FeedForward(Linear.of(layout.in("linear1"), config.size(), config.feedForward()),
                    Linear.of(layout.in("linear2"), config.feedForward(), config.size()), config);
        }

        <T> T apply(Ops<T> ops, T x) {
            T hidden = ops.dropout(ops.apply(config.activation(), linear1.apply(ops, x)), config.dropout());
            return ops.dropout(linear2.apply(ops, hidden), config.dropout());
        }
    }

    private static <T> T plus(Ops<T> ops, T x, @Nullable T positions) {
        return positions == null ? x : ops.add(x, positions);
    }

    /// Tokens that look at each other.
    ///
    /// @param norm after the last layer; none where layers normalise what they give
    public record Encoder(List<EncoderLayer> layers, @Nullable LayerNorm norm) {
        public Encoder {
            layers = List.copyOf(layers);
        }

        public static Encoder of(Layout layout, int layers, Config config) {
            List<EncoderLayer> all = new ArrayList<>();
            for (int i = 0; i < layers; i++) {
                all.add(EncoderLayer.of(layout.in("layers." + i), config));
            }
            return new Encoder(all, config.isNormFirst() ? LayerNorm.of(layout.in("norm"), config.size()) : null);
        }

        /// @param x [batch, n, size]
        /// @param positions [1, n, size]
        /// @param mask added to logarithms of weights, of a shape that repeats to [batch, heads, n, n]
        /// @return [batch, n, size]
        public <T> T apply(Ops<T> ops, T x, @Nullable T positions, @Nullable T mask) {
            T y = x;
            for (EncoderLayer layer : layers) {
                y = layer.apply(ops, y, positions, mask);
            }
            return norm == null ? y : norm.apply(ops, y);
        }
    }

    /// One layer of an encoder.
    public record EncoderLayer(Attention attention, FeedForward forward, LayerNorm norm1, LayerNorm norm2,
            Config config) {
        static EncoderLayer of(Layout layout, Config config) {
            return new EncoderLayer(
                    Attention.of(layout.in("self_attn"), config.size(), config.heads(), config.dropout()),
                    FeedForward.of(layout, config), LayerNorm.of(layout.in("norm1"), config.size()),
                    LayerNorm.of(layout.in("norm2"), config.size()), config);
        }

        <T> T apply(Ops<T> ops, T x, @Nullable T positions, @Nullable T mask) {
            if (config.isNormFirst()) {
                T y = ops.add(x, look(ops, norm1.apply(ops, x), positions, mask));
                return ops.add(y, forward.apply(ops, norm2.apply(ops, y)));
            }
            T y = norm1.apply(ops, ops.add(x, look(ops, x, positions, mask)));
            return norm2.apply(ops, ops.add(y, forward.apply(ops, y)));
        }

        private <T> T look(Ops<T> ops, T x, @Nullable T positions, @Nullable T mask) {
            T placed = plus(ops, x, positions);
            return ops.dropout(attention.apply(ops, placed, placed, x, mask), config.dropout());
        }
    }

    /// Tokens that look at each other and at a memory.
    ///
    /// @param norm after the last layer
    public record Decoder(List<DecoderLayer> layers, LayerNorm norm) {
        public Decoder {
            layers = List.copyOf(layers);
        }

        public static Decoder of(Layout layout, int layers, Config config) {
            List<DecoderLayer> all = new ArrayList<>();
            for (int i = 0; i < layers; i++) {
                all.add(DecoderLayer.of(layout.in("layers." + i), config));
            }
            return new Decoder(all, LayerNorm.of(layout.in("norm"), config.size()));
        }

        /// @param x [batch, n, size]
        /// @param memory [batch, m, size]
        /// @param positions [1, n, size] of x
        /// @param places [1, m, size] of the memory
        /// @param mask of x among itself, added to logarithms of weights
        /// @param memoryMask of the memory, likewise
        /// @return [batch, n, size]
        public <T> T apply(Ops<T> ops, T x, T memory, @Nullable T positions, @Nullable T places, @Nullable T mask,
                @Nullable T memoryMask) {
            T keys = plus(ops, memory, places);
            T y = x;
            for (DecoderLayer layer : layers) {
                y = layer.apply(ops, y, memory, keys, positions, mask, memoryMask);
            }
            return norm.apply(ops, y);
        }
    }

    /// One layer of a decoder.
    public record DecoderLayer(Attention self, Attention cross, FeedForward forward, LayerNorm norm1, LayerNorm norm2,
            LayerNorm norm3, Config config) {
        static DecoderLayer of(Layout layout, Config config) {
            return new DecoderLayer(
                    Attention.of(layout.in("self_attn"), config.size(), config.heads(), config.dropout()),
                    Attention.of(layout.in("multihead_attn"), config.size(), config.heads(), config.dropout()),
                    FeedForward.of(layout, config), LayerNorm.of(layout.in("norm1"), config.size()),
                    LayerNorm.of(layout.in("norm2"), config.size()), LayerNorm.of(layout.in("norm3"), config.size()),
                    config);
        }

        <T> T apply(Ops<T> ops, T x, T memory, T keys, @Nullable T positions, @Nullable T mask,
                @Nullable T memoryMask) {
            if (config.isNormFirst()) {
                T y = ops.add(x, look(ops, norm1.apply(ops, x), positions, mask));
                y = ops.add(y, recall(ops, norm2.apply(ops, y), memory, keys, positions, memoryMask));
                return ops.add(y, forward.apply(ops, norm3.apply(ops, y)));
            }
            T y = norm1.apply(ops, ops.add(x, look(ops, x, positions, mask)));
            y = norm2.apply(ops, ops.add(y, recall(ops, y, memory, keys, positions, memoryMask)));
            return norm3.apply(ops, ops.add(y, forward.apply(ops, y)));
        }

        private <T> T look(Ops<T> ops, T x, @Nullable T positions, @Nullable T mask) {
            T placed = plus(ops, x, positions);
            return ops.dropout(self.apply(ops, placed, placed, x, mask), config.dropout());
        }

        private <T> T recall(Ops<T> ops, T x, T memory, T keys, @Nullable T positions, @Nullable T mask) {
            return ops.dropout(cross.apply(ops, plus(ops, x, positions), keys, memory, mask), config.dropout());
        }
    }
}
