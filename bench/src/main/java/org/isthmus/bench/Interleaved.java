package org.isthmus.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Times pieces of work in turn: each gets a short turn in every round, and its median counts.
public final class Interleaved {
    private static final double NANO = 1e-9;
    /// A piece of work is warm when no round in a row was faster than the best by this factor.
    private static final double STEADY = 0.97;
    private static final int MOST_WARM_UP = 20;
    /// Of this thread alone, so that a busy machine disturbs less.
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private Interleaved() {}

    /// The median processor time of one turn of each piece of work on this thread, s.
    ///
    /// @param warmUpRounds rounds that do not count, for compilers and caches; more of them while the first piece still gets faster
    /// @param rounds rounds that count, an odd number
    public static double[] medianSeconds(int warmUpRounds, int rounds, Runnable... works) {
        warmUp(warmUpRounds, works);
        double[][] seconds = new double[works.length][rounds];
        for (int r = 0; r < rounds; r++) {
            for (int w = 0; w < works.length; w++) {
                seconds[w][r] = seconds(works[w]);
            }
        }
        return Arrays.stream(seconds).mapToDouble(Interleaved::median).toArray();
    }

    private static void warmUp(int rounds, Runnable[] works) {
        double best = Double.POSITIVE_INFINITY;
        int steady = 0;
        for (int r = 0; r < MOST_WARM_UP * rounds && (r < rounds || steady < rounds); r++) {
            double first = seconds(works[0]);
            steady = first < STEADY * best ? 0 : steady + 1;
            best = Math.min(best, first);
            for (int w = 1; w < works.length; w++) {
                works[w].run();
            }
        }
    }

    private static double seconds(Runnable work) {
        long start = CLOCK.getCurrentThreadCpuTime();
        work.run();
        return (CLOCK.getCurrentThreadCpuTime() - start) * NANO;
    }

    /// The middle of an odd number of values.
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
