package org.isthmus.physics.trace;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Warms vector kernels up on one thread beside the work, for all batches in turn.
public final class WarmUp {
    static final int TURN = 50;
    /// Vectors take over when they were so many times as fast as plain numbers in so many turns in a row: while some parts are compiled and
    /// others are not, times go up and down.
    static final double FACTOR = 1.5;
    static final int WINS = 4;
    /// HotSpot's second compiler looks at methods that were called so often.
    static final int LEAST_CALLS = 600;
    /// By then a kernel is compiled, whatever the clock says.
    static final int MOST_CALLS = 60_000;

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "isthmus-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });

    private WarmUp() {}

    /// Hands kernels over to their vector forms, one after the other, as soon as these are fast.
    ///
    /// @param stateLength numbers of a block of worlds
    /// @param scratchLength numbers of a thread's scratch memory
    public static void start(List<HandoverKernel> kernels, Precision precision, int stateLength, int scratchLength) {
        THREAD.execute(() -> {
            LaneMemory state = new LaneMemory(precision, stateLength);
            LaneMemory scratch = new LaneMemory(precision, scratchLength);
            for (HandoverKernel kernel : kernels) {
                kernel.warmUp(state, scratch);
            }
        });
    }
}
