package org.isthmus.dataset.lerobot;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What LeRobot wants to know of a feature: least, greatest, mean, deviation, count and quantiles of each number of a frame; of images of each
/// colour, 0 to 1.
///
/// @param quantiles [QUANTILES][size]
record FeatureStatistics(double[] min, double[] max, double[] mean, double[] deviation, long count,
        double[][] quantiles,
        boolean isImage) {
    /// [5] shares of the numbers that are not larger
    static final double[] QUANTILES = {0.01, 0.1, 0.5, 0.9, 0.99};
    static final List<String> NAMES = List.of("min", "max", "mean", "std", "q01", "q10", "q50", "q90", "q99");
    private static final int LEVELS = 256;

    /// @param rows [count][size]
    static FeatureStatistics ofValues(double[] rows, int size) {
        int count = rows.length / size;
        FeatureStatistics out = empty(size, count, false);
        double[] column = new double[count];
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                column[i] = rows[i * size + k];
                sum += column[i];
            }
            out.mean[k] = sum / count;
            double squares = 0;
            for (double x : column) {
                squares += (x - out.mean[k]) * (x - out.mean[k]);
            }
            out.deviation[k] = Math.sqrt(squares / count);
            Arrays.sort(column);
            out.min[k] = column[0];
            out.max[k] = column[count - 1];
            for (int q = 0; q < QUANTILES.length; q++) {
                double at = QUANTILES[q] * (count - 1);
                int below = (int) at;
                double above = column[Math.min(below + 1, count - 1)];
                out.quantiles[q][k] = column[below] + (at - below) * (above - column[below]);
            }
        }
        return out;
    }

    private static FeatureStatistics empty(int size, long count, boolean isImage) {
        return new FeatureStatistics(new double[size], new double[size], new double[size], new double[size], count,
                new double[QUANTILES.length][size], isImage);
    }

    /// Counts of the values of each colour.
    static final class Histogram {
        private final long[][] counts = new long[3][LEVELS];
        private long images;

        Histogram() {}

        /// Adds every `stride`-th pixel of every `stride`-th row.
        void add(byte[] rgb, int width, int height, int stride) {
            images++;
            for (int y = 0; y < height; y += stride) {
                for (int x = 0; x < width; x += stride) {
                    for (int c = 0; c < 3; c++) {
                        counts[c][rgb[(y * width + x) * 3 + c] & 0xff]++;
                    }
                }
            }
        }

        FeatureStatistics statistics() {
            FeatureStatistics out = empty(3, images, true);
            for (int c = 0; c < 3; c++) {
                describe(counts[c], c, out);
            }
            return out;
        }

        private static void describe(long[] counts, int c, FeatureStatistics out) {
            long n = 0;
            double sum = 0;
            double squares = 0;
            for (int v = 0; v < LEVELS; v++) {
                n += counts[v];
                sum += (double) counts[v] * v;
                squares += (double) counts[v] * v * v;
            }
            double mean = sum / n;
            out.mean[c] = mean / 255;
            out.deviation[c] = Math.sqrt(Math.max(0, squares / n - mean * mean)) / 255;
            out.min[c] = value(counts, 0) / 255.0;
            out.max[c] = value(counts, n - 1) / 255.0;
            for (int q = 0; q < QUANTILES.length; q++) {
                double at = QUANTILES[q] * (n - 1);
                long below = (long) at;
                int low = value(counts, below);
                int high = value(counts, Math.min(below + 1, n - 1));
                out.quantiles[q][c] = (low + (at - below) * (high - low)) / 255;
            }
        }

        /// The value of a place in the sorted pixels.
        private static int value(long[] counts, long place) {
            long seen = 0;
            for (int v = 0; v < LEVELS; v++) {
                seen += counts[v];
                if (seen > place) {
                    return v;
                }
            }
            return LEVELS - 1;
        }
    }

    /// Of several episodes: means and deviations exactly; quantiles as LeRobot combines them, by their envelope.
    static FeatureStatistics of(List<FeatureStatistics> episodes) {
        FeatureStatistics first = episodes.getFirst();
        int size = first.min.length;
        long count = episodes.stream().mapToLong(FeatureStatistics::count).sum();
        FeatureStatistics out = empty(size, count, first.isImage);
        for (int k = 0; k < size; k++) {
            int i = k;
            out.min[k] = episodes.stream().mapToDouble(e -> e.min[i]).min().orElse(0);
            out.max[k] = episodes.stream().mapToDouble(e -> e.max[i]).max().orElse(0);
            double sum = 0;
            for (FeatureStatistics e : episodes) {
                sum += e.mean[k] * e.count;
            }
            out.mean[k] = sum / count;
            double squares = 0;
            for (FeatureStatistics e : episodes) {
                double d = e.mean[k] - out.mean[k];
                squares += e.count * (e.deviation[k] * e.deviation[k] + d * d);
            }
            out.deviation[k] = Math.sqrt(squares / count);
            for (int q = 0; q < QUANTILES.length; q++) {
                int quantile = q;
                var all = episodes.stream().mapToDouble(e -> e.quantiles[quantile][i]);
                out.quantiles[q][k] = QUANTILES[q] <= 0.5 ? all.min().orElse(0) : all.max().orElse(0);
            }
        }
        return out;
    }

    /// The numbers of a name of [#NAMES].
    double[] get(String name) {
        return switch (name) {
            case "min" -> min;
            case "max" -> max;
            case "mean" -> mean;
            case "std" -> deviation;
            default -> quantiles[NAMES.indexOf(name) - 4];
        };
    }

    /// @param hasQuantiles of version 3.0
    ObjectNode json(boolean hasQuantiles) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (String name : hasQuantiles ? NAMES : NAMES.subList(0, 4)) {
            ArrayNode array = out.putArray(name);
            for (double x : get(name)) {
                if (isImage) {
                    array.addArray().addArray().add(x);
                } else {
                    array.add(x);
                }
            }
        }
        out.putArray("count").add(count);
        return out;
    }

    /// As SQL has it: a list, or of images lists of lists.
    String sql(String name) {
        StringBuilder out = new StringBuilder("[");
        for (double x : get(name)) {
            String number = Double.isFinite(x) ? Double.toString(x) : "'" + x + "'::DOUBLE";
            out.append(out.length() > 1 ? ", " : "").append(isImage ? "[[" + number + "]]" : number);
        }
        return out.append(']').toString();
    }

    String sqlType() {
        return isImage ? "DOUBLE[][][]" : "DOUBLE[]";
    }
}
