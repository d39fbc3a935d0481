package org.isthmus.physics.trace;

import java.util.Arrays;
import java.util.List;

/// Kernel calls that are listed while the program runs, and run as often as wanted. Allocates only to grow.
public final class CallList {
    private static final int RUN = 3;
    private int[] ports = new int[64];
    private int portCount;
    /// Runs of calls of one kernel: kernel, first port, end of ports.
    private int[] runs = new int[RUN * 16];
    private int runCount;

    public CallList() {}

    /// Forgets all calls.
    public void clear() {
        portCount = 0;
        runCount = 0;
    }

    public boolean isEmpty() {
        return runCount == 0;
    }

    /// Begins a call of a kernel of the list that [#run] gets; its ports follow.
    public CallList call(int kernel) {
        int last = RUN * (runCount - 1);
        if (runCount > 0 && runs[last] == kernel) {
            return this;
        }
        if (runs.length < RUN * (runCount + 1)) {
            runs = Arrays.copyOf(runs, 2 * runs.length);
        }
        runs[RUN * runCount] = kernel;
        runs[RUN * runCount + 1] = portCount;
        runs[RUN * runCount + 2] = portCount;
        runCount++;
        return this;
    }

    /// Adds a port to the call that was begun last.
    public CallList port(int slot) {
        if (portCount == ports.length) {
            ports = Arrays.copyOf(ports, 2 * ports.length);
        }
        ports[portCount++] = slot;
        runs[RUN * (runCount - 1) + 2] = portCount;
        return this;
    }

    /// Adds ports to the call that was begun last, or those of several calls.
    public CallList ports(int[] slots) {
        if (ports.length < portCount + slots.length) {
            ports = Arrays.copyOf(ports, 2 * (portCount + slots.length));
        }
        System.arraycopy(slots, 0, ports, portCount, slots.length);
        portCount += slots.length;
        runs[RUN * (runCount - 1) + 2] = portCount;
        return this;
    }

    /// Runs all calls in order.
    public void run(List<LaneKernel> kernels, LaneMemory state, int base, LaneMemory scratch) {
        for (int r = 0; r < runCount; r++) {
            kernels.get(runs[RUN * r]).run(state, base, scratch, ports, runs[RUN * r + 1], runs[RUN * r + 2]);
        }
    }
}
