package org.isthmus.task.observation;

import org.isthmus.task.signal.Signal;

/// A signal as a learner sees it: `clamp(scale·(signal + noise), ±clip)`, some control steps late.
///
/// @param name in tables and specifications
/// @param noise standard deviation, in the signal's unit; normal, new in each step
/// @param delay control steps
/// @param clip in the scaled unit; infinite: none
public record Observation<S extends Signal>(String name, S signal, double scale, double noise, int delay, double clip) {
    /// @throws IllegalArgumentException when a number is out of its range
    public Observation {
        if (!(noise >= 0) || delay < 0 || delay > 1000 || !(clip > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("observation '" + name + "' with scale " + scale + ", noise " + noise
                    + ", delay " + delay + ", clip " + clip
                    + "; expected a finite scale, noise of 0 or more, a delay of 0 to 1000 steps, a clip above 0");
        }
    }

    /// A signal as it is.
    public static <S extends Signal> Observation<S> of(String name, S signal) {
        return new Observation<>(name, signal, 1, 0, 0, Double.POSITIVE_INFINITY);
    }

    public Observation<S> scaled(double other) {
        return new Observation<>(name, signal, other, noise, delay, clip);
    }

    public Observation<S> noisy(double other) {
        return new Observation<>(name, signal, scale, other, delay, clip);
    }

    public Observation<S> late(int steps) {
        return new Observation<>(name, signal, scale, noise, steps, clip);
    }

    public Observation<S> clipped(double other) {
        return new Observation<>(name, signal, scale, noise, delay, other);
    }
}
