package org.isthmus.core.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.isthmus.core.parallel.Parallel;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ManualTime time = new ManualTime();
    private final Cancellation cancellation = new Cancellation();
    private final List<Progress> heard = new ArrayList<>();

    private Progress start(long total) {
        return Progress.start("scale", total, cancellation, heard::add, time);
    }

    @Test
    void rateAndRemainingTimeFollowTheMeanSoFar() {
        Progress task = start(100);
        assertThat(task.rate()).isZero();
        assertThat(task.remaining()).isEmpty();
        time.forward(4);
        task.advance(20);
        assertThat(task.rate()).isEqualTo(5);
        assertThat(task.fraction()).hasValue(0.2);
        assertThat(task.remaining()).contains(Duration.ofSeconds(16));
        assertThat(task.elapsed()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void whatAnEarlierRunDidCountsAsDoneButNotTowardsTheRate() {
        Progress task = start(100);
        task.resumeFrom(60);
        assertThat(task.remaining()).isEmpty();
        time.forward(2);
        task.advance(20);
        assertThat(task.done()).isEqualTo(80);
        assertThat(task.rate()).isEqualTo(10);
        assertThat(task.remaining()).contains(Duration.ofSeconds(2));
    }

    @Test
    void anUnknownTotalHasNoFractionUntilItIsKnown() {
        Progress task = start(Progress.UNKNOWN);
        task.advance(3);
        assertThat(task.fraction()).isEmpty();
        assertThat(task.remaining()).isEmpty();
        task.total(6);
        assertThat(task.fraction()).hasValue(0.5);
        assertThat(start(0).fraction()).hasValue(1);
        assertThatThrownBy(() -> task.total(-2)).hasMessage("total -2, expected 0 or more, or UNKNOWN");
    }

    @Test
    void aSubTaskIsOneUnitOfItsParent() {
        Progress task = start(2);
        try (Progress first = task.sub("first", 10)) {
            first.advance(5);
            assertThat(task.fraction()).hasValue(0.25);
            assertThat(task.openSubTasks()).containsExactly(first);
            assertThat(first.root()).isSameAs(task);
            try (Progress inner = first.sub("inner", 4)) {
                inner.advance(2);
                assertThat(task.fraction()).hasValue(0.275);
            }
        }
        assertThat(task.done()).isEqualTo(1);
        assertThat(task.openSubTasks()).isEmpty();
        task.sub("second", Progress.UNKNOWN).close();
        assertThat(task.fraction()).hasValue(1);
    }

    @Test
    void closingTwiceCountsOnce() {
        Progress task = start(3);
        Progress sub = task.sub("one", 1);
        sub.close();
        sub.close();
        assertThat(task.done()).isEqualTo(1);
        assertThat(sub.isClosed()).isTrue();
    }

    @Test
    void theListenerHearsEveryChange() {
        Progress task = start(5);
        Progress sub = task.sub("sub", 1);
        sub.advance(1);
        task.message("grasp");
        sub.close();
        task.close();
        assertThat(heard).containsExactly(task, sub, sub, task, sub, task);
        assertThat(task.message()).isEqualTo("grasp");
        assertThat(task.name()).isEqualTo("scale");
    }

    @Test
    void cancellationReachesSubTasks() {
        Progress sub = start(5).sub("sub", 1);
        cancellation.cancel("Ctrl-C");
        assertThatThrownBy(sub::checkCancelled).isInstanceOf(CancellationException.class)
                .hasMessage("cancelled: Ctrl-C");
        assertThat(sub.cancellation()).isSameAs(cancellation);
    }

    @Test
    void manyThreadsAdvanceOneTask() {
        Progress task = Progress.silent();
        try (Parallel pool = Parallel.of(4)) {
            pool.run(1000, 10, (from, to) -> {
                try (Progress sub = task.sub("part", to - from)) {
                    sub.advance(to - from);
                }
                task.advance(to - from);
            });
        }
        assertThat(task.done()).isEqualTo(1100);
        assertThat(task.openSubTasks()).isEmpty();
    }
}
