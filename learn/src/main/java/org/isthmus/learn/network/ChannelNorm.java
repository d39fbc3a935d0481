package org.isthmus.learn.network;

/// What keeps the numbers of channels in range, between convolutions.
public sealed interface ChannelNorm permits ChannelNorm.Group, ChannelNorm.Frozen {
    /// How its numbers are found.
    enum Kind {
        /// From the channels of the same image: for networks that learn from nothing, at any size of batch.
        GROUP,
        /// From the images of an earlier training, with weights that stay as they are: for networks that begin with such weights.
        FROZEN
    }

    /// @param x [batch, channels, …]
    <T> T apply(Ops<T> ops, T x);

    /// Of one kind.
    static ChannelNorm of(Kind kind, Layout layout, int channels) {
        return switch (kind) {
            case GROUP -> Group.of(layout, channels, Math.max(1, channels / 16));
            case FROZEN -> Frozen.of(layout, channels);
        };
    }

    /// Normalisation of groups of channels: Wu and He 2018.
    ///
    /// @param weight [channels]
    /// @param bias [channels]
    record Group(int groups, Parameter weight, Parameter bias) implements ChannelNorm {
        private static final double EPSILON = 1e-5;

        public static Group of(Layout layout, int channels, int groups) {
            return new Group(groups, layout.add("weight", Initializer.constant(1), channels),
                    layout.add("bias", Initializer.constant(0), channels));
        }

        @Override
        public <T> T apply(Ops<T> ops, T x) {
            return ops.groupNorm(x, groups, weight, bias, EPSILON);
        }
    }

    /// Normalisation by the moments of an earlier training (Ioffe and Szegedy 2015, algorithm 2), none of it learned any more.
    ///
    /// @param weight [channels]
    /// @param bias [channels]
    /// @param mean [channels]
    /// @param variance [channels]
    record Frozen(Parameter weight, Parameter bias, Parameter mean, Parameter variance) implements ChannelNorm {
        private static final double EPSILON = 1e-5;

        static Frozen of(Layout layout, int channels) {
            return new Frozen(layout.fixed("weight", Initializer.constant(1), channels),
                    layout.fixed("bias", Initializer.constant(0), channels),
                    layout.fixed("running_mean", Initializer.constant(0), channels),
                    layout.fixed("running_var", Initializer.constant(1), channels));
        }

        @Override
        public <T> T apply(Ops<T> ops, T x) {
            T deviation = ops.sqrt(ops.affine(ops.parameter(variance), 1, EPSILON));
            T scale = ops.divide(ops.parameter(weight), deviation);
            T shift = ops.subtract(ops.parameter(bias), ops.multiply(ops.parameter(mean), scale));
            return ops.add(ops.multiply(x, ops.reshape(scale, 1, -1, 1, 1)), ops.reshape(shift, 1, -1, 1, 1));
        }
    }
}
