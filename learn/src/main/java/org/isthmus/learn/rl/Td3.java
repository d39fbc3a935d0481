package org.isthmus.learn.rl;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Task;

/// TD3: deterministic policies with twin critics, smoothed targets and delayed updates (Fujimoto, van Hoof and Meger 2018,
/// algorithm 1), for many worlds at once. Each world explores with a deviation of its own, so that some dare more (Seo et al. 2025,
/// "FastTD3").
public final class Td3 extends OffPolicyLearner {
    /// Exploration: the least and the most deviation of noise on actions.
    private static final double LEAST_NOISE = 0.05;
    private static final double MOST_NOISE = 0.4;
    /// The deviation of noise on target actions, and its bound: section 5.3.
    private static final double SMOOTHING = 0.2;
    private static final double MOST_SMOOTHING = 0.5;
    /// Updates of critics for one of the policy.
    private static final int DELAY = 2;

    private final Mlp actor;
    private final TwinCritic critic;
    private final Weights actorWeights;
    private final Weights actorTargets;
    private final Weights criticWeights;
    private final Weights criticTargets;
    private final TorchOps actorOps;
    private final TorchOps criticOps;
    private final Adam actorAdam;
    private final Adam criticAdam;
    /// Of the last updates.
    private double criticLoss;
    private double actorLoss;

    public Td3(Task task, OffPolicyConfig config, long seed, Parallel pool) {
        super("td3", task, config, seed, pool);
        Layout actorLayout = new Layout();
        actor = Mlp.of(actorLayout, worlds.observationSize, config.hidden(), worlds.actionSize, Activation.RELU);
        Layout criticLayout = new Layout();
        critic = TwinCritic.of(criticLayout, worlds.observationSize, worlds.actionSize, config.hidden());
        actorWeights = learned("actor", actorLayout);
        actorTargets = following("actor_target", actorWeights);
        criticWeights = learned("critic", criticLayout);
        criticTargets = following("critic_target", criticWeights);
        actorOps = new TorchOps(actorWeights);
        criticOps = new TorchOps(criticWeights);
        actorAdam = optimiser("actor", actorWeights);
        criticAdam = optimiser("critic", criticWeights);
    }

    @Override
    SequencedMap<String, Double> figures() {
        SequencedMap<String, Double> figures = new LinkedHashMap<>();
        figures.put("critic loss", criticLoss);
        figures.put("actor loss", actorLoss);
        return figures;
    }

    @Override
    public Weights weights() {
        return actorWeights;
    }

    @Override
    <T> T act(Ops<T> ops, T observations) {
        T outputs = actor.apply(ops, worlds.moments.normalize(ops, observations));
        return worlds.range.send(ops, ops.apply(Activation.TANH, outputs));
    }

    @Override
    Tensor explore(Tensor seen, RandomStream random) {
        float[] noise = Noise.normal(random, config.worlds() * worlds.actionSize);
        for (int i = 0; i < noise.length; i++) {
            double share = (Math.floorDiv(i, worlds.actionSize) + 0.5) / config.worlds();
            noise[i] *= (float) (LEAST_NOISE + (MOST_NOISE - LEAST_NOISE) * share);
        }
        Tensor action = policy(actorOps, seen).add(Torch.of(noise, new long[]{config.worlds(), worlds.actionSize}));
        return actorOps.clamp(action, -1, 1);
    }

    private Tensor policy(TorchOps ops, Tensor observations) {
        return actor.apply(ops, observations).tanh();
    }

    @Override
    void update(RandomStream random, long number) {
        ReplayBuffer.Batch batch = worlds.buffer.sample(config.batch(), random.child("steps"), worlds.moments);
        Tensor error = critic.loss(criticOps, batch.observations(), batch.actions(),
                targets(batch, random.child("next")));
        criticAdam.minimize(error, config.learningRate());
        criticLoss = error.item_float();
        if (number % DELAY == 0) {
            Tensor action = policy(actorOps, batch.observations());
            Tensor loss = critic.byFirst(criticOps, batch.observations(), action).mean().neg();
            actorAdam.minimize(loss, config.learningRate());
            actorTargets.blend(actorWeights, config.follow());
            criticTargets.blend(criticWeights, config.follow());
            actorLoss = loss.item_float();
        }
    }

    /// r + γ·min Q'(s', π'(s') + noise): equations 10 and 14.
    private Tensor targets(ReplayBuffer.Batch batch, RandomStream random) {
        try (NoGradGuard _ = new NoGradGuard()) {
            float[] noise = Noise.normal(random, config.batch() * worlds.actionSize);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) Math.clamp(SMOOTHING * noise[i], -MOST_SMOOTHING, MOST_SMOOTHING);
            }
            TorchOps ops = new TorchOps(actorTargets);
            Tensor action = ops.clamp(policy(ops, batch.nextObservations())
                    .add(Torch.of(noise, new long[]{config.batch(), worlds.actionSize})), -1, 1);
            Tensor worth = critic.lower(new TorchOps(criticTargets), batch.nextObservations(), action);
            return batch.rewards().add(worth.mul(batch.goesOn()).mul(new Scalar(config.discount())));
        }
    }
}
