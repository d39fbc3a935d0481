package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaeTest {
    @Test
    void threeStepsWorkedOutByHand() {
        // γ = 0.5, λ = 0.5; δ = 1 + 0.5·3 − 2 = 0.5; 0 + 0.5·1 − 3 = −2.5; 2 + 0.5·4 − 1 = 3
        float[] advantages = new float[3];
        Gae.advantages(new float[]{1, 0, 2}, new float[]{2, 3, 1}, new float[]{3, 1, 4}, new boolean[3], 1, 0.5, 0.5,
                advantages);
        assertThat(advantages).containsExactly(new float[]{0.5f + 0.25f * (-2.5f + 0.25f * 3), -2.5f + 0.25f * 3, 3},
                within(1e-6f));
    }

    @Test
    void nothingFlowsBackOverTheEndOfAnEpisode() {
        float[] advantages = new float[4];
        // Two worlds; the first ends after its first step.
        Gae.advantages(new float[]{1, 1, 5, 5}, new float[]{0, 0, 0, 0}, new float[4],
                new boolean[]{true, false, false, false}, 2, 0.9, 1, advantages);
        assertThat(advantages).containsExactly(new float[]{1, 1 + 0.9f * 5, 5, 5}, within(1e-6f));
    }

    @Test
    void withLambdaOneItIsTheDiscountedReturnLessTheValue() {
        float[] rewards = {1, 2, 3, 4, 5};
        float[] values = {0.3f, -1, 2, 0.5f, 7};
        float[] next = {-1, 2, 0.5f, 7, 11};
        float[] advantages = new float[5];
        Gae.advantages(rewards, values, next, new boolean[5], 1, 0.9, 1, advantages);
        double left = 11;
        for (int t = 4; t >= 0; t--) {
            left = rewards[t] + 0.9 * left;
            assertThat((double) advantages[t]).isCloseTo(left - values[t], within(1e-5));
        }
    }
}
