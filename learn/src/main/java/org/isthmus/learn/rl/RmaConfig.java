package org.isthmus.learn.rl;

import java.util.ArrayList;
import java.util.List;

/// Settings of [Rma].
///
/// @param base of the first half; its `policyGroups` are what the policy sees beside the latent, x
/// @param hidden the group that the encoder sees: what only a simulation knows, e
/// @param baseSteps of all worlds together, after which the second half begins
/// @param latent numbers of z
/// @param encoder sizes of layers of μ
/// @param adaptation of the second half; its `groups` are the history that φ sees
public record RmaConfig(PpoConfig base, String hidden, long baseSteps, int latent, List<Integer> encoder,
        DistillationConfig adaptation) {
    public RmaConfig {
        encoder = List.copyOf(encoder);
        if (base.memory() > 0 || !base.cameras().isEmpty()) {
            throw new IllegalArgumentException("a memory of " + base.memory() + " and cameras " + base.cameras()
                    + ", expected none of both: RMA tells by its history");
        }
        if (baseSteps < 1 || latent < 1) {
            throw new IllegalArgumentException(
                    "baseSteps " + baseSteps + ", latent " + latent + ": expected 1 or more of each");
        }
    }

    /// Settings that do well on small tasks.
    ///
    /// @param ppo settings of the first half, whatever its groups
    /// @param groups that the policy sees beside the latent
    /// @param hidden the group that the encoder sees; the critic sees it too
    /// @param history groups that φ sees
    public static RmaConfig of(PpoConfig ppo, List<String> groups, String hidden, List<String> history) {
        return new RmaConfig(ppo.withGroups(groups, joined(groups, List.of(hidden))), hidden, 1_000_000, 8,
                List.of(64), DistillationConfig.DEFAULT.withGroups(history));
    }

    public RmaConfig withBaseSteps(long steps) {
        return new RmaConfig(base, hidden, steps, latent, encoder, adaptation);
    }

    public RmaConfig withAdaptation(DistillationConfig other) {
        return new RmaConfig(base, hidden, baseSteps, latent, encoder, other);
    }

    /// So many in both halves.
    public RmaConfig withWorlds(int worlds) {
        return new RmaConfig(base.withWorlds(worlds, base.steps()), hidden, baseSteps, latent, encoder,
                adaptation.withWorlds(worlds));
    }

    /// Of the first half, whose policy is told what is hidden.
    PpoConfig told() {
        return base.withGroups(joined(base.policyGroups(), List.of(hidden)), base.criticGroups());
    }

    /// What the policy sees in the end: x, and the history.
    List<String> seen() {
        return joined(base.policyGroups(), adaptation.groups());
    }

    private static List<String> joined(List<String> groups, List<String> more) {
        List<String> all = new ArrayList<>(groups);
        all.addAll(more);
        return all;
    }
}
