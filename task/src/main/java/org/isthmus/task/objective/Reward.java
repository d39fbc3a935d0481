package org.isthmus.task.objective;

/// A term of the reward: per control step, `weight · objective`; or, by a potential Φ, `weight · (γ·Φ′ − Φ)` of the states after and before the step, which
/// does not change which policy is best for that γ (Ng, Harada and Russell 1999, equation 2). A state in which an episode terminates has no potential.
///
/// @param name in tables and logs
/// @param first the weight at level 0 of a curriculum; between, it lies on the straight line to `weight`
/// @param formula for people, such as `1 − tanh(5·d)`
/// @param objective what is good, or Φ
/// @param discount γ of a potential; NaN: it is none
public record Reward(String name, double first, double weight, String formula, Objective objective, double discount) {
    /// @throws IllegalArgumentException when a discount is not from 0 to 1
    public Reward {
        if (discount < 0 || discount > 1) {
            throw new IllegalArgumentException(
                    "reward '" + name + "': discount " + discount + ", expected 0 to 1; NaN where it is no potential");
        }
    }

    public Reward(String name, double first, double weight, String formula, Objective objective) {
        this(name, first, weight, formula, objective, Double.NaN);
    }

    /// A term whose weight does not change.
    public Reward(String name, double weight, String formula, Objective objective) {
        this(name, weight, weight, formula, objective);
    }

    /// A term that rewards how a potential rises.
    ///
    /// @param discount γ that policies learn with
    public static Reward potential(String name, double weight, double discount, String formula, Objective potential) {
        return new Reward(name, weight, weight, discount + "·Φ′ − Φ, Φ = " + formula, potential, discount);
    }

    public boolean isPotential() {
        return !Double.isNaN(discount);
    }

    /// @param level 0 to 1
    public double weightAt(double level) {
        return level == 1 ? weight : first + level * (weight - first);
    }
}
