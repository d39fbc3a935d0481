package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class TrigonometryTest {
    @Test
    void agreesWithStrictMath() {
        Property.check(1, 20_000, random -> {
            double x = random.nextBoolean() ? Property.awkwardFinite(random) : random.nextDouble(-10, 10);
            assertThat(Math.abs(Trigonometry.sin(x) - StrictMath.sin(x))).isLessThan(4e-16);
            assertThat(Math.abs(Trigonometry.cos(x) - StrictMath.cos(x))).isLessThan(4e-16);
        });
    }

    @Test
    void isExactAtZero() {
        assertThat(Trigonometry.sin(0)).isZero();
        assertThat(Trigonometry.cos(0)).isEqualTo(1);
    }

    @Test
    void allocatesNothing() {
        double[] sum = new double[1];
        Allocation.assertNone(50_000, () -> sum[0] = Trigonometry.sin(sum[0] + 1) + Trigonometry.cos(sum[0] - 2));
    }
}
