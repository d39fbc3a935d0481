package org.isthmus.task;

import org.isthmus.task.objective.Condition;

/// A condition that ends an episode: something fell, say. What is left of the reward is lost: it is terminated, not truncated.
///
/// @param name in tables and logs
public record Termination(String name, Condition condition) {}
