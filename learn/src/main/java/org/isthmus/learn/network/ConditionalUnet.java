package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A U-shaped network of convolutions over time that is told what to denoise for: Janner et al. 2022 with the conditioning of Chi et al. 2023
/// ("Diffusion Policy", section 3.2), where each block scales and shifts its channels by what it is told (Perez et al. 2018, "FiLM").
///
/// @param first of the two layers that make of the step of noise what blocks are told
/// @param down blocks by length, two each, the longest first
/// @param shorten after each pair but the last
/// @param middle two blocks
/// @param up blocks by length, two each, the shortest first
/// @param lengthen after each pair
/// @param last block without condition
/// @param out to the numbers of an action
public record ConditionalUnet(Config config, Linear first, Linear second, List<List<Block>> down,
        List<Convolution> shorten, List<Block> middle, List<List<Block>> up, List<Lengthen> lengthen, Unit last,
        Convolution out) {
    /// Sizes.
    ///
    /// @param size numbers of an action
    /// @param condition numbers that are told
    /// @param stepSize numbers that a step of noise becomes
    /// @param channels by length, the longest first
    /// @param kernel odd
    /// @param groups of channels that are normalised together
    public record Config(int size, int condition, int stepSize, List<Integer> channels, int kernel, int groups) {
        public Config {
            channels = List.copyOf(channels);
        }

        /// What the horizon must be a multiple of.
        public int multiple() {
            return 1 << (channels.size() - 1);
        }
    }

    public ConditionalUnet {
        down = List.copyOf(down);
        shorten = List.copyOf(shorten);
        middle = List.copyOf(middle);
        up = List.copyOf(up);
        lengthen = List.copyOf(lengthen);
    }

    /// A convolution, normalisation of groups, and Mish.
    public record Unit(Convolution convolution, ChannelNorm.Group norm) {
        static Unit of(Layout layout, int inputs, int outputs, Config config) {
            return new Unit(
                    Convolution.ofLine(layout.in("block.0"), inputs, outputs, config.kernel(), 1, config.kernel() / 2),
                    ChannelNorm.Group.of(layout.in("block.1"), outputs, config.groups()));
        }

        <T> T apply(Ops<T> ops, T x) {
            return ops.apply(Activation.MISH, norm.apply(ops, convolution.apply(ops, x)));
        }
    }

    /// Two units beside a way around them; what is told scales and shifts the channels between the two.
    public record Block(Unit unit1, Unit unit2, Linear film, @Nullable Convolution around) {
        static Block of(Layout layout, int inputs, int outputs, Config config) {
            return new Block(Unit.of(layout.in("blocks.0"), inputs, outputs, config),
                    Unit.of(layout.in("blocks.1"), outputs, outputs, config),
                    Linear.of(layout.in("cond_encoder.1"), config.stepSize() + config.condition(), 2 * outputs),
                    inputs == outputs ? null
                            : Convolution.ofLine(layout.in("residual_conv"), inputs, outputs, 1, 1, 0));
        }

        /// @param told [batch, condition] after Mish
        <T> T apply(Ops<T> ops, T x, T told) {
            long outputs = film.weight().shape()[0] / 2;
            T film2 = ops.reshape(film.apply(ops, told), -1, 2 * outputs, 1);
            T scale = ops.slice(film2, 1, 0, outputs);
            T shift = ops.slice(film2, 1, outputs, 2 * outputs);
            T y = ops.add(ops.multiply(unit1.apply(ops, x), scale), shift);
            return ops.add(unit2.apply(ops, y), around == null ? x : around.apply(ops, x));
        }
    }

    /// Doubles the length.
    public record Lengthen(Parameter weight, Parameter bias) {
        static Lengthen of(Layout layout, int channels) {
            Initializer initializer = Initializer.fanIn();
            return new Lengthen(layout.add("weight", initializer, channels, channels, 4),
                    layout.add("bias", Initializer.within(1 / Math.sqrt(channels * 4)), channels));
        }

        <T> T apply(Ops<T> ops, T x) {
            return ops.transposedConvolve(x, weight, bias, 2, 1);
        }
    }

    /// Begins as PyTorch's layers; parameters are named as in the program of Chi et al.
    public static ConditionalUnet of(Layout layout, Config config) {
        List<Integer> sizes = new ArrayList<>(List.of(config.size()));
        sizes.addAll(config.channels());
        int deepest = sizes.size() - 1;
        Linear first = Linear.of(layout.in("diffusion_step_encoder.1"), config.stepSize(), 4 * config.stepSize());
        Linear second = Linear.of(layout.in("diffusion_step_encoder.3"), 4 * config.stepSize(), config.stepSize());
        List<List<Block>> down = new ArrayList<>();
        List<Convolution> shorten = new ArrayList<>();
        for (int i = 0; i < deepest; i++) {
            Layout here = layout.in("down_modules." + i);
            down.add(List.of(Block.of(here.in("0"), sizes.get(i), sizes.get(i + 1), config),
                    Block.of(here.in("1"), sizes.get(i + 1), sizes.get(i + 1), config)));
            if (i + 1 < deepest) {
                shorten.add(Convolution.ofLine(here.in("2.conv"), sizes.get(i + 1), sizes.get(i + 1), 3, 2, 1));
            }
        }
        int bottom = sizes.get(deepest);
        List<Block> middle = List.of(Block.of(layout.in("mid_modules.0"), bottom, bottom, config),
                Block.of(layout.in("mid_modules.1"), bottom, bottom, config));
        List<List<Block>> up = new ArrayList<>();
        List<Lengthen> lengthen = new ArrayList<>();
        for (int i = 0; i + 1 < deepest; i++) {
            Layout here = layout.in("up_modules." + i);
            int deep = sizes.get(deepest - i);
            int shallow = sizes.get(deepest - i - 1);
            up.add(List.of(Block.of(here.in("0"), 2 * deep, shallow, config),
                    Block.of(here.in("1"), shallow, shallow, config)));
            lengthen.add(Lengthen.of(here.in("2.conv"), shallow));
        }
        int top = sizes.get(1);
        return new ConditionalUnet(config, first, second, down, shorten, middle, up, lengthen,
                Unit.of(layout.in("final_conv.0"), top, top, config),
                Convolution.ofLine(layout.in("final_conv.1"), top, config.size(), 1, 1, 0));
    }

    /// @param x [batch, horizon, size] noisy actions
    /// @param step [batch or 1, stepSize] the step of noise, from [Positions#ofSteps]
    /// @param condition [batch, condition] what is observed
    /// @return [batch, horizon, size]
    public <T> T apply(Ops<T> ops, T x, T step, T condition) {
        T noise = second.apply(ops, ops.apply(Activation.MISH, first.apply(ops, step)));
        T told = ops.apply(Activation.MISH, ops.concat(List.of(ops.repeat(noise, condition), condition), -1));
        T y = ops.permute(x, 0, 2, 1);
        List<T> kept = new ArrayList<>();
        for (int i = 0; i < down.size(); i++) {
            y = both(ops, down.get(i), y, told);
            kept.add(y);
            y = i < shorten.size() ? shorten.get(i).apply(ops, y) : y;
        }
        y = both(ops, middle, y, told);
        for (int i = 0; i < up.size(); i++) {
            y = both(ops, up.get(i), ops.concat(List.of(y, kept.removeLast()), 1), told);
            y = lengthen.get(i).apply(ops, y);
        }
        return ops.permute(out.apply(ops, last.apply(ops, y)), 0, 2, 1);
    }

    private static <T> T both(Ops<T> ops, List<Block> blocks, T x, T told) {
        return blocks.get(1).apply(ops, blocks.get(0).apply(ops, x, told), told);
    }
}
