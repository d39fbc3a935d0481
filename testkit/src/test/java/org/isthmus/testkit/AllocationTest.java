package org.isthmus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllocationTest {
    private double sum;
    private Object kept = "";

    @Test
    void plainArithmeticAllocatesNothing() {
        Allocation.assertNone(1000, () -> sum += 1);
        assertThat(sum).isPositive();
    }

    @Test
    void aKeptArrayIsCounted() {
        assertThat(Allocation.bytesPerRun(1000, () -> kept = new byte[1000])).isBetween(1000L, 1100L);
        assertThat(kept).isNotEqualTo("");
        assertThatThrownBy(() -> Allocation.assertNone(10, 0, () -> kept = new byte[1000]))
                .hasMessageMatching("10\\d\\d bytes allocated per run after warm-up, expected none");
    }
}
