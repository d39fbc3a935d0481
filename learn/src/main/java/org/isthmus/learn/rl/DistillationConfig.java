package org.isthmus.learn.rl;

import java.util.List;

import org.isthmus.learn.network.Activation;

/// Settings of [Distillation], and of the second half of [Rma].
///
/// @param worlds that are acted in side by side
/// @param steps in each world between two times of learning
/// @param capacity steps that are remembered
/// @param batch steps that an update learns from
/// @param updates between two times of acting
/// @param hidden sizes of layers
/// @param groups of observations that the student sees
public record DistillationConfig(int worlds, int steps, int capacity, int batch, int updates, double learningRate,
        List<Integer> hidden, Activation activation, List<String> groups) {
    /// Settings that do well on small tasks.
    public static final DistillationConfig DEFAULT = new DistillationConfig(64, 16, 200_000, 1024, 16, 1e-3,
            List.of(128, 128), Activation.ELU, List.of("policy"));

    public DistillationConfig {
        hidden = List.copyOf(hidden);
        groups = List.copyOf(groups);
        if (worlds < 1 || steps < 1 || capacity < worlds || batch < 1 || updates < 1) {
            throw new IllegalArgumentException("worlds " + worlds + ", steps " + steps + ", capacity " + capacity
                    + ", batch " + batch + ", updates " + updates
                    + ": expected 1 or more each, and room for a step of all worlds");
        }
    }

    public DistillationConfig withWorlds(int count) {
        return new DistillationConfig(count, steps, capacity, batch, updates, learningRate, hidden, activation, groups);
    }

    public DistillationConfig withGroups(List<String> other) {
        return new DistillationConfig(worlds, steps, capacity, batch, updates, learningRate, hidden, activation, other);
    }
}
