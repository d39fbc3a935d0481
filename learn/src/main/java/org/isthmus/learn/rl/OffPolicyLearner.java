package org.isthmus.learn.rl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// What algorithms share that remember steps: act once in all worlds, learn from what is remembered, again.
abstract class OffPolicyLearner implements Learner {
    final OffPolicyConfig config;
    final OffPolicyWorlds worlds;
    private final RandomStream stream;
    private final Parallel pool;
    /// All that checkpoints hold, by name.
    private final SequencedMap<String, Weights> weights = new LinkedHashMap<>();
    private final SequencedMap<String, Adam> optimisers = new LinkedHashMap<>();
    private long iterations;
    private long updates;

    OffPolicyLearner(String name, Task task, OffPolicyConfig config, long seed, Parallel pool) {
        Torch.load();
        this.config = config;
        worlds = new OffPolicyWorlds(task, config, seed, pool);
        stream = RandomStream.of(seed).child(name);
        this.pool = pool;
    }

    /// Makes weights that are learned; they are this learner's.
    final Weights learned(String name, Layout layout) {
        Weights made = Weights.initial(layout, stream.child(name));
        weights.put(name, made);
        return made;
    }

    /// Makes weights that follow others.
    final Weights following(String name, Weights others) {
        Weights made = others.copy();
        weights.put(name, made);
        return made;
    }

    /// Makes what improves weights.
    final Adam optimiser(String name, Weights of) {
        Adam made = new Adam(of, Adam.Config.DEFAULT, pool);
        optimisers.put(name, made);
        return made;
    }

    /// Chooses actions to explore with.
    ///
    /// @param seen [worlds][size] normalised
    /// @return [worlds][size] from −1 to 1
    abstract Tensor explore(Tensor seen, RandomStream noise);

    /// Learns from some steps.
    ///
    /// @param number of the update, from 1
    abstract void update(RandomStream random, long number);

    /// Of the last update.
    abstract SequencedMap<String, Double> figures();

    @Override
    public final VectorEnv worlds() {
        return worlds.env;
    }

    @Override
    public final SequencedMap<String, Double> iterate() {
        RandomStream now = stream.child("iteration", iterations++);
        worlds.step((seen, actions) -> {
            try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
                Tensor rows = Torch.of(seen, new long[]{config.worlds(), worlds.observationSize});
                Torch.copy(explore(rows, now.child("noise")), actions, 0);
            }
        }, now.child("chance"));
        if (worlds.isWarm()) {
            for (int i = 0; i < config.updates(); i++) {
                try (PointerScope _ = new PointerScope()) {
                    update(now.child("update", i), ++updates);
                }
            }
        }
        return figures();
    }

    @Override
    public final long steps() {
        return iterations * config.worlds();
    }

    @Override
    public final EpisodeStatistics episodes() {
        return worlds.episodes;
    }

    @Override
    public final List<String> groups() {
        return List.of(config.group());
    }

    @Override
    public final <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
        return Map.of(PolicySpec.ACTION, act(ops, inputs.of(config.group())));
    }

    /// The best action for each observation.
    ///
    /// @param observations [n][size] as the worlds show them
    abstract <T> T act(Ops<T> ops, T observations);

    @Override
    public final Checkpoint checkpoint() {
        Checkpoint checkpoint = new Checkpoint();
        weights.forEach((name, it) -> checkpoint.with(name, Saved.of(it)));
        optimisers.forEach((name, it) -> checkpoint.with(name + "_adam", Saved.of(it)));
        worlds.addTo(checkpoint);
        return checkpoint.with("iterations", Saved.count(() -> iterations, value -> iterations = value))
                .with("updates", Saved.count(() -> updates, value -> updates = value));
    }

    @Override
    public final void close() {
        optimisers.values().forEach(Adam::close);
        weights.values().forEach(Weights::close);
    }
}
