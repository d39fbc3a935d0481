package org.isthmus.motion.skill;

/// How a program of skills ended.
public enum Outcome {
    /// It rests at its place.
    PLACED,
    /// All that was to be brought about is there.
    DONE,
    /// There is no place for the fingers on it.
    NO_GRASP,
    /// No grasp could be reached, or its place could not with any.
    NO_PATH,
    /// The fingers closed without holding it.
    MISSED,
    /// It was held, and no longer after lifting.
    SLIPPED,
    /// It was lifted, and was not in the hand at its place.
    LOST,
    /// It was let go, and does not rest within tolerance of its place.
    MISPLACED,
    /// It moved, but not as far as it should.
    SHORT,
    /// Too little of what was poured is where it should be.
    SPILT,
    /// The world's numbers grew beyond bounds.
    DIVERGED
}
