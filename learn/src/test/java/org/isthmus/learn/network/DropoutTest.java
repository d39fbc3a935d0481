package org.isthmus.learn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int COUNT = 1 << 20;

    @BeforeAll
    static void load() {
        Torch.load();
    }

    private static float[] kept(Dropout dropout, double probability) {
        try (PointerScope _ = new PointerScope()) {
            return Torch.toArray(dropout.kept(torch.zeros(COUNT / 64, 64), probability));
        }
    }

    @Test
    void isDrawnFromTheSeed() {
        Dropout dropout = new Dropout(3);
        float[] first = kept(dropout, 0.1);
        assertThat(kept(new Dropout(3), 0.1)).isEqualTo(first);
        assertThat(kept(dropout, 0.1)).isNotEqualTo(first);
        assertThat(kept(new Dropout(4), 0.1)).isNotEqualTo(first);
    }

    /// Means and products of neighbours near and far, against those of independent draws: within 5 deviations of them.
    @Test
    void numbersAreDroppedIndependentlyOfEachOther() {
        Dropout dropout = new Dropout(1);
        for (double probability : new double[]{0.1, 0.5, 0.9}) {
            float[] one = kept(dropout, probability);
            float[] other = kept(dropout, probability);
            float factor = (float) (1 / (1 - probability));
            double deviation = Math.sqrt(probability / (1 - probability) / COUNT);
            double mean = 0;
            for (float value : one) {
                assertThat(value == 0 || value == factor).isTrue();
                mean += value / COUNT;
            }
            assertThat(mean).isCloseTo(1, within(5 * deviation));
            for (int lag : new int[]{0, 1, 2, 3, 8, 64, 1024, 65536}) {
                double product = 0;
                double across = 0;
                for (int i = 0; i < COUNT; i++) {
                    int j = (i + lag) % COUNT;
                    product += (one[i] - 1) * (one[j] - 1) / COUNT;
                    across += (one[i] - 1) * (other[j] - 1) / COUNT;
                }
                double variance = probability / (1 - probability);
                double expected = lag == 0 ? variance : 0;
                assertThat(product).as("lag %d", lag).isCloseTo(expected, within(8 * variance / Math.sqrt(COUNT)));
                assertThat(across).as("lag %d", lag).isCloseTo(0, within(5 * variance / Math.sqrt(COUNT)));
            }
        }
    }
}
