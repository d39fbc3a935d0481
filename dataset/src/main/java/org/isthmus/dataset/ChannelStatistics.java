package org.isthmus.dataset;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Least, greatest, mean and deviation of each element of rows; those of two sets of rows combine to those of both.
///
/// Numbers that are none (NaN) make all but the count NaN. Means and deviations follow Chan, Golub and LeVeque, "Updating Formulae and a
/// Pairwise Algorithm for Computing Sample Variances", 1979, equations 1.5.
public final class ChannelStatistics {
    private static final long ROWS_AT_ONCE = 4096;

    private final long count;
    /// [numbers of a row] each, in the unit of the channel
    private final double[] min;
    private final double[] max;
    private final double[] mean;
    /// [numbers of a row] sums of squared distances from the mean
    private final double[] squares;

    private ChannelStatistics(long count, double[] min, double[] max, double[] mean, double[] squares) {
        this.count = count;
        this.min = min;
        this.max = max;
        this.mean = mean;
        this.squares = squares;
    }

    /// @param rows [count][size]
    public static ChannelStatistics of(double[] rows, int size) {
        int count = size == 0 ? 0 : rows.length / size;
        double[] min = new double[size];
        double[] max = new double[size];
        double[] mean = new double[size];
        double[] squares = new double[size];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < rows.length; i++) {
            int k = i % size;
            min[k] = Math.min(min[k], rows[i]);
            max[k] = Math.max(max[k], rows[i]);
            mean[k] += rows[i] / count;
        }
        for (int i = 0; i < rows.length; i++) {
            double d = rows[i] - mean[i % size];
            squares[i % size] += d * d;
        }
        return new ChannelStatistics(count, min, max, mean, squares);
    }

    /// Of all channels of numbers of an episode, by name.
    public static Map<String, ChannelStatistics> ofValues(Episode episode) {
        Map<String, ChannelStatistics> out = new TreeMap<>();
        for (Channel channel : episode.channels()) {
            long rows = channel.rows(episode.steps());
            for (long from = 0; from < rows && channel.role() == Channel.Role.VALUES; from += ROWS_AT_ONCE) {
                double[] values = episode.values(channel.name(), from, Math.min(from + ROWS_AT_ONCE, rows));
                out.merge(channel.name(), of(values, channel.rowSize()), ChannelStatistics::plus);
            }
        }
        return out;
    }

    /// Of both sets of rows.
    ///
    /// @throws IllegalArgumentException when rows have different sizes
    public ChannelStatistics plus(ChannelStatistics other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("statistics of " + size() + " and of " + other.size() + " elements");
        }
        long sum = count + other.count;
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        int size = size();
        ChannelStatistics out = new ChannelStatistics(sum, new double[size], new double[size], new double[size],
                new double[size]);
        for (int i = 0; i < size; i++) {
            double difference = other.mean[i] - mean[i];
            out.min[i] = Math.min(min[i], other.min[i]);
            out.max[i] = Math.max(max[i], other.max[i]);
            out.mean[i] = mean[i] + difference * other.count / sum;
            out.squares[i] = squares[i] + other.squares[i]
                    + difference * difference * ((double) count * other.count / sum);
        }
        return out;
    }

    /// Rows.
    public long count() {
        return count;
    }

    /// Elements of a row.
    public int size() {
        return min.length;
    }

    public double min(int element) {
        return min[element];
    }

    public double max(int element) {
        return max[element];
    }

    public double mean(int element) {
        return mean[element];
    }

    /// The standard deviation of the rows themselves (divided by their count).
    public double deviation(int element) {
        return Math.sqrt(squares[element] / count);
    }
}
