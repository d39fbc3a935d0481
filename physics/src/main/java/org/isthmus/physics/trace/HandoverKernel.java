package org.isthmus.physics.trace;

/// A kernel that runs in plain form until HotSpot has compiled its vector form, which takes thousands of calls; before that, vectors
/// are fifty times slower than plain numbers. Both forms do the same to the same memory, bit by bit, so only the speed changes.
public final class HandoverKernel implements LaneKernel {
    private final LaneKernel plain;
    private final LaneKernel vector;
    private final int portCount;
    private volatile boolean isWarm;

    /// @param plain one lane after the other, on the memory of the vector form
    /// @param portCount ports of one call
    public HandoverKernel(LaneKernel plain, LaneKernel vector, int portCount) {
        this.plain = plain;
        this.vector = vector;
        this.portCount = portCount;
    }

    @Override
    public void run(LaneMemory state, int base, LaneMemory scratch, int[] ports, int from, int to) {
        (isWarm ? vector : plain).run(state, base, scratch, ports, from, to);
    }

    /// Whether the vector form runs.
    public boolean isWarm() {
        return isWarm;
    }

    /// Calls the vector form on memory that nobody needs until it is faster than the plain one, then hands over to it.
    void warmUp(LaneMemory state, LaneMemory scratch) {
        int[] ports = new int[portCount];
        int won = 0;
        for (int calls = 0; calls < WarmUp.MOST_CALLS && won < WarmUp.WINS; calls += WarmUp.TURN) {
            long fast = time(vector, state, scratch, ports);
            boolean isFaster = WarmUp.FACTOR * fast < time(plain, state, scratch, ports);
            won = calls > WarmUp.LEAST_CALLS && isFaster ? won + 1 : 0;
        }
        isWarm = true;
    }

    private static long time(LaneKernel kernel, LaneMemory state, LaneMemory scratch, int[] ports) {
        long start = System.nanoTime();
        for (int i = 0; i < WarmUp.TURN; i++) {
            kernel.run(state, 0, scratch, ports, 0, Math.max(1, ports.length));
        }
        return System.nanoTime() - start;
    }
}
