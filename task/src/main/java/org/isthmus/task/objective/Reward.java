package org.isthmus.task.objective;

/// A term of the reward: per control step, `weight · objective`.
///
/// @param name in tables and logs
/// @param first the weight at level 0 of a curriculum; between, it lies on the straight line to `weight`
/// @param formula for people, such as `1 − tanh(5·d)`
public record Reward(String name, double first, double weight, String formula, Objective objective) {
    /// A term whose weight does not change.
    public Reward(String name, double weight, String formula, Objective objective) {
        this(name, weight, weight, formula, objective);
    }

    /// @param level 0 to 1
    public double weightAt(double level) {
        return level == 1 ? weight : first + level * (weight - first);
    }
}
