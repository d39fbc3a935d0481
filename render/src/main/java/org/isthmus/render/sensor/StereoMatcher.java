package org.isthmus.render.sensor;

import java.util.Arrays;

import org.isthmus.model.image.Image;

/// Finds the disparity of a rectified pair of images by semi-global matching (Hirschmüller, "Stereo processing by semiglobal matching and
/// mutual information", PAMI 2008): differences of census transforms of 7 by 5 pixels, summed along 8 directions with small penalties for
/// small and large steps of disparity.
///
/// @param disparities that are tried: 0 to this less 1; at most [#MAX_DISPARITIES]
/// @param small penalty of a step of 1, bits of the census
/// @param large penalty of a larger step
/// @param uniqueness how much better the best must be than others that are no neighbours, as a part of it
/// @param maxDifference between the disparities of left and right that still agree, pixels
public record StereoMatcher(int disparities, int small, int large, double uniqueness, int maxDifference) {
    public static final int MAX_DISPARITIES = 512;
    public static final StereoMatcher DEFAULT = new StereoMatcher(64, 3, 20, 0.05, 1);
    /// The most pixels times disparities: 2 bytes each are kept, twice.
    public static final long MAX_COSTS = 1L << 28;
    private static final int HALF_WIDTH = 3;
    private static final int HALF_HEIGHT = 2;
    private static final int[][] DIRECTIONS = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}};

    /// @throws IllegalArgumentException when a number is out of its range
    public StereoMatcher {
        if (disparities < 2 || disparities > MAX_DISPARITIES || small < 0 || large < small || large > 1000
                || !(uniqueness >= 0)
                || maxDifference < 0) {
            throw new IllegalArgumentException(disparities + " disparities with penalties " + small + " and " + large
                    + ", expected 2 to " + MAX_DISPARITIES + " and 0 <= small <= large <= 1000");
        }
    }

    /// The disparity of every pixel of the left image, in pixels to the right one; NaN where none is certain.
    public float[] match(Image left, Image right) {
        if (left.width() != right.width() || left.height() != right.height()
                || (long) left.width() * left.height() * disparities > MAX_COSTS) {
            throw new IllegalArgumentException("images of " + left.width() + " by " + left.height() + " and "
                    + right.width() + " by " + right.height() + ", expected one size, and at most " + MAX_COSTS
                    + " pixels times disparities");
        }
        int width = left.width();
        int height = left.height();
        short[] costs = costs(census(left), census(right), width, height);
        short[] sums = new short[costs.length];
        for (int[] d : DIRECTIONS) {
            aggregate(costs, sums, width, height, d[0], d[1]);
        }
        int[] ofRight = bestOfRight(sums, width, height);
        float[] out = new float[width * height];
        for (int i = 0; i < out.length; i++) {
            out[i] = disparity(sums, ofRight, i, i % width);
        }
        return out;
    }

    /// For each pixel the signs of its neighbours' differences from it.
    private static long[] census(Image image) {
        int width = image.width();
        int height = image.height();
        int[] grey = new int[width * height];
        for (int i = 0; i < grey.length; i++) {
            int x = i % width;
            int y = i / width;
            grey[i] = image.channels() < 3 ? image.sample(x, y, 0)
                    : 2 * image.sample(x, y, 0) + 5 * image.sample(x, y, 1) + image.sample(x, y, 2);
        }
        long[] out = new long[grey.length];
        for (int i = 0; i < grey.length; i++) {
            long bits = 0;
            for (int dy = -HALF_HEIGHT; dy <= HALF_HEIGHT; dy++) {
                int row = Math.clamp(Math.floorDiv(i, width) + dy, 0, height - 1) * width;
                for (int dx = -HALF_WIDTH; dx <= HALF_WIDTH; dx++) {
                    int column = Math.clamp(i % width + dx, 0, width - 1);
                    bits = bits << 1 | (grey[row + column] < grey[i] ? 1 : 0);
                }
            }
            out[i] = bits;
        }
        return out;
    }

    /// [pixel][disparity] number of census bits that differ.
    private short[] costs(long[] left, long[] right, int width, int height) {
        short[] out = new short[width * height * disparities];
        for (int i = 0; i < left.length; i++) {
            for (int d = 0; d < disparities; d++) {
                int x = i % width - d;
                out[i * disparities + d] = (short) (x < 0 ? 35 : Long.bitCount(left[i] ^ right[i - d]));
            }
        }
        return out;
    }

    /// Adds the costs of the best paths along one direction (equation 13).
    private void aggregate(short[] costs, short[] sums, int width, int height, int dx, int dy) {
        int[] previous = new int[width * disparities];
        int[] present = new int[width * disparities];
        int[] least = new int[width];
        int[] presentLeast = new int[width];
        for (int row = 0; row < height; row++) {
            int y = dy < 0 ? height - 1 - row : row;
            for (int column = 0; column < width; column++) {
                int x = dx < 0 ? width - 1 - column : column;
                int fromX = x - dx;
                boolean inside = fromX >= 0 && fromX < width && (dy == 0 || row > 0);
                int[] before = dy == 0 ? present : previous;
                int lowest = inside ? (dy == 0 ? presentLeast : least)[fromX] : 0;
                presentLeast[x] = step(costs, sums, (y * width + x) * disparities, before,
                        inside ? fromX * disparities : -1, lowest, present, x * disparities);
            }
            if (dy != 0) {
                int[] swap = previous;
                previous = present;
                present = swap;
                int[] swapLeast = least;
                least = presentLeast;
                presentLeast = swapLeast;
            }
        }
    }

    private int step(short[] costs, short[] sums, int at, int[] before, int from, int lowest, int[] out, int to) {
        int least = Integer.MAX_VALUE;
        for (int d = 0; d < disparities; d++) {
            int path = costs[at + d];
            if (from >= 0) {
                int best = Math.min(before[from + d], lowest + large);
                best = d > 0 ? Math.min(best, before[from + d - 1] + small) : best;
                best = d + 1 < disparities ? Math.min(best, before[from + d + 1] + small) : best;
                path += best - lowest;
            }
            out[to + d] = path;
            least = Math.min(least, path);
            sums[at + d] += (short) path;
        }
        return least;
    }

    /// The best disparity of every pixel of the right image.
    private int[] bestOfRight(short[] sums, int width, int height) {
        int[] best = new int[width * height];
        int[] cost = new int[width * height];
        Arrays.fill(cost, Integer.MAX_VALUE);
        for (int i = 0; i < best.length; i++) {
            for (int d = 0; d < disparities && d <= i % width; d++) {
                int c = sums[i * disparities + d];
                if (c < cost[i - d]) {
                    cost[i - d] = c;
                    best[i - d] = d;
                }
            }
        }
        return best;
    }

    private float disparity(short[] sums, int[] ofRight, int pixel, int x) {
        int at = pixel * disparities;
        int best = 0;
        for (int d = 1; d < disparities && d <= x; d++) {
            best = sums[at + d] < sums[at + best] ? d : best;
        }
        for (int d = 0; d < disparities && d <= x; d++) {
            if (Math.abs(d - best) > 1 && sums[at + d] * (1 - uniqueness) < sums[at + best]) {
                return Float.NaN;
            }
        }
        if (Math.abs(ofRight[pixel - best] - best) > maxDifference) {
            return Float.NaN;
        }
        if (best == 0 || best + 1 >= disparities) {
            return best;
        }
        int a = sums[at + best - 1];
        int b = sums[at + best];
        int c = sums[at + best + 1];
        int bend = a - 2 * b + c;
        return best + (bend > 0 ? 0.5f * (a - c) / bend : 0);
    }
}
