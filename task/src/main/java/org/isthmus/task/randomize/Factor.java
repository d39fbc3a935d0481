package org.isthmus.task.randomize;

/// Something that is drawn anew for each episode, or at intervals within it.
///
/// @param kind whether the right actions depend on it
/// @param sampler draws its numbers
/// @param target what they do
/// @param interval s between draws within an episode; 0: one draw per episode
public record Factor(String name, Kind kind, Sampler sampler, Target target, double interval) {
    /// Whether the right actions depend on a factor (DexSim 4.3).
    public enum Kind {
        /// Action-invariant: it changes what is seen, never what should be done.
        AI,
        /// Semantic-aware: it changes what should be done.
        SA
    }

    /// @throws IllegalArgumentException when the interval is negative
    public Factor {
        if (!(interval >= 0)) {
            throw new IllegalArgumentException(
                    "factor '" + name + "' with an interval of " + interval + " s, expected 0 or more");
        }
    }

    /// A factor that changes what should be done, drawn once per episode.
    public static Factor semantic(String name, Sampler sampler, Target target) {
        return new Factor(name, Kind.SA, sampler, target, 0);
    }

    /// A factor that changes what is seen only, drawn once per episode.
    public static Factor invariant(String name, Sampler sampler, Target target) {
        return new Factor(name, Kind.AI, sampler, target, 0);
    }

    /// The same, drawn anew every so many seconds.
    public Factor every(double seconds) {
        return new Factor(name, kind, sampler, target, seconds);
    }
}
