package org.isthmus.learn.rl;

import org.isthmus.task.VectorEnv;

/// Returns, lengths and successes of the episodes that ended last.
public final class EpisodeStatistics {
    /// [capacity] of the last episodes, in a ring, as the two below
    private final double[] returns;
    private final double[] lengths;
    private final boolean[] successes;
    private long count;

    EpisodeStatistics(int capacity) {
        returns = new double[capacity];
        lengths = new double[capacity];
        successes = new boolean[capacity];
    }

    /// Takes in the episodes that the last step ended.
    void add(VectorEnv env) {
        for (int w = 0; w < env.worlds(); w++) {
            if (env.terminated()[w] || env.truncated()[w]) {
                int at = (int) (count++ % returns.length);
                returns[at] = env.endedReturns()[w];
                lengths[at] = env.endedLengths()[w];
                successes[at] = env.succeeded()[w];
            }
        }
    }

    /// Episodes ended so far.
    public long count() {
        return count;
    }

    /// The share that succeeded, of the last ones.
    public double successRate() {
        int n = 0;
        for (int i = 0; i < size(); i++) {
            n += successes[i] ? 1 : 0;
        }
        return n / Math.max(1.0, size());
    }

    /// The mean sum of rewards of the last ones.
    public double meanReturn() {
        return mean(returns);
    }

    /// The mean number of control steps of the last ones.
    public double meanLength() {
        return mean(lengths);
    }

    private double mean(double[] values) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += values[i];
        }
        return sum / Math.max(1, size());
    }

    private int size() {
        return (int) Math.min(count, returns.length);
    }
}
