package org.isthmus.learn.rl;

import static org.isthmus.learn.PyTorchValues.filled;

import java.util.List;
import java.util.Objects;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.PyTorchValues;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Discrete;
import org.isthmus.task.space.Space;
import org.junit.jupiter.api.Test;

/// What is learned by rewards with, beside what PyTorch's distributions and plain definitions give (crosscheck/learning_values.py).
class BesidePyTorchTest {
    private static final int STEPS = 7;
    private static final int WORLDS = 2;

    private static float[] joined(Tensor... parts) {
        return Torch.toArray(torch.cat(new TensorVector(parts)));
    }

    @Test
    void advantagesAreSumsOfErrorsToCome() {
        boolean[] ended = new boolean[STEPS * WORLDS];
        for (int t = 0; t < STEPS; t++) {
            for (int w = 0; w < WORLDS; w++) {
                ended[t * WORLDS + w] = (t * 2 + w) % 5 == 3;
            }
        }
        float[] advantages = new float[STEPS * WORLDS];
        Gae.advantages(PyTorchValues.fill("rewards", STEPS, WORLDS), PyTorchValues.fill("values", STEPS, WORLDS),
                PyTorchValues.fill("next", STEPS, WORLDS), ended, WORLDS, 0.97, 0.9, advantages);
        PyTorchValues.ofLearning("gae").assertClose(advantages);
    }

    private static Weights filledWeights(Layout layout) {
        Weights weights = Weights.initial(layout, RandomStream.of(1));
        for (Parameter parameter : layout.parameters()) {
            Torch.set(weights.of(parameter), PyTorchValues.fill(parameter.name(), parameter.shape()));
        }
        return weights;
    }

    /// Log-probabilities of three actions, then the entropy.
    private static float[] told(Space space, Tensor outputs, Tensor actions) {
        Layout layout = new Layout();
        ActionDistribution distribution = ActionDistribution.of(space, layout, 0);
        try (Weights weights = filledWeights(layout)) {
            TorchOps ops = new TorchOps(weights);
            return joined(distribution.logProbability(ops, outputs, actions).detach(),
                    distribution.entropy(ops, outputs).detach().reshape(1));
        }
    }

    @Test
    void normalActionsHaveTheirLogProbabilities() {
        try (PointerScope _ = new PointerScope()) {
            Space box = new Box(DoubleArray.wrap(-1, -1), DoubleArray.wrap(1, 1));
            PyTorchValues.ofLearning("gaussian")
                    .assertClose(told(box, filled(1, "outputs", 3, 2), filled(1, "actions", 3, 2)));
        }
    }

    @Test
    void choicesHaveTheirLogProbabilities() {
        try (PointerScope _ = new PointerScope()) {
            Tensor choices = Torch.of(new float[]{2, 0, 3}, 3, 1);
            PyTorchValues.ofLearning("categorical")
                    .assertClose(told(new Discrete(4), filled(4, "logits", 3, 4), choices));
        }
    }

    @Test
    void squashedActionsHaveTheirLogDensities() {
        try (PointerScope _ = new PointerScope()) {
            Tensor log = filled(1, "log", 3, 2);
            Tensor unit = filled(1, "unit", 3, 2);
            Tensor action = filled(1, "mean", 3, 2).add(log.exp().mul(unit)).tanh();
            PyTorchValues.ofLearning("squashed").assertClose(Torch.toArray(Sac.logDensity(unit, log, action)));
        }
    }

    /// Answers of two worlds, one of which begins an episode at step 3, and the gradient of the recurrent weights through time.
    @Test
    void whatIsRememberedIsLearnedThroughTimeUpToTheBeginningOfAnEpisode() {
        Layout layout = new Layout();
        MemoryNetwork network = MemoryNetwork.of(layout, PpoConfig.DEFAULT.withHidden(List.of()).withMemory(3), 2, 1,
                1);
        try (PointerScope _ = new PointerScope(); Weights weights = filledWeights(layout)) {
            Tensor goesOn = Torch.of(new float[]{1, 1, 1, 1, 1, 1, 1, 0, 1, 1}, 5, 2, 1);
            Tensor answers = network.answers(new TorchOps(weights), filled(2, "seen", 5, 2, 2),
                    filled(1, "first", 1, 2, 3), goesOn).flatten();
            weights.gradients().zero_();
            answers.mul(filled(100, "wanted", 10)).sum().backward();
            Parameter recurrent = Objects.requireNonNull(network.memory()).hidden().weight();
            PyTorchValues.ofLearning("recurrent")
                    .assertClose(joined(answers.detach(), weights.of(recurrent).grad().flatten()));
        }
    }

    /// The latent that is told and the one that history tells, the actions that come of both, and what adaptation makes smaller.
    @Test
    void latentsOfRmaAndItsLossAreTheirs() {
        RmaConfig config = new RmaConfig(PpoConfig.DEFAULT.withHidden(List.of(6)), "hidden", 1, 3, List.of(5),
                new DistillationConfig(1, 1, 1, 1, 1, 1, List.of(7), Activation.ELU, List.of("history")));
        Layout layout = new Layout();
        AdaptiveActor actor = AdaptiveActor.of(layout, config, 2, 2, 8, 1);
        try (PointerScope _ = new PointerScope(); Weights weights = filledWeights(layout)) {
            TorchOps ops = new TorchOps(weights);
            Tensor rows = filled(2, "rows", 3, 4);
            Tensor told = actor.latent(ops, rows);
            Tensor said = actor.adaptation().apply(ops, filled(2, "history", 3, 8));
            PyTorchValues.ofLearning("rma").assertClose(joined(told.reshape(9), said.reshape(9),
                    actor.apply(ops, rows).reshape(3), actor.act(ops, actor.seen(ops, rows), said).reshape(3),
                    torch.mse_loss(said, told).reshape(1)));
        }
    }

    @Test
    void theObjectivesOfPpoAreClipped() {
        try (PointerScope _ = new PointerScope()) {
            Tensor ratio = filled(2, "log_ratio", 12).exp();
            Tensor values = filled(1, "values", 12);
            Tensor old = filled(1, "old", 12);
            Tensor returns = filled(3, "returns", 12);
            List<Tensor> losses = List.of(Ppo.policyLoss(ratio, filled(2, "advantages", 12), 0.2),
                    Ppo.valueLoss(values, old, returns, 0), Ppo.valueLoss(values, old, returns, 0.1));
            PyTorchValues.ofLearning("ppo")
                    .assertClose(joined(losses.stream().map(x -> x.reshape(1)).toArray(Tensor[]::new)));
        }
    }
}
