package org.isthmus.learn.rl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.optimize.Shards;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// Proximal Policy Optimization (Schulman et al. 2017) with the details of its widely used implementations (Huang et al. 2022, "The 37
/// implementation details of PPO"), for a task's worlds in this process.
///
/// An iteration acts for some steps in all worlds, estimates advantages ([Gae]), and improves the policy on what it saw. What a run
/// computes depends on its seed and its settings.
///
/// Policy and critic may remember ([MemoryNetwork]): parts of a minibatch are then not moments, but whole sequences of some worlds. And they may see
/// images ([Sight]).
public final class Ppo implements Learner {
    /// Of a minibatch; another number would give other bits.
    private static final int SHARDS = 2;
    /// Of the policy's last layer: actions begin near the middle of their range.
    static final double LAST_GAIN = 0.01;
    /// The learning rate rises so far. Eyes bear less: with ten times as much what was learned was lost again (`SightTest`).
    private static final double MOST_RATE = 1e-2;
    private static final double MOST_RATE_OF_EYES = 1e-3;
    /// What the policy remembers, among the inputs of one that leaves.
    private static final String MEMORY = "memory";
    private static final float[] NONE = {};

    private final PpoConfig config;
    private final VectorEnv env;
    private final RandomStream stream;
    private final int actionSize;

    private final Weights weights;
    private final TorchOps ops;
    private final ActionDistribution distribution;
    private final Sight sight;
    private final MemoryNetwork actor;
    private final MemoryNetwork critic;
    private final Shards shards;
    private final Adam adam;

    private final Onlooker policySide;
    private final Onlooker criticSide;
    private final RunningMoments returnMoments = new RunningMoments(1);
    private final Rollout rollout;
    private final EpisodeStatistics episodes;
    /// [worlds][size] what is seen in images of this moment
    private float[] places;
    /// [worlds] discounted sums of rewards, for their scale
    private final float[] discounted;
    /// [worlds][size] drawn actions, and as they are sent
    private final float[] drawn;
    private final float[] sent;
    private long iterations;
    private double learningRate;

    /// What an update did.
    ///
    /// @param policyLoss the mean clipped objective, negated
    /// @param valueLoss half the mean squared error of values
    /// @param kl how far the policy moved, on the mean of the last minibatch
    /// @param clipped the share of ratios that were cut
    private record Update(double policyLoss, double valueLoss, double entropy, double kl, double clipped,
            double gradient, double learningRate) {
        SequencedMap<String, Double> figures() {
            SequencedMap<String, Double> figures = new LinkedHashMap<>();
            figures.put("policy loss", policyLoss);
            figures.put("value loss", valueLoss);
            figures.put("entropy", entropy);
            figures.put("kl", kl);
            figures.put("clipped", clipped);
            figures.put("gradient", gradient);
            figures.put("learning rate", learningRate);
            return figures;
        }
    }

    public Ppo(Task task, PpoConfig config, long seed, Parallel pool) {
        Torch.load();
        VectorEnv env = worlds(task, config, pool);
        Layout layout = new Layout();
        Sight sight = new Sight(layout, env, config.cameras(), pool);
        MemoryNetwork actor = MemoryNetwork.of(layout.in("actor"), config,
                new SeenGroups(env, config.policyGroups()).size() + sight.size(),
                ActionDistribution.outputs(env.singleActionSpace()), LAST_GAIN);
        this(env, config, layout, sight, actor, seed, pool);
    }

