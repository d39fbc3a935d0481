package org.isthmus.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.isthmus.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class ChannelStatisticsTest {
    /// numpy: a = [[1, -2], [4, 0], [4, 5], [7, 1]]; a.min(0), a.max(0), a.mean(0), a.std(0)
    @Test
    void numbersAreThoseOfNumpy() {
        ChannelStatistics s = ChannelStatistics.of(new double[]{1, -2, 4, 0, 4, 5, 7, 1}, 2);
        assertThat(new double[]{s.min(0), s.max(0), s.mean(0), s.min(1), s.max(1), s.mean(1)})
                .containsExactly(1, 7, 4, -2, 5, 1);
        assertThat(s.deviation(0)).isCloseTo(2.1213203435596424, within(1e-15));
        assertThat(s.deviation(1)).isCloseTo(2.5495097567963922, within(1e-15));
        assertThat(s.count()).isEqualTo(4);
    }

    @Test
    void partsCombineToTheWhole() {
        RandomStream random = RandomStream.of(2);
        double[] rows = new double[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 1e3 + random.nextDouble(-1, 1) * i;
        }
        ChannelStatistics whole = ChannelStatistics.of(rows, 3);
        ChannelStatistics parts = ChannelStatistics.of(new double[0], 3);
        for (int[] part : new int[][]{{0, 3}, {3, 3}, {3, 150}, {150, 300}}) {
            parts = parts.plus(ChannelStatistics.of(Arrays.copyOfRange(rows, part[0], part[1]), 3));
        }
        assertThat(parts.count()).isEqualTo(100);
        for (int i = 0; i < 3; i++) {
            assertThat(parts.min(i)).isEqualTo(whole.min(i));
            assertThat(parts.max(i)).isEqualTo(whole.max(i));
            assertThat(parts.mean(i)).isCloseTo(whole.mean(i), within(1e-10));
            assertThat(parts.deviation(i)).isCloseTo(whole.deviation(i), within(1e-10));
        }
        assertThatThrownBy(() -> whole.plus(ChannelStatistics.of(rows, 2)))
                .hasMessage("statistics of 3 and of 2 elements");
    }
}
