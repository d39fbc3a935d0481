package org.isthmus.dataset.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.dataset.ChannelStatistics;

/// The actions of all episodes, in two passes: their ranges and changes first, then what is measured by these.
final class ActionScan {
    private static final int BINS = 24;
    /// Actions pile up at a limit where this share of all is exactly there.
    private static final double PILE = 0.01;
    /// Grippers that are open or shut are not clipped.
    private static final double TWO_VALUED = 0.98;

    private final int size;
    private ChannelStatistics values;
    private ChannelStatistics changes;
    private final List<Histogram.Counter> counters = new ArrayList<>();
    /// [size] the least and the greatest value so far, and how many rows are there
    private final double[] min;
    private final double[] max;
    private final long[] atMin;
    private final long[] atMax;

    ActionScan(int size) {
        this.size = size;
        values = ChannelStatistics.of(new double[0], size);
        changes = values;
        min = new double[size];
        max = new double[size];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        atMin = new long[size];
        atMax = new long[size];
    }

    /// The first pass over an episode.
    ///
    /// @param actions [steps][size], finite
    void measure(double[] actions) {
        values = values.plus(ChannelStatistics.of(actions, size));
        double[] steps = new double[Math.max(0, actions.length - size)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = actions[i + size] - actions[i];
        }
        changes = changes.plus(ChannelStatistics.of(steps, size));
        for (int i = 0; i < actions.length; i++) {
            int k = i % size;
            atMin[k] = actions[i] < min[k] ? 1 : atMin[k] + (actions[i] == min[k] ? 1 : 0);
            atMax[k] = actions[i] > max[k] ? 1 : atMax[k] + (actions[i] == max[k] ? 1 : 0);
            min[k] = Math.min(min[k], actions[i]);
            max[k] = Math.max(max[k], actions[i]);
        }
    }

    /// The second pass over an episode, after the first over all.
    ///
    /// @param actions [steps][size], finite
    void count(double[] actions) {
        while (counters.size() < size) {
            int k = counters.size();
            counters.add(new Histogram.Counter(min[k], max[k], min[k] < max[k] ? BINS : 1,
                    1));
        }
        for (int i = 0; i < actions.length; i++) {
            counters.get(i % size).add(0, actions[i]);
        }
    }

    /// Steps at which an action changed by more than so many deviations of all changes.
    int jumps(double[] actions, double deviations) {
        int jumps = 0;
        for (int at = size; at < actions.length; at += size) {
            boolean isJump = false;
            for (int k = 0; k < size; k++) {
                double change = Math.abs(actions[at + k] - actions[at + k - size] - changes.mean(k));
                isJump |= !isTwoValued(k) && change > deviations * changes.deviation(k);
            }
            jumps += isJump ? 1 : 0;
        }
        return jumps;
    }

    /// The longest run of steps with the same action.
    int frozen(double[] actions) {
        int longest = actions.length == 0 ? 0 : 1;
        int run = 1;
        for (int at = size; at < actions.length; at += size) {
            boolean isSame = true;
            for (int k = 0; k < size; k++) {
                isSame &= actions[at + k] == actions[at + k - size];
            }
            run = isSame ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// Steps at which a number was where actions pile up.
    int clipped(double[] actions) {
        int clipped = 0;
        for (int at = 0; at < actions.length; at += size) {
            boolean isClipped = false;
            for (int k = 0; k < size; k++) {
                isClipped |= pilesUp(k, atMin) && actions[at + k] == min[k]
                        || pilesUp(k, atMax) && actions[at + k] == max[k];
            }
            clipped += isClipped ? 1 : 0;
        }
        return clipped;
    }

    private boolean isTwoValued(int k) {
        return atMin[k] + atMax[k] >= TWO_VALUED * values.count();
    }

    private boolean pilesUp(int k, long[] counts) {
        return !isTwoValued(k) && counts[k] > 1 && counts[k] >= PILE * values.count();
    }

    /// The deviation of a number over all episodes.
    double deviation(int k) {
        return values.deviation(k);
    }

    List<ActionQuality> actions(List<String> labels) {
        List<ActionQuality> out = new ArrayList<>();
        for (int k = 0; k < size && values.count() > 0; k++) {
            out.add(new ActionQuality(labels.size() == size ? labels.get(k) : "actions[" + k + "]", min[k],
                    max[k], values.mean(k), values.deviation(k), counters.get(k).done(), pilesUp(k, atMin),
                    pilesUp(k, atMax)));
        }
        return out;
    }
}
