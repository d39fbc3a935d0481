package org.isthmus.task.objective;

/// A term of the reward: per control step, `weight · objective`.
///
/// @param name in tables and logs
/// @param formula for people, such as `1 − tanh(5·d)`
public record Reward(String name, double weight, String formula, Objective objective) {}
