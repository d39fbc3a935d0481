package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Convolution;
import org.isthmus.learn.network.Initializer;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Linear;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Positions;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Transformer;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;

/// Action chunking with transformers (Zhao et al. 2023, "Learning fine-grained bimanual manipulation with low-cost hardware", algorithms 1 and 2): an
/// autoencoder of chunks of actions, given what is observed. What tells demonstrations of the same apart is a latent, which is zero when the policy acts.
final class Act implements Imitator {
    /// What is hidden is this much less likely.
    private static final float HIDDEN = -1e9f;

    private final ActConfig config;
    private final Demonstrations data;
    private final Senses senses;
    private final Scaling scaling;
    private final Demonstrated demonstrated;
    private final Linear latentToken;
    private final Linear valueToken;
    /// From maps of each camera to tokens.
    private final List<Convolution> imageTokens = new ArrayList<>();
    /// [1, 2, size] of the first two tokens
    private final Parameter places;
    /// [1, chunk, size] of actions
    private final Parameter queries;
    private final Transformer.Encoder encoder;
    private final Transformer.Decoder decoder;
    private final Linear head;

    /// What makes a latent of a demonstrated chunk: a token that has looked at what was observed and done.
    private record Demonstrated(Parameter token, Linear values, Linear actions, Transformer.Encoder encoder,
            Linear latent) {
        static Demonstrated of(Layout layout, int valueNumbers, int actionSize, ActConfig config,
                Transformer.Config sizes) {
            return new Demonstrated(layout.add("token", Initializer.normal(1), 1, 1, config.size()),
                    Linear.of(layout.in("values"), valueNumbers, config.size()),
                    Linear.of(layout.in("actions"), actionSize, config.size()),
                    Transformer.Encoder.of(layout.in("encoder"), config.encoderLayers(), sizes),
                    Linear.of(layout.in("latent"), config.size(), 2 * config.latent()));
        }

        /// @param values [batch, 1, valueNumbers]
        /// @param chunk [batch, chunk, actionSize]
        /// @param isInside [batch, chunk, 1]
        /// @return [batch, 2·latent] means and logarithms of variances
        Tensor apply(TorchOps ops, Tensor values, Tensor chunk, Tensor isInside) {
            Tensor first = ops.repeat(ops.parameter(token), values);
            Tensor x = ops.concat(List.of(first, this.values.apply(ops, values), actions.apply(ops, chunk)), 1);
            int n = Math.toIntExact(x.size(1));
            int size = Math.toIntExact(x.size(2));
            Tensor shown = isInside.reshape(x.size(0), 1, 1, n - 2L);
            Tensor both = ops.constant(new float[Math.toIntExact(2 * x.size(0))], x.size(0), 1, 1, 2);
            Tensor mask = ops.concat(List.of(both, ops.affine(shown, -HIDDEN, HIDDEN)), -1);
            Tensor y = encoder.apply(ops, x, ops.constant(Positions.ofRow(n, size), 1, n, size), mask);
            return latent.apply(ops, y.select(1, 0));
        }
    }

    Act(Layout layout, Demonstrations data, ActConfig config) {
        this.config = config;
        this.data = data;
        senses = Senses.of(layout, data, 1, config.eyes());
        senses.requireNoClouds("ACT");
        scaling = Scaling.standard(data.actions().statistics());
        Transformer.Config sizes = new Transformer.Config(config.size(), config.heads(), config.feedForward(),
                config.dropout(), Activation.RELU, false);
        int actionSize = data.actions().size();
        demonstrated = Demonstrated.of(layout.in("demonstrated"), senses.numbers(), actionSize, config, sizes);
        latentToken = Linear.of(layout.in("latent_token"), config.latent(), config.size());
        valueToken = Linear.of(layout.in("value_token"), senses.numbers(), config.size());
        for (int c = 0; c < senses.eyes().size(); c++) {
            imageTokens.add(Convolution.of(layout.in("image_token." + c), senses.eyes().get(c).channels(),
                    config.size(), config.patch(), config.patch(), 0));
        }
        places = layout.add("places", Initializer.normal(1), 1, 2, config.size());
        queries = layout.add("queries", Initializer.normal(1), 1, config.chunk(), config.size());
        encoder = Transformer.Encoder.of(layout.in("encoder"), config.encoderLayers(), sizes);
        decoder = Transformer.Decoder.of(layout.in("decoder"), config.decoderLayers(), sizes);
        head = Linear.of(layout.in("head"), config.size(), actionSize);
    }