    /// Learns with a network that somebody else made.
    ///
    /// @param env as [#worlds] makes it
    /// @param sight what of the images goes into both networks, after observations
    /// @param actor gives the parameters of actions for rows of normalised observations
    /// @param layout of the actor; all its parameters are initialised and saved, and learned as far as the actor depends on them
    Ppo(VectorEnv env, PpoConfig config, Layout layout, Sight sight, MemoryNetwork actor, long seed, Parallel pool) {
        this.config = config;
        this.env = env;
        this.sight = sight;
        this.actor = actor;
        stream = RandomStream.of(seed).child("ppo");
        distribution = ActionDistribution.of(env.singleActionSpace(), layout, config.logDeviation());
        actionSize = distribution.size();
        critic = MemoryNetwork.of(layout.in("critic"), config,
                new SeenGroups(env, config.criticGroups()).size() + sight.size(), 1, 1);
        weights = Weights.initial(layout, stream.child("weights"));
        ops = new TorchOps(weights);
        shards = new Shards(weights, SHARDS, pool);
        adam = new Adam(weights, Adam.Config.DEFAULT.withMaxNorm(config.maxNorm()).withEpsilon(1e-5), pool);
        learningRate = config.learningRate();

        int worlds = config.worlds();
        policySide = new Onlooker(env, config.policyGroups(), config.without(), actor);
        criticSide = new Onlooker(env, config.criticGroups(), List.of(), critic);
        rollout = new Rollout(worlds, config.steps(), policySide, criticSide, sight, actionSize);
        episodes = new EpisodeStatistics(Math.max(100, worlds));
        places = new float[worlds * sight.size()];
        discounted = new float[worlds];
        drawn = new float[worlds * actionSize];
        sent = new float[worlds * actionSize];
        env.reset(seed);
    }

    /// The worlds to learn in.
    static VectorEnv worlds(Task task, PpoConfig config, Parallel pool) {
        VectorEnv.Options options = VectorEnv.Options.of(config.worlds()).with(Autoreset.SAME_STEP);
        return new VectorEnv(task, config.cameras().isEmpty() ? options : options.withImages(), pool);
    }

    @Override
    public SequencedMap<String, Double> iterate() {
        collect();
        rollout.estimate(config.discount(), config.lambda());
        Update update = improve();
        iterations++;
        return update.figures();
    }

    /// The figures of an iteration that there was not.
    static SequencedMap<String, Double> noFigures() {
        double none = Double.NaN;
        return new Update(none, none, none, none, none, none, none).figures();
    }

    @Override
    public VectorEnv worlds() {
        return env;
    }

    @Override
    public long steps() {
        return iterations * config.worlds() * config.steps();
    }

