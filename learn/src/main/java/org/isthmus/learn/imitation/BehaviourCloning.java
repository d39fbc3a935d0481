package org.isthmus.learn.imitation;

import java.util.List;
import java.util.Map;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.policy.PolicySpec;

/// Behaviour cloning: a network that gives what was commanded, from what was observed (Pomerleau 1989); with a mixture of normal distributions where
/// demonstrations do the same in several ways (Mandlekar et al. 2021, "What matters in learning from offline human demonstrations", BC-GMM), of which
/// the policy takes the middle of the likeliest.
final class BehaviourCloning implements Imitator {
    private static final double LEAST_LOG_DEVIATION = -5;
    private static final double MOST_LOG_DEVIATION = 1;
    private static final double HALF_LOG_2PI = 0.5 * StrictMath.log(2 * Math.PI);

    private final BehaviourCloningConfig config;
    private final Demonstrations data;
    private final Senses senses;
    private final Scaling scaling;
    private final Mlp network;
    /// Numbers of all actions of a chunk.
    private final int numbers;

    BehaviourCloning(Layout layout, Demonstrations data, BehaviourCloningConfig config) {
        this.config = config;
        this.data = data;
        senses = Senses.of(layout, data, config.history(), config.eyes());
        scaling = Scaling.standard(data.actions().statistics());
        numbers = config.chunk() * data.actions().size();
        int outputs = config.modes() == 1 ? numbers : config.modes() * (1 + 2 * numbers);
        network = Mlp.of(layout.in("network"), config.history() * senses.featureNumbers(), config.hidden(), outputs,
                Activation.RELU);
    }

    @Override
    public DemonstrationLoader.Window window() {
        return new DemonstrationLoader.Window(config.history(), config.chunk(), 0);
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

    /// [batch, outputs]
    private <T> T outputs(Ops<T> ops, Senses.Seen<T> seen) {
        T features = senses.features(ops, seen);
        return network.apply(ops, ops.reshape(features, -1, (long) config.history() * senses.featureNumbers()));
    }

    @Override
    public Tensor loss(TorchOps ops, Sample sample, RandomStream chance) {
        Senses.Seen<Tensor> seen = senses.look(ops, sample.observed());
        Tensor outputs = outputs(ops, seen);
        Tensor wanted = scaling.apply(ops, sample.actions());
        Tensor error = config.modes() > 1 ? mixtureLoss(outputs, wanted, sample.isInside(), config.modes())
                : outputs.reshape(wanted.sizes()).sub(wanted).square().mul(sample.isInside()).mean();
        return senses.loss(ops, error, seen);
    }

    /// −ln Σ πₖ·N(a; μₖ, σₖ) on the mean, over actions of the episode.
    ///
    /// @param outputs [batch, modes·(1 + 2·numbers)] logarithms of weights, means, what deviations come from
    /// @param wanted [batch, chunk, size]
    /// @param isInside [batch, chunk, 1]
    static Tensor mixtureLoss(Tensor outputs, Tensor wanted, Tensor isInside, int modes) {
        long batch = wanted.size(0);
        long numbers = wanted.numel() / batch;
        Tensor logWeights = torch.log_softmax(outputs.narrow(1, 0, modes), -1);
        Tensor means = outputs.narrow(1, modes, modes * numbers).reshape(batch, modes, numbers);
        Tensor logs = deviations(outputs.narrow(1, modes * (1 + numbers), modes * numbers)).reshape(batch, modes,
                numbers);
        Tensor inside = isInside.expand(wanted.sizes()).reshape(batch, 1, numbers);
        Tensor distance = wanted.reshape(batch, 1, numbers).sub(means).div(logs.exp());
        Tensor log = distance.square().mul(new Scalar(-0.5)).sub(logs).sub(new Scalar(HALF_LOG_2PI)).mul(inside)
                .sum(-1);
        return torch.logsumexp(log.add(logWeights), -1).mean().neg().div(new Scalar((double) numbers));
    }

    /// Logarithms of deviations, kept in a range by a smooth step.
    private static Tensor deviations(Tensor raw) {
        return raw.sigmoid().mul(new Scalar(MOST_LOG_DEVIATION - LEAST_LOG_DEVIATION))
                .add(new Scalar(LEAST_LOG_DEVIATION));
    }

    @Override
    public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
        T outputs = outputs(ops, senses.look(ops, senses.observed(ops, inputs)));
        T scaled = config.modes() == 1 ? outputs : likeliest(ops, outputs);
        T chunk = ops.reshape(scaled, -1, config.chunk(), data.actions().size());
        T actions = scaling.undo(ops, chunk);
        return Map.of(PolicySpec.ACTION,
                config.chunk() == 1 ? ops.reshape(actions, -1, data.actions().size()) : actions);
    }

    /// [batch, numbers] the middle of the mode with the greatest weight
    private <T> T likeliest(Ops<T> ops, T outputs) {
        int modes = config.modes();
        float[] count = new float[modes];
        for (int k = 0; k < modes; k++) {
            count[k] = k;
        }
        T distance = ops.subtract(ops.constant(count, 1, modes), ops.argmax(ops.slice(outputs, 1, 0, modes)));
        T isChosen = ops.affine(ops.clamp(ops.multiply(distance, distance), 0, 1), -1, 1);
        T means = ops.reshape(ops.slice(outputs, 1, modes, modes + (long) modes * numbers), -1, modes, numbers);
        return ops.reshape(ops.matmul(ops.reshape(isChosen, -1, 1, modes), means), -1, numbers);
    }
}
