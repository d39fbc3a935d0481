package org.isthmus.core.parallel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

import org.isthmus.core.progress.Cancellation;
import org.jspecify.annotations.Nullable;

/// A pool of threads that works on ranges of indices, with results that do not depend on the number of threads.
///
/// `[0, n)` is cut into chunks `[0, chunk), [chunk, 2·chunk), …`; each is worked on once, by some thread, the caller's among
/// them. The body must write to places of its own range only. When chunks throw, the exception of the first of them (by index)
/// reaches the caller, once, after all running chunks ended: the same one on any number of threads. A body may call the pool again.
///
/// Choose chunks that take longer than a thread takes to wake, some tens of microseconds.
public final class Parallel implements AutoCloseable {
    private final int threads;
    /// What runs now, callers that called last at the end. Guarded by this, as is `closed`.
    private final List<Job> jobs = new ArrayList<>();
    private boolean closed;

    private Parallel(int threads) {
        this.threads = threads;
    }

    /// A pool of `threads` threads, the caller's counted; with 1 everything runs on the caller's.
    public static Parallel of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
        Parallel pool = new Parallel(threads);
        for (int i = 1; i < threads; i++) {
            Thread.ofPlatform().daemon().name("parallel-" + i).start(pool::helpUntilClosed);
        }
        return pool;
    }

    /// A pool with a thread for each processor of this machine.
    public static Parallel ofAllProcessors() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    public int threads() {
        return threads;
    }

    /// Work on the indices `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    public interface Body {
        void run(int from, int to);
    }

    /// A value of the indices `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    public interface Part<T> {
        T of(int from, int to);
    }

    /// A number of the indices `from` (inclusive) to `to` (exclusive).
    @FunctionalInterface
    public interface DoublePart {
        double of(int from, int to);
    }

    /// Runs `body` on every chunk of `[0, n)` and returns when all are done.
    public void run(int n, int chunk, Body body) {
        run(n, chunk, new Cancellation(), body);
    }

    /// As [#run(int, int, Body)], until `cancellation` asks to stop: then no chunk is begun any more.
    ///
    /// @throws java.util.concurrent.CancellationException when chunks were left out
    public void run(int n, int chunk, Cancellation cancellation, Body body) {
        Job job = new Job(n, chunk, chunks(n, chunk), cancellation, body);
        offer(job);
        job.help();
        withdraw(job);
        job.finish();
    }

    /// Combines the values of all chunks in a fixed order: neighbours first, then neighbours of these, and so on.
    ///
    /// @param identity the result for `n = 0`
    public <T> T reduce(int n, int chunk, T identity, Part<T> part, BinaryOperator<T> combine) {
        List<T> parts = new ArrayList<>(Collections.nCopies(chunks(n, chunk), identity));
        run(n, chunk, (from, to) -> parts.set(from / chunk, part.of(from, to)));
        for (int count = parts.size(); count > 1; count = Math.ceilDiv(count, 2)) {
            for (int i = 0; i < count / 2; i++) {
                parts.set(i, combine.apply(parts.get(2 * i), parts.get(2 * i + 1)));
            }
            if (count % 2 != 0) {
                parts.set(count / 2, parts.get(count - 1));
            }
        }
        return parts.isEmpty() ? identity : parts.getFirst();
    }

    /// The sum of the numbers of all chunks, in the order of [#reduce].
    public double sum(int n, int chunk, DoublePart part) {
        return reduce(n, chunk, 0.0, part::of, Double::sum);
    }

    /// Ends the threads once they are idle.
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private static int chunks(int n, int chunk) {
        if (n < 0 || chunk < 1) {
            throw new IllegalArgumentException("range of " + n + " in chunks of " + chunk
                    + ", expected a length of 0 or more and chunks of 1 or more");
        }
        return Math.ceilDiv(n, chunk);
    }

    private synchronized void offer(Job job) {
        if (closed) {
            throw new IllegalStateException("this pool is closed");
        }
        jobs.add(job);
        for (int i = 1; i < Math.min(threads, job.chunks); i++) {
            notify();
        }
    }

    private synchronized void withdraw(Job job) {
        jobs.remove(job);
    }

    private void helpUntilClosed() {
        for (Job job = await(); job != null; job = await()) {
            job.help();
        }
    }

    /// Waits for a job with chunks left, the innermost of nested ones first; null once the pool is closed.
    private synchronized @Nullable Job await() {
        while (true) {
            for (Job job : jobs.reversed()) {
                if (job.hasWork()) {
                    return job;
                }
            }
            if (closed) {
                return null;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // A body left its interrupt behind; these threads end by close only.
            }
        }
    }
}
