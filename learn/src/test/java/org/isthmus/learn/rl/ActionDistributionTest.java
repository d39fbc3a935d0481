package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Discrete;
import org.isthmus.task.space.Space;
import org.junit.jupiter.api.Test;

class ActionDistributionTest {
    private static final Space BOX = new Box(DoubleArray.wrap(-2, 0), DoubleArray.wrap(2, 10));
    private static final float[] OUTPUTS = {0.5f, -0.25f, 1.5f, 0.75f};

    @Test
    void whatIsDrawnHasTheLogProbabilityThatIsLearnedFrom() {
        assertLogProbabilitiesAgree(BOX, 2, 2);
        assertLogProbabilitiesAgree(new Discrete(4), 1, 4);
    }

    private static void assertLogProbabilitiesAgree(Space space, int rows, int outputs) {
        Layout layout = new Layout();
        ActionDistribution distribution = ActionDistribution.of(space, layout, -0.7);
        float[] actions = new float[rows * distribution.size()];
        float[] logs = new float[rows];
        try (PointerScope _ = new PointerScope(); Weights weights = Weights.initial(layout, RandomStream.of(1))) {
            TorchOps ops = new TorchOps(weights);
            distribution.prepare(ops);
            for (int w = 0; w < rows; w++) {
                logs[w] = (float) distribution.sample(OUTPUTS, w, RandomStream.of(w), actions);
            }
            float[] learned = Torch.toArray(distribution.logProbability(ops,
                    Torch.of(OUTPUTS, new long[]{rows, outputs}),
                    Torch.of(actions, new long[]{rows, distribution.size()})));
            assertThat(learned).containsExactly(logs, within(1e-5f));
        }
    }

    @Test
    void theDensityAndEntropyOfANormalDistributionAreThoseOfTextbooks() {
        Layout layout = new Layout();
        ActionDistribution distribution = ActionDistribution.of(BOX, layout, StrictMath.log(2));
        try (PointerScope _ = new PointerScope(); Weights weights = Weights.initial(layout, RandomStream.of(1))) {
            TorchOps ops = new TorchOps(weights);
            float log = Torch.toArray(distribution.logProbability(ops, Torch.of(new float[]{1, 1}, new long[]{1, 2}),
                    Torch.of(new float[]{3, 1}, new long[]{1, 2})))[0];
            // One deviation away in the first, none in the second.
            assertThat((double) log).isCloseTo(-0.5 - 2 * StrictMath.log(2) - StrictMath.log(2 * Math.PI),
                    within(1e-5));
            assertThat((double) distribution.entropy(ops, Torch.of(new float[2], new long[]{1, 2})).item_float())
                    .isCloseTo(2 * (0.5 * StrictMath.log(2 * Math.PI * Math.E) + StrictMath.log(2)), within(1e-5));
        }
    }

    @Test
    void actionsFromMinusOneToOneSpanTheSpace() {
        ActionDistribution distribution = ActionDistribution.of(BOX, new Layout(), 0);
        float[] sent = new float[4];
        float[] actions = {-1, 1, 0.5f, 3};
        distribution.send(actions, sent);
        assertThat(sent).containsExactly(-2, 10, 1, 10);
    }

    @Test
    void choicesComeAsOftenAsTheirProbabilitiesSay() {
        ActionDistribution distribution = ActionDistribution.of(new Discrete(3), new Layout(), 0);
        float[] logits = {0, (float) StrictMath.log(3), (float) StrictMath.log(6)};
        int[] counts = new int[3];
        float[] action = new float[1];
        for (int i = 0; i < 10_000; i++) {
            distribution.sample(logits, 0, RandomStream.of(i), action);
            counts[(int) action[0]]++;
        }
        // Within four deviations.
        assertThat(counts[0]).isCloseTo(1_000, within(120));
        assertThat(counts[1]).isCloseTo(3_000, within(184));
        assertThat(counts[2]).isCloseTo(6_000, within(196));
    }
}
