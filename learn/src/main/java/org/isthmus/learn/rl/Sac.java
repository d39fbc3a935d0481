package org.isthmus.learn.rl;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoints;
import org.isthmus.learn.checkpoint.SafeTensors;
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
public final class Sac implements Learner {
    private static final double LEAST_LOG_DEVIATION = -5;
    private static final double MOST_LOG_DEVIATION = 2;

    private final OffPolicyConfig config;
    private final OffPolicyWorlds worlds;
    private final RandomStream stream;
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
    private long iterations;

    public Sac(Task task, OffPolicyConfig config, long seed, Parallel pool) {
        Torch.load();
        this.config = config;
        worlds = new OffPolicyWorlds(task, config, seed, pool);
        stream = RandomStream.of(seed).child("sac");
        Layout actorLayout = new Layout();
        actor = Mlp.of(actorLayout, worlds.observationSize, config.hidden(), 2 * worlds.actionSize, Activation.RELU);
        Layout criticLayout = new Layout();
        critic = TwinCritic.of(criticLayout, worlds.observationSize, worlds.actionSize, config.hidden());
        Layout temperatureLayout = new Layout();
        logTemperature = temperatureLayout.add("log_temperature", Initializer.constant(-2), 1);
        actorWeights = Weights.initial(actorLayout, stream.child("actor"));
        criticWeights = Weights.initial(criticLayout, stream.child("critic"));
        targetWeights = criticWeights.copy();
        temperatureWeights = Weights.initial(temperatureLayout, stream.child("temperature"));
        actorOps = new TorchOps(actorWeights);
        criticOps = new TorchOps(criticWeights);
        targetOps = new TorchOps(targetWeights);
        actorAdam = new Adam(actorWeights, Adam.Config.DEFAULT);
        criticAdam = new Adam(criticWeights, Adam.Config.DEFAULT);
        temperatureAdam = new Adam(temperatureWeights, Adam.Config.DEFAULT);
    }

    /// Acts once in all worlds, and learns from what is remembered.
    ///
    /// @return of the last update: losses, the weight of entropy, and entropy, estimated from one action a state
    @Override
    public SequencedMap<String, Double> iterate() {
        RandomStream now = stream.child("iteration", iterations++);
        worlds.step((seen, actions) -> explore(seen, actions, now.child("noise")), now.child("chance"));
        SequencedMap<String, Double> figures = figures(0, 0, 0, 0);
        if (worlds.isWarm()) {
            for (int i = 0; i < config.updates(); i++) {
                figures = update(now.child("update", i));
            }
        }
        return figures;
    }

    private static SequencedMap<String, Double> figures(double criticLoss, double actorLoss, double temperature,
            double entropy) {
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        figures.put("critic loss", criticLoss);
        figures.put("actor loss", actorLoss);
        figures.put("temperature", temperature);
        figures.put("entropy", entropy);
        return figures;
    }

    @Override
    public long steps() {
        return iterations * config.worlds();
    }

    @Override
    public EpisodeStatistics episodes() {
        return worlds.episodes;
    }

    @Override
    public Weights weights() {
        return actorWeights;
    }

    @Override
    public String group() {
        return config.group();
    }

    @Override
    public <T> T act(Ops<T> ops, T observations) {
        T outputs = actor.apply(ops, worlds.moments.normalize(ops, observations));
        return worlds.range.send(ops, ops.apply(Activation.TANH, ops.slice(outputs, -1, 0, worlds.actionSize)));
    }

    private void explore(float[] seen, float[] actions, RandomStream noise) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Tensor now = Torch.of(seen, new long[]{config.worlds(), worlds.observationSize});
            Torch.copy(act(now, noise).action(), actions, 0);
        }
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
        // Appendix C, equation 26: the density of what tanh makes of a normal number.
        Tensor density = unit.square().mul(new Scalar(-0.5)).sub(log).sub(new Scalar(Gaussian.LOG_2PI / 2))
                .sub(action.square().neg().add(new Scalar(1 + 1e-6)).log());
        return new Drawn(action, density.sum(new long[]{1}, true, new ScalarTypeOptional()));
    }

    private SequencedMap<String, Double> update(RandomStream random) {
        try (PointerScope _ = new PointerScope()) {
            ReplayBuffer.Batch batch = worlds.buffer.sample(config.batch(), random.child("steps"), worlds.moments);
            double temperature = StrictMath.exp(Torch.toArray(temperatureWeights.values())[0]);
            Tensor targets = targets(batch, temperature, random.child("next"));
            Tensor criticLoss = critic.loss(criticOps, batch.observations(), batch.actions(), targets);
            criticAdam.minimize(criticLoss, config.learningRate());

            Drawn drawn = act(batch.observations(), random.child("now"));
            Tensor worth = critic.lower(criticOps, batch.observations(), drawn.action());
            Tensor actorLoss = drawn.logDensity().mul(new Scalar(temperature)).sub(worth).mean();
            actorAdam.minimize(actorLoss, config.learningRate());

            // Equation 18 in the logarithm of the temperature; the wanted entropy is −1 for each number of an action.
            double surplus = drawn.logDensity().mean().item_float() - worlds.actionSize;
            Tensor temperatureLoss = temperatureWeights.of(logTemperature).mul(new Scalar(-surplus)).sum();
            temperatureAdam.minimize(temperatureLoss, config.learningRate());
            targetWeights.blend(criticWeights, config.follow());
            return figures(criticLoss.item_float(), actorLoss.item_float(), temperature,
                    -drawn.logDensity().mean().item_float());
        }
    }

    /// r + γ·(min Q'(s', a') − α·ln π(a'|s')): equations 3 and 8.
    private Tensor targets(ReplayBuffer.Batch batch, double temperature, RandomStream noise) {
        try (NoGradGuard _ = new NoGradGuard()) {
            Drawn next = act(batch.nextObservations(), noise);
            Tensor worth = critic.lower(targetOps, batch.nextObservations(), next.action())
                    .sub(next.logDensity().mul(new Scalar(temperature)));
            return batch.rewards().add(worth.mul(batch.goesOn()).mul(new Scalar(config.discount())));
        }
    }

    @Override
    public SafeTensors save() {
        SafeTensors out = new SafeTensors();
        Checkpoints.put(out, actorWeights, "actor.");
        Checkpoints.put(out, criticWeights, "critic.");
        Checkpoints.put(out, targetWeights, "target.");
        Checkpoints.put(out, temperatureWeights, "temperature.");
        Checkpoints.put(out, actorAdam, "actor_adam.");
        Checkpoints.put(out, criticAdam, "critic_adam.");
        Checkpoints.put(out, temperatureAdam, "temperature_adam.");
        worlds.save(out);
        return out.put("iterations", iterations);
    }

    @Override
    public void resume(SafeTensors from) {
        Checkpoints.take(from, actorWeights, "actor.");
        Checkpoints.take(from, criticWeights, "critic.");
        Checkpoints.take(from, targetWeights, "target.");
        Checkpoints.take(from, temperatureWeights, "temperature.");
        Checkpoints.take(from, actorAdam, "actor_adam.");
        Checkpoints.take(from, criticAdam, "critic_adam.");
        Checkpoints.take(from, temperatureAdam, "temperature_adam.");
        worlds.resume(from);
        iterations = from.longs("iterations")[0];
    }

    @Override
    public void close() {
        actorAdam.close();
        criticAdam.close();
        temperatureAdam.close();
        actorWeights.close();
        criticWeights.close();
        targetWeights.close();
        temperatureWeights.close();
    }
}
