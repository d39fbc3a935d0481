package org.isthmus.learn.policy;

/// Something learned that acts in many worlds.
///
/// What it does in a world depends on that world only, to the rounding of sums, whose order a batch may change.
public interface Policy extends AutoCloseable {
    /// What it takes and gives.
    PolicySpec spec();

    /// Chooses the actions of all worlds.
    ///
    /// @param actions [worlds][size] out
    void act(Observations observations, float[] actions);

    /// Forgets what was before in some worlds, as an episode begins there.
    ///
    /// @param seeds [worlds] of what is drawn in an episode, by policies that sample
    /// @param mask [worlds] which
    void reset(long[] seeds, boolean[] mask);

    @Override
    void close();
}
