package org.isthmus.testkit;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/// Measures the bytes that the calling thread allocates.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 40;
    /// A compiler that has to share its processor may need longer than the rounds take.
    private static final long PATIENCE_NANOS = 180_000_000_000L;

    private Allocation() {}

    /// Bytes allocated by the calling thread since it started.
    static long ofCurrentThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    static long ofThread(long id) {
        return THREADS.getThreadAllocatedBytes(id);
    }

    /// Bytes per run in the steady state: the least of up to 40 rounds of `runs` runs each. The first rounds are the warm-up, in
    /// which the compiler has yet to remove short-lived objects; it ends at the first round that allocates nothing.
    public static long bytesPerRun(int runs, Runnable body) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            least = Math.min(least, bytes(runs, body));
        }
        return Math.ceilDiv(least, runs);
    }

    /// Fails unless a run allocates nothing once it is compiled; waits three minutes for that, as on a busy machine the compiler is late.
    public static void assertNone(int runs, Runnable body) {
        assertNone(runs, PATIENCE_NANOS, body);
    }

    static void assertNone(int runs, long patienceNanos, Runnable body) {
        long start = System.nanoTime();
        long bytes = bytesPerRun(runs, body);
        while (bytes > 0 && System.nanoTime() - start < patienceNanos) {
            bytes = bytesPerRun(runs, body);
        }
        if (bytes > 0) {
            throw new AssertionError(bytes + " bytes allocated per run after warm-up, expected none");
        }
    }

    private static long bytes(int runs, Runnable body) {
        long before = ofCurrentThread();
        for (int i = 0; i < runs; i++) {
            body.run();
        }
        return ofCurrentThread() - before;
    }
}
