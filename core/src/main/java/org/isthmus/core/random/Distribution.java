package org.isthmus.core.random;

/// A distribution of a real number, as its quantile function: uniform numbers in, numbers of this distribution out, in the same
/// order (inverse transform sampling). Draw through [RandomStream#next(Distribution)].
@FunctionalInterface
public interface Distribution {
    /// The value that a part `p` of the probability lies below.
    ///
    /// @param p in the open interval (0, 1)
    double quantile(double p);

    /// Uniform in `[low, high]`.
    static Distribution uniform(double low, double high) {
        requireRange("uniform", low, high, low <= high);
        double width = high - low;
        return p -> Math.min(low + p * width, high);
    }

    /// Uniform in the logarithm, in `[low, high]` with `0 < low`: each factor of ten is as probable as the next.
    static Distribution logUniform(double low, double high) {
        requireRange("log-uniform", low, high, 0 < low && low <= high);
        double logLow = StrictMath.log(low);
        double width = StrictMath.log(high) - logLow;
        return p -> Math.clamp(StrictMath.exp(logLow + p * width), low, high);
    }

    /// Normal with the given mean and standard deviation.
    static Distribution normal(double mean, double deviation) {
        requireDeviation(mean, deviation, deviation >= 0);
        return p -> mean + deviation * Normal.quantile(p);
    }

    /// Normal, given that the number lies in `[low, high]`; `mean` and `deviation` are those before truncation. One bound may
    /// be infinite. The interval must reach within 37 deviations of the mean: beyond, its probability underflows.
    static Distribution truncatedNormal(double mean, double deviation, double low, double high) {
        requireDeviation(mean, deviation, deviation > 0);
        if (!(low < high)) {
            throw new IllegalArgumentException("truncated normal in [" + low + ", " + high + "], expected low < high");
        }
        if (low > mean) { // the mirror image: probabilities are exact in the lower tail only
            Distribution mirror = truncatedNormal(-mean, deviation, -high, -low);
            return p -> -mirror.quantile(1 - p);
        }
        double below = Normal.cdf((low - mean) / deviation);
        double inside = Normal.cdf((high - mean) / deviation) - below;
        if (!(inside >= Double.MIN_NORMAL)) {
            throw new IllegalArgumentException("truncated normal in [" + low + ", " + high + "] with mean " + mean
                    + " and deviation " + deviation + ", expected an interval within 37 deviations of the mean");
        }
        return p -> Math.clamp(mean + deviation * Normal.quantile(below + p * inside), low, high);
    }

    private static void requireRange(String name, double low, double high, boolean ordered) {
        if (!ordered || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(name + " in [" + low + ", " + high + "], expected finite bounds in order"
                    + (low <= 0 && name.startsWith("log") ? " above 0" : ""));
        }
    }

    private static void requireDeviation(double mean, double deviation, boolean inRange) {
        if (!inRange || !Double.isFinite(mean) || !Double.isFinite(deviation)) {
            throw new IllegalArgumentException("normal with mean " + mean + " and deviation " + deviation
                    + ", expected finite numbers and a positive deviation");
        }
    }
}
