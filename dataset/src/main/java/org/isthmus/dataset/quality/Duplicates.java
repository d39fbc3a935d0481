package org.isthmus.dataset.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds episodes whose actions are nearly the same: resampled to so many moments, in units of their deviations.
final class Duplicates {
    private static final int MOMENTS = 16;
    /// Root mean square distance under which episodes count as the same.
    private static final double NEAR = 0.02;
    /// Lengths differ by less than this share.
    private static final double SAME_LENGTH = 0.05;
    /// Episodes that are compared at most: the first of the store.
    static final int MAX_EPISODES = 20_000;

    private final List<Signature> all = new ArrayList<>();

    Duplicates() {}

    /// @param mean of `values`, by which episodes that may be near are found
    /// @param values [MOMENTS][size]
    private record Signature(long number, long steps, double mean, float[] values) {}

    /// Two episodes that are nearly the same.
    ///
    /// @param distance root mean square, in deviations of the actions
    record Pair(long first, long second, double distance) {}

    /// @param actions [steps][size], one step at least
    void add(long number, double[] actions, int size, ActionScan scan) {
        int steps = actions.length / size;
        if (all.size() >= MAX_EPISODES) {
            return;
        }
        float[] values = new float[MOMENTS * size];
        double sum = 0;
        for (int m = 0; m < MOMENTS; m++) {
            int step = (int) Math.rint((double) m * (steps - 1) / (MOMENTS - 1));
            for (int k = 0; k < size; k++) {
                double unit = scan.deviation(k);
                values[m * size + k] = (float) (unit > 0 ? actions[step * size + k] / unit : 0);
                sum += values[m * size + k];
            }
        }
        all.add(new Signature(number, steps, sum / values.length, values));
    }

    /// Each episode with the first that it is like.
    List<Pair> find() {
        List<Signature> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(Signature::mean).thenComparingLong(Signature::number));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Signature a = sorted.get(i);
            for (int k = i + 1; k < sorted.size() && sorted.get(k).mean() - a.mean() <= NEAR; k++) {
                Signature b = sorted.get(k);
                double distance = distance(a, b);
                if (distance < NEAR && Math.abs(a.steps() - b.steps()) <= SAME_LENGTH * a.steps()) {
                    pairs.add(new Pair(Math.min(a.number(), b.number()), Math.max(a.number(), b.number()), distance));
                    break; // a chain of them is enough
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::first).thenComparingLong(Pair::second));
        return pairs;
    }

    private static double distance(Signature a, Signature b) {
        double sum = 0;
        for (int i = 0; i < a.values().length; i++) {
            double d = a.values()[i] - b.values()[i];
            sum += d * d;
        }
        return Math.sqrt(sum / a.values().length);
    }
}
