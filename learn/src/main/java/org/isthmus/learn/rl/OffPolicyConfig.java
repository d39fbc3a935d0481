package org.isthmus.learn.rl;

import java.util.List;

/// Settings that [Sac] and [Td3] share.
///
/// @param worlds that are acted in side by side
/// @param capacity steps that are remembered
/// @param warmup steps of all worlds together that are acted by chance at first
/// @param batch steps that an update learns from
/// @param updates after each step of all worlds
/// @param discount γ
/// @param follow the fraction of the way that targets move to their networks in an update
/// @param hidden sizes of layers of all networks
/// @param group of observations
public record OffPolicyConfig(int worlds, int capacity, int warmup, int batch, int updates, double learningRate,
        double discount, double follow, List<Integer> hidden, String group) {

    /// Settings that do well on small tasks.
    public static final OffPolicyConfig DEFAULT = new OffPolicyConfig(16, 100_000, 1_000, 256, 4, 1e-3, 0.98, 0.01,
            List.of(128, 128), "policy");

    public OffPolicyConfig {
        hidden = List.copyOf(hidden);
        if (worlds < 1 || capacity < worlds || batch < 1 || updates < 0 || warmup < 0) {
            throw new IllegalArgumentException("worlds " + worlds + ", capacity " + capacity + ", batch " + batch
                    + ", updates " + updates + ", warmup " + warmup
                    + ": expected 1 or more, room for a step of all worlds");
        }
    }

    public OffPolicyConfig withWorlds(int count, int updatesOfEach) {
        return new OffPolicyConfig(count, capacity, warmup, batch, updatesOfEach, learningRate, discount, follow,
                hidden, group);
    }

    public OffPolicyConfig withDiscount(double other) {
        return new OffPolicyConfig(worlds, capacity, warmup, batch, updates, learningRate, other, follow, hidden,
                group);
    }
}
