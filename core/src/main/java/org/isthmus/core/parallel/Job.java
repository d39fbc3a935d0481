package org.isthmus.core.parallel;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.atomic.AtomicLong;

import org.isthmus.core.progress.Cancellation;
import org.jspecify.annotations.Nullable;

/// One range that is being worked on. Threads take its chunks in ascending order, so when chunk `k` fails all chunks below `k`
/// were taken before and will end: the first failure by index is always found.
///
/// The caller waits for threads that are inside [#help] only, never for one that has yet to come: so calls can nest, and a busy
/// pool holds nobody up.
final class Job {
    final int chunks;

    private final int n;
    private final int chunk;
    private final Cancellation cancellation;
    private final Parallel.Body body;
    /// A long: every thread counts once beyond the last chunk.
    private final AtomicLong next = new AtomicLong();
    private volatile boolean stopped;

    // Guarded by this.
    private int helping;
    private boolean finished;
    private int failedChunk = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Job(int n, int chunk, int chunks, Cancellation cancellation, Parallel.Body body) {
        this.n = n;
        this.chunk = chunk;
        this.chunks = chunks;
        this.cancellation = cancellation;
        this.body = body;
    }

    /// Works on chunks until none is left.
    void help() {
        if (!enter()) {
            return;
        }
        try {
            while (hasWork()) {
                long k = next.getAndIncrement();
                if (k < chunks) {
                    work((int) k);
                }
            }
        } finally {
            leave();
        }
    }

    boolean hasWork() {
        return !stopped && next.get() < chunks && !cancellation.isCancelled();
    }

    private void work(int k) {
        int from = k * chunk;
        try {
            body.run(from, Math.min(n - from, chunk) + from);
        } catch (Throwable t) {
            fail(k, t);
        }
    }

    private synchronized void fail(int k, Throwable t) {
        stopped = true;
        if (k < failedChunk) {
            failedChunk = k;
            failure = t;
        }
    }

    private synchronized boolean enter() {
        if (!finished) {
            helping++;
        }
        return !finished;
    }

    private synchronized void leave() {
        helping--;
        notifyAll();
    }

    /// Waits for the others, then throws what went wrong.
    void finish() {
        awaitHelpers();
        switch (failure) {
            case null -> checkComplete();
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new UndeclaredThrowableException(failure);
        }
    }

    private void checkComplete() {
        if (next.get() < chunks) {
            cancellation.check();
        }
    }

    /// Not interruptible: the others write to what the caller owns. The interrupt is kept for the caller.
    private synchronized void awaitHelpers() {
        finished = true;
        boolean interrupted = false;
        while (helping > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