    @Override
    public DemonstrationLoader.Window window() {
        return new DemonstrationLoader.Window(1, config.chunk(), 0);
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
        PolicySpec.Action action = PolicySpec.Action.chunks(data.actions().size(), data.rateHz(), config.chunk(),
                config.steps()).withLabels(data.actions().channel().labels());
        return config.ensembling() < 0 ? action : action.withEnsembling(config.ensembling());
    }

    /// The mean absolute error of actions, and the latent's distance from a standard normal (Kingma and Welling 2014, appendix B).
    @Override
    public Tensor loss(TorchOps ops, Sample sample, RandomStream chance) {
        Tensor actions = scaling.apply(ops, sample.actions());
        Senses.Seen<Tensor> seen = senses.look(ops, sample.observed());
        Tensor values = senses.values(ops, seen);
        Tensor told = demonstrated.apply(ops, values, actions, sample.isInside());
        Tensor mean = told.narrow(1, 0, config.latent());
        Tensor logVariance = told.narrow(1, config.latent(), config.latent());
        float[] drawn = new float[Math.toIntExact(mean.numel())];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) chance.nextGaussian();
        }
        Tensor noise = Torch.of(drawn, mean.size(0), config.latent());
        Tensor latent = mean.add(logVariance.mul(new Scalar(0.5)).exp().mul(noise));
        Tensor error = chunk(ops, seen, values, latent).sub(actions).abs().mul(sample.isInside()).mean();
        return senses.loss(ops, error.add(divergence(mean, logVariance).mul(new Scalar(config.divergence()))), seen);
    }

    /// The mean distance of normal distributions from the standard one.
    ///
    /// @param mean [batch, latent]
    /// @param logVariance [batch, latent]
    static Tensor divergence(Tensor mean, Tensor logVariance) {
        return logVariance.add(new Scalar(1.0)).sub(mean.square()).sub(logVariance.exp()).sum(1).mean()
                .mul(new Scalar(-0.5));
    }

    /// [batch, chunk, actionSize] scaled
    private <T> T chunk(Ops<T> ops, Senses.Seen<T> seen, T values, T latent) {
        int size = config.size();
        List<T> tokens = new ArrayList<>();
        tokens.add(ops.reshape(latentToken.apply(ops, latent), -1, 1, size));
        tokens.add(valueToken.apply(ops, values));
        List<T> positions = new ArrayList<>(List.of(ops.parameter(places)));
        for (int c = 0; c < imageTokens.size(); c++) {
            Demonstrations.Images camera = data.cameras().get(c);
            int height = senses.eyes().get(c).mapped(camera.height()) / config.patch();
            int width = senses.eyes().get(c).mapped(camera.width()) / config.patch();
            T map = imageTokens.get(c).apply(ops, seen.maps().get(c));
            long count = (long) height * width;
            tokens.add(ops.permute(ops.reshape(map, -1, size, count), 0, 2, 1));
            positions.add(ops.constant(Positions.ofImage(height, width, size), 1, count, size));
        }
        T where = ops.concat(positions, 1);
        T memory = encoder.apply(ops, ops.concat(tokens, 1), where, null);
        T zeros = ops.repeat(ops.constant(new float[config.chunk() * size], 1, config.chunk(), size), memory);
        return head.apply(ops, decoder.apply(ops, zeros, memory, ops.parameter(queries), where, null, null));
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
        Senses.Seen<T> seen = senses.look(ops, senses.observed(ops, inputs));
        T values = senses.values(ops, seen);
        T none = ops.constant(new float[config.latent()], 1, config.latent());
        T actions = scaling.undo(ops, chunk(ops, seen, values, ops.repeat(none, values)));
        return Map.of(PolicySpec.ACTION,
                config.chunk() == 1 ? ops.reshape(actions, -1, data.actions().size()) : actions);
    }
}
