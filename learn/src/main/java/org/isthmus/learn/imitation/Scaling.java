package org.isthmus.learn.imitation;

import java.util.List;

import org.isthmus.dataset.ChannelStatistics;
import org.isthmus.learn.network.Ops;

/// What makes numbers of a channel about as large as 1: (x − offset) · factor, number by number.
///
/// @param offset [size]
/// @param factor [size]
public record Scaling(float[] offset, float[] factor) {
    /// Deviations below this are taken for this: numbers that hardly change are not blown up.
    private static final double LEAST_DEVIATION = 1e-2;
    /// Ranges below this are taken for no change.
    private static final double LEAST_RANGE = 1e-4;

    /// To mean 0 and deviation 1.
    public static Scaling standard(ChannelStatistics statistics) {
        Scaling scaling = new Scaling(new float[statistics.size()], new float[statistics.size()]);
        for (int i = 0; i < statistics.size(); i++) {
            scaling.offset[i] = (float) statistics.mean(i);
            scaling.factor[i] = (float) (1 / Math.max(statistics.deviation(i), LEAST_DEVIATION));
        }
        return scaling;
    }

    /// To −1 … 1; numbers that do not change, to 0.
    public static Scaling range(ChannelStatistics statistics) {
        Scaling scaling = new Scaling(new float[statistics.size()], new float[statistics.size()]);
        for (int i = 0; i < statistics.size(); i++) {
            double range = statistics.max(i) - statistics.min(i);
            scaling.offset[i] = (float) ((statistics.max(i) + statistics.min(i)) / 2);
            scaling.factor[i] = range < LEAST_RANGE ? 1 : (float) (2 / range);
        }
        return scaling;
    }

    /// The same for numbers that are looked at; the others become 0.
    ///
    /// @param isSeen [size]
    Scaling of(List<Boolean> isSeen) {
        float[] seen = factor.clone();
        for (int i = 0; i < seen.length; i++) {
            seen[i] = isSeen.get(i) ? seen[i] : 0;
        }
        return new Scaling(offset, seen);
    }

    /// @param x […, size]
    public <T> T apply(Ops<T> ops, T x) {
        return ops.multiply(ops.subtract(x, ops.constant(offset, offset.length)), ops.constant(factor, factor.length));
    }

    /// The way back.
    ///
    /// @param x […, size]
    public <T> T undo(Ops<T> ops, T x) {
        return ops.add(ops.divide(x, ops.constant(factor, factor.length)), ops.constant(offset, offset.length));
    }
}
