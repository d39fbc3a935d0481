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
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// Rapid Motor Adaptation (Kumar, Fu, Pathak and Malik 2021): a policy that tells from what it did and saw what only a simulation knows.
///
/// In the first half a policy a = π(x, z) learns by [Ppo] together with an encoder z = μ(e) of what is hidden, e (section III-A). In the
/// second half both stay as they are, and a module ẑ = φ(history) learns to say z, in worlds where the policy acts on what φ says
/// (section III-B). What leaves is π(x, φ(history)).
public final class Rma implements Learner {
    private static final String ERROR = "latent error";

    private final RmaConfig config;
    private final RandomStream stream;
    private final AdaptiveActor actor;
    private final Ppo base;
    private final VectorEnv env;
    private final TorchOps ops;
    private final Regression adaptation;
    private final EpisodeStatistics episodes;
    /// (x, e) of the second half's worlds
    private final SeenGroups told;
    /// [worlds][size] the same, normalised
    private final float[] rows;
    /// [worlds][latent] z
    private final float[] latents;
    /// [worlds][size] what is done, as the task takes it
    private final float[] sent;
    private long iterations;

    public Rma(Task task, RmaConfig config, long seed, Parallel pool) {
        Torch.load();
        this.config = config;
        stream = RandomStream.of(seed).child("rma");
        int worlds = config.adaptation().worlds();
        env = new VectorEnv(task, VectorEnv.Options.of(worlds).with(Autoreset.SAME_STEP), pool);
        told = new SeenGroups(env, config.told().policyGroups());
        int hidden = env.singleObservationSpace(config.hidden()).size();
        int seen = told.size() - hidden;
        Layout layout = new Layout();
        actor = AdaptiveActor.of(layout.in("actor"), config, seen, hidden,
                new SeenGroups(env, config.seen()).size() - seen,
                ActionDistribution.outputs(env.singleActionSpace()));
        VectorEnv worldsOfBase = Ppo.worlds(task, config.base(), pool);
        base = new Ppo(worldsOfBase, config.told(), layout, new Sight(layout, worldsOfBase, List.of(), pool),
                new MemoryNetwork(null, actor), seed, pool);
        ops = new TorchOps(base.weights());
        adaptation = new Regression(env, config.adaptation(), actor.adaptation(), config.latent(), base.weights(),
                pool);
        episodes = new EpisodeStatistics(Math.max(100, worlds));
        rows = new float[worlds * told.size()];
        latents = new float[worlds * config.latent()];
        sent = new float[worlds * env.singleActionSpace().size()];
        env.reset(seed);
    }

    /// Goes on with the half that it is in. Figures of the other half are NaN.
    ///
    /// @return [Ppo]'s, success and return of the policy that is told what is hidden, and the mean squared error of ẑ in the last update
    @Override
    public SequencedMap<String, Double> iterate() {
        boolean isAdapting = base.steps() >= config.baseSteps();
        SequencedMap<String, Double> figures = new LinkedHashMap<>(isAdapting ? Ppo.noFigures() : base.iterate());
        figures.put("told success", base.episodes().successRate());
        figures.put("told return", base.episodes().meanReturn());
        figures.put(ERROR, isAdapting ? adapt() : Double.NaN);
        return figures;
    }

    private double adapt() {
        for (int t = 0; t < config.adaptation().steps(); t++) {
            act();
        }
        return adaptation.learn(stream.child("update", iterations++));
    }

    private void act() {
        float[] said = adaptation.answer();
        base.policyMoments().normalize(told.now(), rows);
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Tensor all = Torch.of(rows, env.worlds(), told.size());
            Tensor z = Torch.of(said, env.worlds(), config.latent());
            Torch.copy(actor.latent(ops, all), latents, 0);
            Torch.copy(base.best(ops, actor.act(ops, actor.seen(ops, all), z)), sent, 0);
        }
        adaptation.remember(latents);
        env.step(sent);
        episodes.add(env);
    }

    @Override
    public VectorEnv worlds() {
        return env;
    }

    @Override
    public long steps() {
        return base.steps() + iterations * env.worlds() * config.adaptation().steps();
    }

    /// Of the second half.
    @Override
    public EpisodeStatistics episodes() {
        return episodes;
    }

    @Override
    public Weights weights() {
        return base.weights();
    }

    @Override
    public List<String> groups() {
        return config.seen();
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> operations, Inputs<T> inputs) {
        T x = base.policyMoments().normalize(operations,
                SeenGroups.joined(operations, config.base().policyGroups(), inputs), 0, actor.seen());
        T z = adaptation.answer(operations, inputs);
        return Map.of(PolicySpec.ACTION, base.best(operations, actor.act(operations, x, z)));
    }

    @Override
    public Checkpoint checkpoint() {
        Checkpoint second = adaptation.addTo(new Checkpoint()).with("episodes", episodes)
                .with("worlds", new SavedWorlds(env))
                .with("iterations", Saved.count(() -> iterations, value -> iterations = value));
        return base.checkpoint().with("adaptation", second);
    }

    @Override
    public void close() {
        adaptation.close();
        base.close();
    }
}
