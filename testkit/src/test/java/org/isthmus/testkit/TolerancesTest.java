package org.isthmus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.testkit.Tolerances.assertClose;
import static org.isthmus.testkit.Tolerances.close;

import org.junit.jupiter.api.Test;

class TolerancesTest {
    @Test
    void isAbsoluteBelowOneAndRelativeAbove() {
        assertThat(close(0, 9e-10, Tolerances.TIGHT)).isTrue();
        assertThat(close(0, 2e-9, Tolerances.TIGHT)).isFalse();
        assertThat(close(1e6, 1e6 + 9e-4, Tolerances.TIGHT)).isTrue();
        assertThat(close(1e6, 1e6 + 2e-3, Tolerances.TIGHT)).isFalse();
    }

    @Test
    void whatIsNotFiniteIsCloseToItselfOnly() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(close(Double.NaN, Double.NaN, 1)).isTrue();
        assertThat(close(inf, inf, 1)).isTrue();
        assertThat(close(Double.NaN, 0, 1)).isFalse();
        assertThat(close(inf, 1e308, 1)).isFalse();
        assertThat(close(inf, -inf, 1)).isFalse();
    }

    @Test
    void exactMeansTheSameValue() {
        assertThatCode(() -> assertClose(0.0, -0.0, Tolerances.EXACT)).doesNotThrowAnyException();
        assertThat(close(1, Math.nextUp(1.0), Tolerances.EXACT)).isFalse();
    }

    @Test
    void failureNamesTheWorstElement() {
        assertThatThrownBy(() -> assertClose(new double[]{1, 2, 3}, new double[]{1, 2.5, 3.25}, Tolerances.TIGHT))
                .hasMessage("2 of 3 elements differ; the worst is [1] = 2.0, expected 2.5, difference 0.5, "
                        + "allowed 1.0E-9 absolute or 1.0E-9 relative");
        assertThatThrownBy(() -> assertClose(new float[]{1}, new float[]{}, 1)).hasMessage("length 1, expected 0");
    }

    @Test
    void notANumberIsTheWorst() {
        assertThatThrownBy(() -> assertClose(new double[]{9, Double.NaN}, new double[]{1, 1}, Tolerances.TIGHT))
                .hasMessageContaining("worst is [1] = NaN");
    }
}
