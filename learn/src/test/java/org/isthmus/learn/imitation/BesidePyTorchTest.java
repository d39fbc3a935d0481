package org.isthmus.learn.imitation;

import static org.isthmus.learn.PyTorchValues.filled;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.PyTorchValues;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.api.Test;

/// What is learned from demonstrations with, beside what PyTorch's distributions and plain definitions give (crosscheck/learning_values.py).
class BesidePyTorchTest {
    @Test
    void theMixtureOfBehaviourCloningHasItsLikelihood() {
        try (PointerScope _ = new PointerScope()) {
            Tensor inside = Torch.of(new float[]{1, 1, 1, 0}, 2, 2, 1);
            Tensor loss = BehaviourCloning.mixtureLoss(filled(5, "outputs", 2, 27),
                    filled(2, "wanted", 2, 4).reshape(2, 2, 2), inside, 3);
            PyTorchValues.ofLearning("mixture").assertClose(Torch.toArray(loss));
        }
    }

    @Test
    void theLatentOfActHasItsDivergence() {
        try (PointerScope _ = new PointerScope()) {
            Tensor loss = Act.divergence(filled(1, "mean", 3, 4), filled(2, "log_variance", 3, 4));
            PyTorchValues.ofLearning("divergence").assertClose(Torch.toArray(loss));
        }
    }

    @Test
    void noiseGrowsByTheSchedule() {
        double[] kept = NoiseSchedule.cosine(20).kept();
        float[] narrow = new float[kept.length];
        for (int i = 0; i < kept.length; i++) {
            narrow[i] = (float) kept[i];
        }
        PyTorchValues.ofLearning("schedule").assertClose(narrow);
    }

    @Test
    void aStepOfSamplingTakesNoiseAway() {
        double[] kept = NoiseSchedule.cosine(20).kept();
        NoiseSchedule.Jump jump = new NoiseSchedule.Jump(12, kept[12], kept[7]);
        Torch.load();
        try (PointerScope _ = new PointerScope(); Weights none = Weights.initial(new Layout(), RandomStream.of(0))) {
            PyTorchValues.ofLearning("denoised").assertClose(Torch.toArray(
                    jump.apply(new TorchOps(none), filled(2, "x", 2, 3, 2), filled(1, "clean", 2, 3, 2))));
        }
    }
}
