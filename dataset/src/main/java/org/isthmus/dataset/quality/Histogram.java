package org.isthmus.dataset.quality;

import java.util.Arrays;
import java.util.List;

/// How often values fall into bins of equal width between the least and the greatest.
///
/// @param counts [kinds][bins]: kinds are told apart in one picture, such as successes and failures
public record Histogram(double min, double max, List<List<Long>> counts) {
    /// @param values [kind][value]; numbers that are none (NaN) and infinite ones are left out
    /// @param bins where all values are equal there is one bin
    public static Histogram of(double[][] values, int bins) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] kind : values) {
            for (double value : kind) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        Counter counter = new Counter(min, max, min < max ? bins : 1, values.length);
        for (int k = 0; k < values.length; k++) {
            for (double value : values[k]) {
                counter.add(k, value);
            }
        }
        return counter.done();
    }

    public int bins() {
        return counts.getFirst().size();
    }

    /// Of a bin, all kinds.
    public long count(int bin) {
        return counts.stream().mapToLong(kind -> kind.get(bin)).sum();
    }

    /// The share of bins with something in them.
    public double filled() {
        int filled = 0;
        for (int bin = 0; bin < bins(); bin++) {
            filled += count(bin) > 0 ? 1 : 0;
        }
        return (double) filled / bins();
    }

    /// Counts values of a range that is known.
    static final class Counter {
        private final double min;
        private final double max;
        /// [kinds][bins]
        private final long[][] counts;

        Counter(double min, double max, int bins, int kinds) {
            this.min = min;
            this.max = max;
            counts = new long[kinds][bins];
        }

        void add(int kind, double value) {
            if (value >= min && value <= max) {
                int bins = counts[kind].length;
                double place = max > min ? (value - min) / (max - min) * bins : 0;
                counts[kind][(int) Math.clamp(place, 0, bins - 1)]++;
            }
        }

        Histogram done() {
            return new Histogram(min, max,
                    Arrays.stream(counts).map(kind -> Arrays.stream(kind).boxed().toList()).toList());
        }
    }
}
