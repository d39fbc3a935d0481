package org.isthmus.core.random;

/// A distribution over the indices 0 to n-1 with given weights. Draw through [RandomStream#next(Categorical)].
public final class Categorical {
    /// `[n]` sums of the weights up to and with each index.
    private final double[] cumulative;

    private Categorical(double[] cumulative) {
        this.cumulative = cumulative;
    }

    /// @param weights not negative, with a positive finite sum; they need not sum to 1
    public static Categorical of(double... weights) {
        double[] cumulative = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0)) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i] + ", expected 0 or more");
            }
            sum += weights[i];
            cumulative[i] = sum;
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the weights sum to " + sum + ", expected a positive finite sum");
        }
        return new Categorical(cumulative);
    }

    /// The first index whose cumulative weight exceeds the part `p` of the sum; it never has weight 0.
    int quantile(double p) {
        double sum = cumulative[cumulative.length - 1];
        double target = Math.min(p * sum, Math.nextDown(sum));
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
