package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.isthmus.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class RunningMomentsTest {
    @Test
    void inBatchesAsAllAtOnce() {
        RandomStream stream = RandomStream.of(5);
        float[] all = new float[60];
        for (int i = 0; i < all.length; i++) {
            all[i] = (float) (3 + i % 2 + 2 * stream.nextGaussian());
        }
        RunningMoments moments = new RunningMoments(2);
        moments.add(Arrays.copyOfRange(all, 0, 10));
        moments.add(Arrays.copyOfRange(all, 10, 60));
        for (int c = 0; c < 2; c++) {
            double mean = 0;
            double square = 0;
            for (int i = c; i < 60; i += 2) {
                mean += all[i] / 30;
                square += all[i] * all[i] / 30;
            }
            assertThat(moments.mean()[c]).isCloseTo(mean, within(1e-5));
            assertThat(moments.variance()[c]).isCloseTo(square - mean * mean, within(1e-4));
        }
    }

    @Test
    void normalizedNumbersHaveMeanZeroAndVarianceOneAndAreCut() {
        RunningMoments moments = new RunningMoments(1);
        float[] rows = {1, 2, 3, 4};
        moments.add(rows);
        float[] out = new float[4];
        moments.normalize(rows, out);
        float unit = (float) (1 / Math.sqrt(1.25));
        assertThat(out).containsExactly(new float[]{-1.5f * unit, -0.5f * unit, 0.5f * unit, 1.5f * unit},
                within(1e-5f));
        moments.normalize(new float[]{1e6f, -1e6f, 2.5f, 2.5f}, out);
        assertThat(out).containsExactly(new float[]{10, -10, 0, 0}, within(1e-5f));
    }
}
