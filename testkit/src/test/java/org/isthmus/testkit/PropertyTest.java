package org.isthmus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PropertyTest {
    @Test
    void sameSeedGivesTheSameCases() {
        assertThat(cases(5, null)).isEqualTo(cases(5, null)).doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(cases(6, null));
    }

    @Test
    void aSelectedTrialSeesWhatItSawInTheLoop() {
        assertThat(cases(5, "5:17")).containsExactly(cases(5, null).get(17));
    }

    @Test
    void aSelectionForAnotherSeedChangesNothing() {
        assertThat(cases(5, "6:17")).isEqualTo(cases(5, null));
    }

    @Test
    void failureNamesSeedAndTrialAndHowToRepeatIt() {
        assertThatThrownBy(() -> Property.check(9, 100, random -> assertThat(random.nextInt(10)).isNotEqualTo(3)))
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "(?s)trial \\d+ of seed 9 failed; re-run it alone with -Disthmus.property=9:\\d+\n.*")
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void anAbortedTrialSkipsTheTest() {
        assertThatThrownBy(() -> Property.check(1, 1, random -> {
            throw new TestAbortedException("no data");
        })).isInstanceOf(TestAbortedException.class);
    }

    @Test
    void sizesCoverTheEdgesOfLanesAndStayWithinTheMaximum() {
        List<Integer> sizes = new ArrayList<>();
        Property.check(2, 400, random -> sizes.add(Property.size(random, 8, 40)));
        assertThat(sizes).contains(0, 1, 7, 8, 9, 15, 16, 17).allSatisfy(n -> assertThat(n).isBetween(0, 40));
    }

    @Test
    void awkwardNumbersHoldZeroesSubnormalsAndNotFinite() {
        List<Double> numbers = new ArrayList<>();
        Property.check(3, 2000, random -> numbers.add(Property.awkward(random)));
        assertThat(numbers).contains(-0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY);
        Property.check(4, 2000, random -> assertThat(Property.awkwardFinite(random)).isFinite());
    }

    private static List<Long> cases(long seed, @Nullable String selected) {
        List<Long> cases = new ArrayList<>();
        Property.check(seed, 50, random -> cases.add(random.nextLong()), selected);
        return cases;
    }
}
