package org.isthmus.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.isthmus.core.progress.Cancellation;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelTest {
    private static final int[] THREADS = {1, 2, 7};

    @Test
    void everyIndexIsWorkedOnOnceForAwkwardSizesAndChunks() {
        for (int threads : THREADS) {
            try (Parallel pool = Parallel.of(threads)) {
                Property.check(1, 200, random -> {
                    int chunk = 1 + random.nextInt(9);
                    int n = Property.size(random, chunk, 100);
                    AtomicIntegerArray visits = new AtomicIntegerArray(n);
                    pool.run(n, chunk, (from, to) -> {
                        assertThat(to - from).isBetween(1, chunk);
                        for (int i = from; i < to; i++) {
                            visits.incrementAndGet(i);
                        }
                    });
                    for (int i = 0; i < n; i++) {
                        assertThat(visits.get(i)).isEqualTo(1);
                    }
                });
            }
        }
    }

    @Test
    void sumsHaveTheSameBitsOnAnyNumberOfThreads() {
        Property.check(2, 50, random -> {
            double[] numbers = Property.uniform(random, Property.size(random, 64, 5000), -1, 1);
            int chunk = 1 + random.nextInt(100);
            List<Double> sums = new ArrayList<>();
            for (int threads : THREADS) {
                try (Parallel pool = Parallel.of(threads)) {
                    sums.add(pool.sum(numbers.length, chunk, (from, to) -> sum(numbers, from, to)));
                }
            }
            assertThat(sums).containsOnly(sums.getFirst());
        });
    }

    private static double sum(double[] numbers, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += numbers[i];
        }
        return sum;
    }

    @Test
    void reductionKeepsTheOrderAndCombinesNeighbours() {
        try (Parallel pool = Parallel.of(2)) {
            assertThat(pool.reduce(0, 1, "", (from, to) -> "x", String::concat)).isEmpty();
            assertThat(pool.reduce(1, 1, "", (from, to) -> "0", String::concat)).isEqualTo("0");
            assertThat(pool.reduce(5, 1, "", (from, to) -> Integer.toString(from), (a, b) -> "(" + a + b + ")"))
                    .isEqualTo("(((01)(23))4)");
        }
    }

    @Test
    void theFirstFailureByIndexReachesTheCallerOnAnyNumberOfThreads() {
        for (int threads : THREADS) {
            try (Parallel pool = Parallel.of(threads)) {
                for (int trial = 0; trial < 50; trial++) {
                    assertThatThrownBy(() -> pool.run(100, 1, (from, to) -> {
                        if (from >= 40) {
                            throw new IllegalStateException("chunk " + from);
                        }
                    })).isInstanceOf(IllegalStateException.class).hasMessage("chunk 40");
                }
                assertThatThrownBy(() -> pool.run(1, 1, (from, to) -> {
                    throw new StackOverflowError();
                })).isInstanceOf(StackOverflowError.class);
                assertThat(pool.sum(10, 3, (from, to) -> to - from)).as("still of use").isEqualTo(10);
            }
        }
    }

    @Test
    void afterAFailureNoFurtherChunkIsBegun() {
        try (Parallel pool = Parallel.of(1)) {
            AtomicInteger begun = new AtomicInteger();
            assertThatThrownBy(() -> pool.run(100, 1, (from, to) -> {
                begun.incrementAndGet();
                throw new IllegalStateException("broken");
            })).hasMessage("broken").hasNoSuppressedExceptions();
            assertThat(begun).hasValue(1);
        }
    }

    @Test
    void cancellationStopsBetweenChunksAndIsReported() {
        for (int threads : THREADS) {
            try (Parallel pool = Parallel.of(threads)) {
                Cancellation cancellation = new Cancellation();
                AtomicInteger begun = new AtomicInteger();
                assertThatThrownBy(() -> pool.run(1000, 1, cancellation, (from, to) -> {
                    if (begun.incrementAndGet() >= 10) { // so that no thread goes on while another is about to cancel
                        cancellation.cancel("enough");
                    }
                })).isInstanceOf(CancellationException.class).hasMessage("cancelled: enough");
                assertThat(begun.get()).isBetween(10, 10 + threads);
            }
        }
    }

    @Test
    void aCancellationAfterTheLastChunkComesTooLate() {
        try (Parallel pool = Parallel.of(1)) {
            Cancellation cancellation = new Cancellation();
            pool.run(1, 1, cancellation, (from, to) -> cancellation.cancel("late"));
            assertThat(cancellation.isCancelled()).isTrue();
        }
    }

    @Test
    void nestedCallsEndAndAgree() {
        for (int threads : THREADS) {
            try (Parallel pool = Parallel.of(threads)) {
                double sum = pool.sum(20, 1, (a, b) -> pool.sum(20, 3, (c, d) -> pool.sum(10, 1, (e, f) -> a * c + e)));
                assertThat(sum).isEqualTo(20 * 7 * 45 + 190 * 63 * 10.0);
            }
        }
    }

    @Test
    void severalCallersShareAPool() throws InterruptedException {
        try (Parallel pool = Parallel.of(3)) {
            AtomicInteger right = new AtomicInteger();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                callers.add(Thread.ofPlatform().start(() -> {
                    for (int k = 0; k < 100; k++) {
                        right.addAndGet(pool.sum(100, 7, (from, to) -> to - from) == 100 ? 1 : 0);
                    }
                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(right).hasValue(400);
        }
    }

    @Test
    void theThreadsReallyWorkAtTheSameTime() {
        try (Parallel pool = Parallel.of(3)) {
            CountDownLatch together = new CountDownLatch(3);
            Set<String> names = ConcurrentHashMap.newKeySet();
            pool.run(3, 1, (from, to) -> {
                names.add(Thread.currentThread().getName());
                together.countDown();
                try {
                    together.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(names).hasSize(3).contains("parallel-1", "parallel-2", Thread.currentThread().getName());
        }
    }

    @Test
    void anInterruptOfTheCallerIsKept() {
        try (Parallel pool = Parallel.of(2)) {
            Thread.currentThread().interrupt();
            assertThat(pool.sum(100, 1, (from, to) -> 1)).isEqualTo(100);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Thread[] helper = new Thread[1];
        Parallel pool = Parallel.of(2);
        CountDownLatch both = new CountDownLatch(2);
        Thread caller = Thread.currentThread();
        pool.run(2, 1, (from, to) -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (!Thread.currentThread().equals(caller)) {
                helper[0] = Thread.currentThread();
            }
        });
        assertThat(helper[0].isDaemon()).isTrue();
        pool.close();
        assertThat(helper[0].join(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> pool.run(1, 1, (from, to) -> {})).hasMessage("this pool is closed");
    }

    @Test
    void impossibleArgumentsAreNamed() {
        assertThatThrownBy(() -> Parallel.of(0)).hasMessage("0 threads, expected 1 or more");
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> pool.run(-1, 1, (from, to) -> {})).hasMessage("range of -1 in chunks of 1, "
                    + "expected a length of 0 or more and chunks of 1 or more");
            assertThatThrownBy(() -> pool.sum(5, 0, (from, to) -> 0)).hasMessageContaining("in chunks of 0");
        }
    }
}
