package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The residual network of 18 layers without its last (He et al. 2016, table 1), as torchvision has it, names of parameters included.
///
/// @param blocks eight
public record ResNet18(Convolution conv1, ChannelNorm bn1, List<Block> blocks) {
    /// Channels that come out.
    public static final int CHANNELS = 512;

    public ResNet18 {
        blocks = List.copyOf(blocks);
    }

    /// Two convolutions beside a way around them.
    ///
    /// @param shortcut where the way around changes the shape
    public record Block(Convolution conv1, ChannelNorm bn1, Convolution conv2, ChannelNorm bn2,
            @Nullable Convolution shortcut, @Nullable ChannelNorm shortcutNorm) {
        static Block of(Layout layout, ChannelNorm.Kind norm, int inputs, int outputs, int stride) {
            boolean isChanged = stride != 1 || inputs != outputs;
            return new Block(Convolution.plain(layout.in("conv1"), inputs, outputs, 3, stride, 1),
                    ChannelNorm.of(norm, layout.in("bn1"), outputs),
                    Convolution.plain(layout.in("conv2"), outputs, outputs, 3, 1, 1),
                    ChannelNorm.of(norm, layout.in("bn2"), outputs),
                    isChanged ? Convolution.plain(layout.in("downsample.0"), inputs, outputs, 1, stride, 0) : null,
                    isChanged ? ChannelNorm.of(norm, layout.in("downsample.1"), outputs) : null);
        }

        <T> T apply(Ops<T> ops, T x) {
            T y = ops.apply(Activation.RELU, bn1.apply(ops, conv1.apply(ops, x)));
            y = bn2.apply(ops, conv2.apply(ops, y));
            T around = shortcut == null || shortcutNorm == null
                    ? x
                    : shortcutNorm.apply(ops, shortcut.apply(ops, x));
            return ops.apply(Activation.RELU, ops.add(y, around));
        }
    }

    /// Begins as torchvision's without weights of another training.
    public static ResNet18 of(Layout layout, ChannelNorm.Kind norm) {
        List<Block> blocks = new ArrayList<>();
        int inputs = 64;
        for (int stage = 1; stage <= 4; stage++) {
            int outputs = 32 << stage;
            for (int i = 0; i < 2; i++) {
                blocks.add(Block.of(layout.in("layer" + stage + "." + i), norm, inputs, outputs,
                        stage > 1 && i == 0 ? 2 : 1));
                inputs = outputs;
            }
        }
        return new ResNet18(Convolution.plain(layout.in("conv1"), 3, 64, 7, 2, 3),
                ChannelNorm.of(norm, layout.in("bn1"), 64), blocks);
    }

    /// @param x [batch, 3, height, width], less the mean and divided by the deviation of colours
    /// @return [batch, 512, ⌈height / 32⌉, ⌈width / 32⌉]
    public <T> T apply(Ops<T> ops, T x) {
        T y = ops.apply(Activation.RELU, bn1.apply(ops, conv1.apply(ops, x)));
        y = ops.maxPool(y, 3, 2, 1);
        for (Block block : blocks) {
            y = block.apply(ops, y);
        }
        return y;
    }
}
