package org.isthmus.learn.rl;

import java.util.Arrays;

import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Ops;

/// Mean and variance of numbers that come in batches, one pair a column: Chan, Golub and LeVeque 1979, in a fixed order.
final class RunningMoments implements Saved {
    private static final float MOST = 10;

    private final int size;
    /// [size]
    private final double[] mean;
    /// [size] mean squared distance from the mean
    private final double[] variance;
    /// [size] whether what is normalised is more than 0
    private final boolean[] isSeen;
    private double count;

    RunningMoments(int size) {
        boolean[] all = new boolean[size];
        Arrays.fill(all, true);
        this(all);
    }

    /// @param isSeen [size] columns that are not become 0 when they are normalised
    RunningMoments(boolean[] isSeen) {
        this.isSeen = isSeen.clone();
        size = isSeen.length;
        mean = new double[size];
        variance = new double[size];
        Arrays.fill(variance, 1);
    }

    /// Takes rows in.
    ///
    /// @param rows [n][size]
    void add(float[] rows) {
        int n = rows.length / size;
        for (int c = 0; c < size; c++) {
            double sum = 0;
            for (int r = 0; r < n; r++) {
                sum += rows[r * size + c];
            }
            double batchMean = sum / n;
            double squares = 0;
            for (int r = 0; r < n; r++) {
                double d = rows[r * size + c] - batchMean;
                squares += d * d;
            }
            merge(c, batchMean, squares / n, n);
        }
        count += n;
    }

    private void merge(int c, double batchMean, double batchVariance, int n) {
        double delta = batchMean - mean[c];
        double total = count + n;
        mean[c] += delta * n / total;
        variance[c] = (variance[c] * count + batchVariance * n + delta * delta * count * n / total) / total;
    }

    /// (x − mean) / √(variance + 1e-8), cut to ±10.
    ///
    /// @param rows [n][size]
    /// @param out [n][size]
    void normalize(float[] rows, float[] out) {
        for (int c = 0; c < size; c++) {
            float m = (float) mean[c];
            float scale = (float) scale(c);
            for (int at = c; at < rows.length; at += size) {
                out[at] = Math.clamp((rows[at] - m) * scale, -MOST, MOST);
            }
        }
    }

    /// The same, in operations of a network.
    ///
    /// @param rows […, size]
    <T> T normalize(Ops<T> ops, T rows) {
        return normalize(ops, rows, 0, size);
    }

    /// The same of columns `from` to `to` − 1.
    ///
    /// @param rows […, to − from]
    <T> T normalize(Ops<T> ops, T rows, int from, int to) {
        float[] negatives = new float[to - from];
        float[] scales = new float[to - from];
        for (int c = from; c < to; c++) {
            negatives[c - from] = (float) -mean[c];
            scales[c - from] = (float) scale(c);
        }
        T centred = ops.add(rows, ops.constant(negatives, to - from));
        return ops.clamp(ops.multiply(centred, ops.constant(scales, to - from)), -MOST, MOST);
    }

    private double scale(int c) {
        return isSeen[c] ? 1 / Math.sqrt(variance[c] + 1e-8) : 0;
    }

    /// The square root of the variance of a column.
    double deviation(int column) {
        return Math.sqrt(variance[column] + 1e-8);
    }

    double[] mean() {
        return mean;
    }

    double[] variance() {
        return variance;
    }

    @Override
    public void save(SafeTensors out, String prefix) {
        out.put(prefix + "mean", mean).put(prefix + "variance", variance).put(prefix + "count", new double[]{count});
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        System.arraycopy(from.doubles(prefix + "mean"), 0, mean, 0, size);
        System.arraycopy(from.doubles(prefix + "variance"), 0, variance, 0, size);
        count = from.doubles(prefix + "count")[0];
    }
}
