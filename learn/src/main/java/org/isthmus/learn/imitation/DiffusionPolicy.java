package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.ConditionalUnet;
import org.isthmus.learn.network.DenoisingMlp;
import org.isthmus.learn.network.DenoisingTransformer;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Positions;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Transformer;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;

/// Diffusion Policy (Chi et al. 2023): actions to come are denoised from noise, given what was observed. Trained as Ho et al. 2020 (algorithm 1), sampled
/// in few steps as Song et al. 2021 ("DDIM", equation 12 without noise), all of them in the policy's graph.
final class DiffusionPolicy implements Imitator {
    private static final String NOISE = "noise";

    private final DiffusionConfig config;
    private final Demonstrations data;
    private final Senses senses;
    private final Scaling scaling;
    private final Denoiser denoiser;
    private final NoiseSchedule schedule;

    /// Tells actions without noise from noisy ones.
    private interface Denoiser {
        /// What it has to know of what is observed, the same for all steps of noise.
        ///
        /// @param features [batch, history, numbers]
        <T> T told(Ops<T> ops, T features);

        /// @param noisy [batch, horizon, size]
        /// @param step [batch or 1, stepSize]
        <T> T apply(Ops<T> ops, T noisy, T step, T told);
    }

    DiffusionPolicy(Layout layout, Demonstrations data, DiffusionConfig config) {
        this.config = config;
        this.data = data;
        senses = Senses.of(layout, data, config.history(), config.eyes());
        scaling = Scaling.standard(data.actions().statistics());
        schedule = NoiseSchedule.cosine(config.diffusionSteps());
        int size = data.actions().size();
        denoiser = switch (config.denoiser()) {
            case PERCEPTRON -> perceptron(layout.in("denoiser"), size);
            case UNET -> unet(layout.in("denoiser"), size);
            case TRANSFORMER -> transformer(layout.in("denoiser"), size);
        };
    }

    private Denoiser transformer(Layout layout, int size) {
        DenoisingTransformer transformer = DenoisingTransformer.of(layout, size, config.horizon(),
                senses.featureNumbers(), config.history(), config.layers(), new Transformer.Config(config.stepSize(),
                        config.heads(), 4 * config.stepSize(), config.dropout(), Activation.GELU, true));
        return new Denoiser() {
            @Override
            public <T> T told(Ops<T> ops, T features) {
                return features;
            }

            @Override
            public <T> T apply(Ops<T> ops, T noisy, T step, T told) {
                return transformer.apply(ops, noisy, step, told);
            }
        };
    }

    private Denoiser perceptron(Layout layout, int size) {
        Encoder encoder = encoder(layout);
        DenoisingMlp network = DenoisingMlp.of(layout, size, config.horizon(), config.stepSize(), encoder.numbers,
                config.width(), config.layers());
        return new Denoiser() {
            @Override
            public <T> T told(Ops<T> ops, T features) {
                return network.told(ops, encoder.apply(ops, features));
            }

            @Override
            public <T> T apply(Ops<T> ops, T noisy, T step, T told) {
                return network.apply(ops, noisy, step, told);
            }
        };
    }

    private Denoiser unet(Layout layout, int size) {
        Encoder encoder = encoder(layout);
        ConditionalUnet unet = ConditionalUnet.of(layout, new ConditionalUnet.Config(size, encoder.numbers,
                config.stepSize(), config.channels(), 5, 8));
        return new Denoiser() {
            @Override
            public <T> T told(Ops<T> ops, T features) {
                return encoder.apply(ops, features);
            }

            @Override
            public <T> T apply(Ops<T> ops, T noisy, T step, T told) {
                return unet.apply(ops, noisy, step, told);
            }
        };
    }

    /// What makes one row of what is observed at all moments.
    ///
    /// @param network none: the row is what is observed
    /// @param observed numbers that go in
    /// @param numbers that come out
    private record Encoder(Optional<Mlp> network, int observed, int numbers) {
        /// @param features [batch, history, numbers]
        <T> T apply(Ops<T> ops, T features) {
            T all = ops.reshape(features, -1, observed);
            return network.isEmpty() ? all : network.get().apply(ops, all);
        }
    }

    private Encoder encoder(Layout layout) {
        int observed = config.history() * senses.featureNumbers();
        List<Integer> sizes = config.encoder();
        return sizes.isEmpty() ? new Encoder(Optional.empty(), observed, observed)
                : new Encoder(Optional.of(Mlp.of(layout.in("encoder"), observed,
                        sizes.subList(0, sizes.size() - 1), sizes.getLast(), Activation.MISH)), observed,
                        sizes.getLast());
    }

    @Override
    public DemonstrationLoader.Window window() {
        return new DemonstrationLoader.Window(config.history(), config.horizon(), 1 - config.history());
    }

    @Override
    public List<PolicySpec.Input> inputs() {
        List<PolicySpec.Input> inputs = new ArrayList<>(senses.inputs());
        inputs.add(PolicySpec.Input.noise(NOISE, config.horizon(), data.actions().size()));
        return inputs;
    }

    @Override
    public Senses senses() {
        return senses;
    }

    @Override
    public PolicySpec.Action action() {
        int chunk = config.horizon() - config.history() + 1;
        return PolicySpec.Action.chunks(data.actions().size(), data.rateHz(), chunk, config.steps())
                .withLabels(data.actions().channel().labels());
    }

    /// The mean squared error of the actions without noise.
    @Override
    public Tensor loss(TorchOps ops, Sample sample, RandomStream chance) {
        Tensor actions = scaling.apply(ops, sample.actions());
        int batch = (int) actions.size(0);
        float[] drawn = new float[Math.toIntExact(actions.numel())];
        long[] steps = new long[batch];
        float[] signal = new float[batch];
        float[] rest = new float[batch];
        for (int i = 0; i < batch; i++) {
            steps[i] = chance.nextInt(config.diffusionSteps());
            signal[i] = (float) Math.sqrt(schedule.kept()[(int) steps[i]]);
            rest[i] = (float) Math.sqrt(1 - schedule.kept()[(int) steps[i]]);
        }
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) chance.nextGaussian();
        }
        Tensor noise = Torch.of(drawn, batch, config.horizon(), data.actions().size());
        Tensor noisy = actions.mul(Torch.of(signal, batch, 1, 1)).add(noise.mul(Torch.of(rest, batch, 1, 1)));
        Tensor step = Torch.of(Positions.ofSteps(steps, config.stepSize()), batch, config.stepSize());
        Senses.Seen<Tensor> seen = senses.look(ops, sample.observed());
        Tensor clean = denoiser.apply(ops, noisy, step, denoiser.told(ops, senses.features(ops, seen)));
        return senses.loss(ops, clean.sub(actions).square().mean(), seen);
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
        T told = denoiser.told(ops, senses.features(ops, senses.look(ops, senses.observed(ops, inputs))));
        T x = inputs.of(NOISE);
        for (NoiseSchedule.Jump jump : schedule.jumps(config.samplingSteps())) {
            T step = ops.constant(Positions.ofSteps(new long[]{jump.step()}, config.stepSize()), 1, config.stepSize());
            x = jump.apply(ops, x, denoiser.apply(ops, x, step, told));
        }
        T actions = scaling.undo(ops, x);
        T chunk = ops.slice(actions, 1, config.history() - 1, config.horizon());
        return Map.of(PolicySpec.ACTION, chunk);
    }
}
