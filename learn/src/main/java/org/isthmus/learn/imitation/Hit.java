package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Attention;
import org.isthmus.learn.network.ChannelNorm;
import org.isthmus.learn.network.Convolution;
import org.isthmus.learn.network.Eyes;
import org.isthmus.learn.network.Initializer;
import org.isthmus.learn.network.LayerNorm;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Linear;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Positions;
import org.isthmus.learn.network.ResNet18;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.policy.PolicySpec;

/// The Humanoid Imitation Transformer (Fu et al. 2024, "HumanPlus", section 5): what is observed and actions to come are tokens of one transformer, which
/// foretells, beside the actions, what the cameras will show when the chunk is over. All cameras share a ResNet-18.
final class Hit implements Imitator {
    private final HitConfig config;
    private final Demonstrations data;
    private final Senses senses;
    private final Scaling scaling;
    private final Eyes eyes;
    /// From maps to tokens.
    private final Convolution imageToken;
    private final Linear valueToken;
    /// [1, 1, size] of the first token
    private final Parameter place;
    /// [1, chunk, size]
    private final Parameter queries;
    private final List<Block> blocks = new ArrayList<>();
    private final Linear head;

    /// Attention, then two linear layers of each token; tokens are normalised before, between and after.
    private record Block(LayerNorm norm1, Attention attention, LayerNorm norm2, Linear linear1, Linear linear2,
            LayerNorm norm3, double dropout) {
        static Block of(Layout layout, HitConfig config) {
            int size = config.size();
            return new Block(LayerNorm.of(layout.in("norm1"), size),
                    Attention.of(layout.in("attention"), size, config.heads(), config.dropout()),
                    LayerNorm.of(layout.in("norm2"), size), Linear.of(layout.in("linear1"), size, 4 * size),
                    Linear.of(layout.in("linear2"), 4 * size, size), LayerNorm.of(layout.in("norm3"), size),
                    config.dropout());
        }

        <T> T apply(Ops<T> ops, T x) {
            T y = norm1.apply(ops, x);
            y = norm2.apply(ops, ops.add(y, ops.dropout(attention.apply(ops, y, y, y, null), dropout)));
            T forward = linear2.apply(ops, ops.apply(Activation.GELU, linear1.apply(ops, y)));
            return norm3.apply(ops, ops.add(y, ops.dropout(forward, dropout)));
        }
    }

    Hit(Layout layout, Demonstrations data, HitConfig config) {
        this.config = config;
        this.data = data;
        eyes = new Eyes.Deep(ResNet18.of(layout.in("eyes"), ChannelNorm.Kind.FROZEN));
        senses = Senses.shared(data, eyes);
        senses.requireNoClouds("HIT");
        senses.requireNoEstimates("HIT");
        scaling = Scaling.standard(data.actions().statistics());
        imageToken = Convolution.of(layout.in("image_token"), eyes.channels(), config.size(), 1, 1, 0);
        valueToken = Linear.of(layout.in("value_token"), senses.numbers(), config.size());
        place = layout.add("place", Initializer.normal(1), 1, 1, config.size());
        queries = layout.add("queries", Initializer.normal(1), 1, config.chunk(), config.size());
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(Block.of(layout.in("blocks." + i), config));
        }
        head = Linear.of(layout.in("head"), config.size(), data.actions().size());
    }

    @Override
    public DemonstrationLoader.Window window() {
        return new DemonstrationLoader.Window(1, config.chunk(), 0, config.imageLoss() > 0);
    }

    @Override
    public List<PolicySpec.Input> inputs() {
        return senses.inputs();
    }

    @Override
    public Senses senses() {
        return senses;
    }

    @Override
    public PolicySpec.Action action() {
        return PolicySpec.Action.chunks(data.actions().size(), data.rateHz(), config.chunk(), config.steps())
                .withLabels(data.actions().channel().labels());
    }

    /// The mean squared error of actions, and that of tokens of images to come.
    @Override
    public Tensor loss(TorchOps ops, Sample sample, RandomStream chance) {
        Tensor wanted = scaling.apply(ops, sample.actions());
        Tensor images = imageTokens(ops, sample.observed().images());
        Tensor out = tokens(ops, senses.values(ops, sample.observed()), images);
        long n = images.size(1);
        Tensor actions = head.apply(ops, ops.slice(out, 1, 1 + n, 1 + n + config.chunk()));
        Tensor loss = actions.sub(wanted).square().mul(sample.isInside()).mean();
        if (sample.later().isEmpty()) {
            return loss;
        }
        Tensor later = imageTokens(ops, sample.later());
        return loss.add(ops.slice(out, 1, 1, 1 + n).sub(later).square().mean().mul(new Scalar(config.imageLoss())));
    }

    /// [batch, n, size] of the maps of all cameras
    private <T> T imageTokens(Ops<T> ops, List<T> images) {
        List<T> tokens = new ArrayList<>();
        for (int c = 0; c < images.size(); c++) {
            T map = imageToken.apply(ops, eyes.look(ops, senses.frames(ops, images.get(c), c)));
            tokens.add(ops.permute(ops.reshape(map, -1, config.size(), places(c)), 0, 2, 1));
        }
        return ops.concat(tokens, 1);
    }

    /// Places in the map of a camera.
    private long places(int camera) {
        Demonstrations.Images source = data.cameras().get(camera);
        return (long) eyes.mapped(source.height()) * eyes.mapped(source.width());
    }

    /// All tokens after the last block.
    ///
    /// @param values [batch, 1, numbers]
    /// @param images [batch, n, size]
    /// @return [batch, 1 + n + chunk, size]
    private <T> T tokens(Ops<T> ops, T values, T images) {
        List<T> positions = new ArrayList<>();
        for (int c = 0; c < data.cameras().size(); c++) {
            Demonstrations.Images source = data.cameras().get(c);
            int height = eyes.mapped(source.height());
            int width = eyes.mapped(source.width());
            positions.add(ops.constant(Positions.ofImage(height, width, config.size()), 1, places(c), config.size()));
        }
        T first = ops.add(valueToken.apply(ops, values), ops.parameter(place));
        T x = ops.concat(List.of(first, ops.add(images, ops.concat(positions, 1)),
                ops.repeat(ops.parameter(queries), values)), 1);
        for (Block block : blocks) {
            x = block.apply(ops, x);
        }
        return x;
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
        Senses.Observed<T> observed = senses.observed(ops, inputs);
        long n = 0;
        for (int c = 0; c < data.cameras().size(); c++) {
            n += places(c);
        }
        T out = tokens(ops, senses.values(ops, observed), imageTokens(ops, observed.images()));
        T scaled = head.apply(ops, ops.slice(out, 1, 1 + n, 1 + n + config.chunk()));
        T actions = scaling.undo(ops, scaled);
        return Map.of(PolicySpec.ACTION,
                config.chunk() == 1 ? ops.reshape(actions, -1, data.actions().size()) : actions);
    }
}
