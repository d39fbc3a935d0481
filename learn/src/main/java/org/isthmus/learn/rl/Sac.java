package org.isthmus.learn.rl;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Initializer;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Task;

/// Soft Actor-Critic (Haarnoja et al. 2018, "Soft actor-critic algorithms and applications", with the temperature of its section 5) for
/// many worlds at once: after each step of all worlds, some updates from what is remembered.
public final class Sac extends OffPolicyLearner {
    private static final double LEAST_LOG_DEVIATION = -5;
    private static final double MOST_LOG_DEVIATION = 2;

    private final Mlp actor;
    private final TwinCritic critic;
    private final Parameter logTemperature;
    private final Weights actorWeights;
    private final Weights criticWeights;
    private final Weights targetWeights;
    private final Weights temperatureWeights;
    private final TorchOps actorOps;
    private final TorchOps criticOps;
    private final TorchOps targetOps;
    private final Adam actorAdam;
    private final Adam criticAdam;
    private final Adam temperatureAdam;
    /// Of the last update.
    private double criticLoss;
    private double actorLoss;
    private double temperature;
    private double entropy;

    public Sac(Task task, OffPolicyConfig config, long seed, Parallel pool) {
        super("sac", task, config, seed, pool);
        Layout actorLayout = new Layout();
        actor = Mlp.of(actorLayout, worlds.observationSize, config.hidden(), 2 * worlds.actionSize, Activation.RELU);
        Layout criticLayout = new Layout();
        critic = TwinCritic.of(criticLayout, worlds.observationSize, worlds.actionSize, config.hidden());
        Layout temperatureLayout = new Layout();
        logTemperature = temperatureLayout.add("log", Initializer.constant(-2), 1);
        actorWeights = learned("actor", actorLayout);
        criticWeights = learned("critic", criticLayout);
        targetWeights = following("target", criticWeights);
        temperatureWeights = learned("temperature", temperatureLayout);
        actorOps = new TorchOps(actorWeights);
        criticOps = new TorchOps(criticWeights);
        targetOps = new TorchOps(targetWeights);
        actorAdam = optimiser("actor", actorWeights);
        criticAdam = optimiser("critic", criticWeights);
        temperatureAdam = optimiser("temperature", temperatureWeights);
    }

    /// Losses, the weight of entropy, and entropy, estimated from one action a state.
    @Override
    SequencedMap<String, Double> figures() {
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        figures.put("critic loss", criticLoss);
        figures.put("actor loss", actorLoss);
        figures.put("temperature", temperature);
        figures.put("entropy", entropy);
        return figures;
    }

    @Override
    public Weights weights() {
        return actorWeights;
    }

    @Override
    <T> T act(Ops<T> ops, T observations) {
        T outputs = actor.apply(ops, worlds.moments.normalize(ops, observations));
        return worlds.range.send(ops, ops.apply(Activation.TANH, ops.slice(outputs, -1, 0, worlds.actionSize)));
    }

    @Override
    Tensor explore(Tensor seen, RandomStream noise) {
        return act(seen, noise).action();
    }

    /// Actions drawn from the policy, through which gradients flow.
    ///
    /// @param action [n][size] from −1 to 1
    /// @param logDensity [n][1]
    private record Drawn(Tensor action, Tensor logDensity) {}

    private Drawn act(Tensor observations, RandomStream noise) {
        Tensor outputs = actor.apply(actorOps, observations);
        long n = observations.size(0);
        int size = worlds.actionSize;
        // Deviations between e⁻⁵ and e², smoothly, so that gradients do not vanish.
        Tensor log = actorOps.affine(outputs.narrow(1, size, size).tanh(),
                (MOST_LOG_DEVIATION - LEAST_LOG_DEVIATION) / 2,
                (MOST_LOG_DEVIATION + LEAST_LOG_DEVIATION) / 2);
        Tensor unit = Torch.of(Noise.normal(noise, Math.toIntExact(n) * size), new long[]{n, size});
        Tensor raw = outputs.narrow(1, 0, size).add(log.exp().mul(unit));
        Tensor action = raw.tanh();
        return new Drawn(action, logDensity(unit, log, action));
    }

    /// The density of what tanh makes of normal numbers: appendix C, equation 26.
    ///
    /// @param unit [n][size] what was drawn, of deviation 1
    /// @param log [n][size] logarithms of deviations
    /// @param action [n][size] that came of it
    /// @return [n][1]
    static Tensor logDensity(Tensor unit, Tensor log, Tensor action) {
        Tensor density = unit.square().mul(new Scalar(-0.5)).sub(log).sub(new Scalar(Gaussian.LOG_2PI / 2))
                .sub(action.square().neg().add(new Scalar(1 + 1e-6)).log());
        return density.sum(new long[]{1}, true, new ScalarTypeOptional());
    }

    @Override
    void update(RandomStream random, long number) {
        ReplayBuffer.Batch batch = worlds.buffer.sample(config.batch(), random.child("steps"), worlds.moments);
        temperature = StrictMath.exp(Torch.toArray(temperatureWeights.values())[0]);
        Tensor error = critic.loss(criticOps, batch.observations(), batch.actions(),
                targets(batch, random.child("next")));
        criticAdam.minimize(error, config.learningRate());

        Drawn drawn = act(batch.observations(), random.child("now"));
        Tensor worth = critic.lower(criticOps, batch.observations(), drawn.action());
        Tensor loss = drawn.logDensity().mul(new Scalar(temperature)).sub(worth).mean();
        actorAdam.minimize(loss, config.learningRate());

        // Equation 18 in the logarithm of the temperature; the wanted entropy is −1 for each number of an action.
        entropy = -drawn.logDensity().mean().item_float();
        Tensor surplus = temperatureWeights.of(logTemperature).mul(new Scalar(entropy + worlds.actionSize)).sum();
        temperatureAdam.minimize(surplus, config.learningRate());
        targetWeights.blend(criticWeights, config.follow());
        criticLoss = error.item_float();
        actorLoss = loss.item_float();
    }

    /// r + γ·(min Q'(s', a') − α·ln π(a'|s')): equations 3 and 8.
    private Tensor targets(ReplayBuffer.Batch batch, RandomStream noise) {
        try (NoGradGuard _ = new NoGradGuard()) {
            Drawn next = act(batch.nextObservations(), noise);
            Tensor worth = critic.lower(targetOps, batch.nextObservations(), next.action())
                    .sub(next.logDensity().mul(new Scalar(temperature)));
            return batch.rewards().add(worth.mul(batch.goesOn()).mul(new Scalar(config.discount())));
        }
    }
}
