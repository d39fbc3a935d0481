package org.isthmus.task.space;

import java.util.Arrays;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.random.RandomStream;

/// Numbers between bounds, each bound of its own; either may be infinite.
///
/// @param low [size]
/// @param high [size]
public record Box(DoubleArray low, DoubleArray high) implements Space {
    /// @throws IllegalArgumentException when a low bound is above its high bound, or not a number
    public Box {
        if (low.length() != high.length()) {
            throw new IllegalArgumentException(
                    "bounds of " + low.length() + " and " + high.length() + " numbers, expected as many");
        }
        for (int i = 0; i < low.length(); i++) {
            if (!(low.get(i) <= high.get(i))) {
                throw new IllegalArgumentException(
                        "bounds " + low.get(i) + " and " + high.get(i) + " of number " + i + ", expected low <= high");
            }
        }
    }

    /// @param low [size]
    /// @param high [size]
    public static Box of(double[] low, double[] high) {
        return new Box(DoubleArray.wrap(low.clone()), DoubleArray.wrap(high.clone()));
    }

    /// The same bounds for all numbers.
    public static Box uniform(int size, double low, double high) {
        double[] lows = new double[size];
        double[] highs = new double[size];
        Arrays.fill(lows, low);
        Arrays.fill(highs, high);
        return of(lows, highs);
    }

    /// Numbers without bounds.
    public static Box unbounded(int size) {
        return uniform(size, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public int size() {
        return low.length();
    }

    @Override
    public boolean contains(float[] values, int at) {
        for (int i = 0; i < size(); i++) {
            float v = values[at + i];
            if (!(v >= (float) low.get(i) && v <= (float) high.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Uniform between two bounds; exponential from one; normal where there is none, as Gymnasium does it.
    @Override
    public void sample(RandomStream random, float[] out, int at) {
        for (int i = 0; i < size(); i++) {
            out[at + i] = (float) sample(random, low.get(i), high.get(i));
        }
    }

    private static double sample(RandomStream random, double low, double high) {
        boolean hasLow = low > Double.NEGATIVE_INFINITY;
        boolean hasHigh = high < Double.POSITIVE_INFINITY;
        if (hasLow && hasHigh) {
            return low + (high - low) * random.nextOpen();
        }
        if (hasLow) {
            return low + random.nextExponential();
        }
        return hasHigh ? high - random.nextExponential() : random.nextGaussian();
    }
}
