package org.isthmus.learn.rl;

import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.task.VectorEnv;

/// Returns, lengths and successes of the episodes that ended last.
public final class EpisodeStatistics implements Saved {
    /// [capacity] of the last episodes, in a ring, as the two below
    private final double[] returns;
    private final double[] lengths;
    /// [capacity] 1 where the task was done
    private final double[] successes;
    private long count;

    EpisodeStatistics(int capacity) {
        returns = new double[capacity];
        lengths = new double[capacity];
        successes = new double[capacity];
    }

    /// Takes in the episodes that the last step ended.
    void add(VectorEnv env) {
        for (int w = 0; w < env.worlds(); w++) {
            if (env.terminated()[w] || env.truncated()[w]) {
                int at = (int) (count++ % returns.length);
                returns[at] = env.endedReturns()[w];
                lengths[at] = env.endedLengths()[w];
                successes[at] = env.succeeded()[w] ? 1 : 0;
            }
        }
    }

    /// Episodes ended so far.
    public long count() {
        return count;
    }

    /// Whether so many ended that they say something.
    public boolean isFull() {
        return count >= returns.length;
    }

    /// The share that succeeded, of the last ones.
    public double successRate() {
        return mean(successes);
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

    @Override
    public void save(SafeTensors out, String prefix) {
        out.put(prefix + "returns", returns).put(prefix + "lengths", lengths).put(prefix + "successes", successes)
                .put(prefix + "count", count);
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        System.arraycopy(from.doubles(prefix + "returns"), 0, returns, 0, returns.length);
        System.arraycopy(from.doubles(prefix + "lengths"), 0, lengths, 0, lengths.length);
        System.arraycopy(from.doubles(prefix + "successes"), 0, successes, 0, successes.length);
        count = from.longs(prefix + "count")[0];
    }
}
