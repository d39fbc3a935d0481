package org.isthmus.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Times pieces of work in turn: each gets a short turn in every round, and its median counts.
public final class Interleaved {
    private static final double NANO = 1e-9;
    /// Of this thread alone, so that a busy machine disturbs less.
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private Interleaved() {}

    /// The median processor time of one turn of each piece of work on this thread, s.
    ///
    /// @param warmUpRounds rounds that do not count, for compilers and caches
    /// @param rounds rounds that count, an odd number
    public static double[] medianSeconds(int warmUpRounds, int rounds, Runnable... works) {
        double[][] seconds = new double[works.length][rounds];
        for (int r = -warmUpRounds; r < rounds; r++) {
            for (int w = 0; w < works.length; w++) {
                long start = CLOCK.getCurrentThreadCpuTime();
                works[w].run();
                double took = (CLOCK.getCurrentThreadCpuTime() - start) * NANO;
                if (r >= 0) {
                    seconds[w][r] = took;
                }
            }
        }
        return Arrays.stream(seconds).mapToDouble(Interleaved::median).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
