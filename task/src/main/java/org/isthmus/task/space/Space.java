package org.isthmus.task.space;

import org.isthmus.core.random.RandomStream;

/// The set of values that an observation or an action of one world can have; the meaning is that of Gymnasium's spaces.
public sealed interface Space permits Box, Discrete {
    /// Numbers of one value.
    int size();

    /// Whether a value is one of the space.
    ///
    /// @param values [.., size]
    /// @param at the first of its numbers
    boolean contains(float[] values, int at);

    /// Draws a value, uniform where the space is bounded.
    ///
    /// @param out [.., size]
    void sample(RandomStream random, float[] out, int at);
}