    @Override
    public EpisodeStatistics episodes() {
        return episodes;
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public List<String> groups() {
        return config.policyGroups();
    }

    @Override
    public List<PolicySpec.Input> images() {
        return sight.inputs();
    }

    @Override
    public List<PolicySpec.State> states() {
        return actor.size() == 0 ? List.of() : List.of(new PolicySpec.State(MEMORY, List.of(actor.size())));
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
        T numbers = policyMoments().normalize(ops, SeenGroups.joined(ops, config.policyGroups(), inputs));
        T seen = Sight.joined(ops, numbers, sight.places(ops, inputs));
        if (actor.size() == 0) {
            return Map.of(PolicySpec.ACTION, best(ops, actor.head().apply(ops, seen)));
        }
        T memory = actor.next(ops, seen, inputs.of(MEMORY));
        return Map.of(PolicySpec.ACTION, best(ops, actor.head().apply(ops, memory)), MEMORY, memory);
    }

    /// The best actions as the task takes them.
    ///
    /// @param outputs [n][outputs] of the policy's network
    <T> T best(Ops<T> ops, T outputs) {
        return distribution.best(ops, outputs);
    }

    /// Of what the policy sees.
    RunningMoments policyMoments() {
        return policySide.moments();
    }

    @Override
    public Checkpoint checkpoint() {
        return new Checkpoint().with("", Saved.of(weights)).with("adam", Saved.of(adam))
                .with("policy_moments", policySide.moments()).with("critic_moments", criticSide.moments())
                .with("policy_memory", policySide).with("critic_memory", criticSide)
                .with("return_moments", returnMoments).with("episodes", episodes)
                .with("worlds", new SavedWorlds(env)).with("discounted", Saved.of(discounted))
                .with("iterations", Saved.count(() -> iterations, value -> iterations = value))
                .with("learning_rate", Saved.number(() -> learningRate, value -> learningRate = value));
    }

    // --- acting ---------------------------------------------------------------------------------------------------------

    private void collect() {
        RandomStream noise = stream.child("noise", iterations);
        distribution.prepare(ops);
        rollout.begin(policySide, criticSide);
        float[] values = look();
        for (int t = 0; t < config.steps(); t++) {
            int at = t * config.worlds();
            rollout.keep(t, policySide, criticSide, sight);
            System.arraycopy(values, 0, rollout.values, at, values.length);
            float[] outputs = policySide.answer(ops, places);
            RandomStream now = noise.child(t);
            for (int w = 0; w < config.worlds(); w++) {
                rollout.logProbabilities[at + w] = (float) distribution.sample(outputs, w, now.child(w), drawn);
            }
            distribution.send(drawn, sent);
            Rollout.copyInto(drawn, rollout.actions, t);
            env.step(sent);
            episodes.add(env);
            earn(at);
            count();
            float[] last = goOn(at);
            values = look();
            follow(at, values, last);
        }
    }

    /// Takes what the worlds look like into the running means.
    private void count() {
        policySide.count();
        criticSide.count();
    }

    /// Looks at the worlds.
    ///
    /// @return [worlds] values of their states
    private float[] look() {
        policySide.look();
        criticSide.look();
        places = sight.look(ops);
        return criticSide.answer(ops, places);
    }

    /// Makes a step the past, which is forgotten where the episode ended.
    ///
    /// @return [worlds] values of the last states of episodes that were cut, of others without meaning; empty where none was
    private float[] goOn(int at) {
        policySide.goOn();
        criticSide.goOn();
        boolean isAnyCut = false;
        for (int w = 0; w < config.worlds(); w++) {
            isAnyCut |= env.truncated()[w] && !env.terminated()[w];
        }
        float[] last = isAnyCut ? criticSide.answerToLast(ops, sight.lookBack(ops)) : NONE;
        for (int w = 0; w < config.worlds(); w++) {
            if (rollout.ended[at + w]) {
                policySide.forget(w);
                criticSide.forget(w);
            }
        }
        return last;
    }

    /// Keeps the rewards of a step, scaled.
    private void earn(int at) {
        for (int w = 0; w < config.worlds(); w++) {
            boolean over = env.terminated()[w] || env.truncated()[w];
            rollout.ended[at + w] = over;
            discounted[w] = (float) (config.discount() * discounted[w] + env.reward()[w]);
        }
        returnMoments.add(discounted);
        double scale = config.scaleRewards() ? 1 / returnMoments.deviation(0) : 1;
        for (int w = 0; w < config.worlds(); w++) {
            rollout.rewards[at + w] = (float) Math.clamp(env.reward()[w] * scale, -10, 10);
            if (rollout.ended[at + w]) {
                discounted[w] = 0;
            }
        }
    }

    /// Keeps the values of the states that followed a step.
    ///
    /// @param last of an episode that was cut: its own last state's
    private void follow(int at, float[] values, float[] last) {
        System.arraycopy(values, 0, rollout.nextValues, at, values.length);
        for (int w = 0; w < config.worlds(); w++) {
            if (rollout.ended[at + w]) {
                rollout.nextValues[at + w] = env.terminated()[w] ? 0 : last[w];
            }
        }
    }

    // --- improving ------------------------------------------------------------------------------------------------------

    private Update improve() {
        Update update = new Update(0, 0, 0, 0, 0, 0, learningRate);
        int length = sequence();
        int n = rollout.rewards.length / length;
        try (PointerScope _ = new PointerScope()) {
            Rollout.Batch all = rollout.batch(length);
            RandomStream order = stream.child("order", iterations);
            boolean isFar = false;
            for (int epoch = 0; epoch < config.epochs() && !isFar; epoch++) {
                long[] shuffled = shuffled(n, order.child(epoch));
                for (int part = 0; part < config.minibatches() && !isFar; part++) {
                    int from = part * n / config.minibatches();
                    int to = (part + 1) * n / config.minibatches();
                    update = step(all, Arrays.copyOfRange(shuffled, from, to));
                    isFar = config.targetKl() > 0 && update.kl() > 2 * config.targetKl();
                }
                adaptRate(update.kl());
            }
        }
        return update;
    }

    /// Steps that are learned from in their order: who remembers needs all of a world.
    private int sequence() {
        return config.memory() > 0 ? config.steps() : 1;
    }

    private void adaptRate(double kl) {
        if (config.targetKl() > 0) {
            if (kl > 2 * config.targetKl()) {
                learningRate = Math.max(1e-5, learningRate / 1.5);
            } else if (kl < config.targetKl() / 2) {
                learningRate = Math.min(config.cameras().isEmpty() ? MOST_RATE : MOST_RATE_OF_EYES, learningRate * 1.5);
            }
        }
    }

    private static long[] shuffled(int n, RandomStream order) {
        long[] indices = new long[n];
        Arrays.setAll(indices, i -> i);
        for (int i = n - 1; i > 0; i--) {
            int j = order.nextInt(i + 1);
            long kept = indices[i];
            indices[i] = indices[j];
            indices[j] = kept;
        }
        return indices;
    }

    /// @param indices of sequences
    private Update step(Rollout.Batch all, long[] indices) {
        try (PointerScope _ = new PointerScope()) {
            Rollout.Batch batch = all.select(Torch.of(indices, indices.length));
            Tensor advantages = standardized(batch.advantages());
            double[] means = shards.gradients(indices.length, (from, to, own) -> losses(new TorchOps(own),
                    batch.part(from, to), rollout.moments(sequence(), indices, from, to),
                    advantages.narrow(1, from, to - from).flatten()));
            double gradient = adam.step(learningRate);
            return new Update(means[1], means[2], means[3], means[4], means[5], gradient, learningRate);
        }
    }

    /// The loss, and the figures of an update: losses of policy and values, entropy, KL, share of ratios that were cut.
    ///
    /// @param moments [steps·n] whose images belong to the batch
    /// @param advantages [steps·n]
    private List<Tensor> losses(TorchOps ops, Rollout.Batch batch, int[] moments, Tensor advantages) {
        List<Tensor> places = sight.places(ops, rollout.images, moments).stream()
                .map(seen -> seen.reshape(batch.observations().size(0), -1, seen.size(-1))).toList();
        Tensor outputs = actor.answers(ops, Sight.joined(ops, batch.observations(), places), batch.memory(),
                batch.goesOn());
        Tensor logRatio = distribution.logProbability(ops, outputs, batch.actions().flatten(0, 1))
                .sub(batch.logProbabilities().flatten());
        Tensor ratio = logRatio.exp();
        Tensor policyLoss = policyLoss(ratio, advantages, config.clip());
        Tensor values = critic.answers(ops, Sight.joined(ops, batch.criticObservations(), places),
                batch.criticMemory(), batch.goesOn()).squeeze(-1);
        Tensor valueLoss = valueLoss(values, batch.values().flatten(), batch.returns().flatten(), config.valueClip());
        Tensor entropy = distribution.entropy(ops, outputs);
        Tensor loss = policyLoss.add(valueLoss.mul(new Scalar(config.value())))
                .sub(entropy.mul(new Scalar(config.entropy())));
        // Schulman 2020, "Approximating KL divergence": (r − 1) − ln r.
        Tensor kl = ratio.detach().sub(new Scalar(1.0)).sub(logRatio.detach()).mean();
        Tensor clipped = ratio.detach().sub(new Scalar(1.0)).abs().gt(new Scalar(config.clip()))
                .to(outputs.scalar_type()).mean();
        return List.of(loss, policyLoss, valueLoss, entropy, kl, clipped);
    }

    /// Equation 7, negated: the lower of the plain and the clipped objective.
    static Tensor policyLoss(Tensor ratio, Tensor advantages, double clip) {
        return advantages.mul(ratio).min(advantages.mul(clamp(ratio, 1 - clip, 1 + clip))).mean().neg();
    }

    /// Half the mean squared error, or the greater of that and of values that stay near the old ones.
    ///
    /// @param clip how near; 0: anywhere
    static Tensor valueLoss(Tensor values, Tensor old, Tensor returns, double clip) {
        Tensor errors = values.sub(returns).square();
        if (clip > 0) {
            Tensor near = old.add(clamp(values.sub(old), -clip, clip));
            errors = errors.max(near.sub(returns).square());
        }
        return errors.mean().mul(new Scalar(0.5));
    }

    private static Tensor standardized(Tensor x) {
        return x.sub(x.mean()).div(x.std().add(new Scalar(1e-8)));
    }

    private static Tensor clamp(Tensor x, double low, double high) {
        return x.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
    }

    @Override
    public void close() {
        adam.close();
        shards.close();
        weights.close();
    }
}
