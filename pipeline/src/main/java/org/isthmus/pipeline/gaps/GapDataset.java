package org.isthmus.pipeline.gaps;

import java.util.Locale;

/// What a policy is trained on, as in DexSim's Table 2 and its ablations.
public enum GapDataset {
    /// Demonstrations as reality is without a gap, but for the renderer and the engine.
    SKILLS("skills only", false, false),
    /// Demonstrations that differ in all that the gaps are about.
    RANDOMIZED("+ randomization", true, false),
    /// Masked images and the key pose of first contact, of the same demonstrations as [#SKILLS].
    ADAPTED("+ adaptation", false, true),
    /// Masked images and key poses of the demonstrations of [#RANDOMIZED].
    BOTH("+ both", true, true);

    private final String title;
    private final boolean isRandomized;
    private final boolean isAdapted;

    GapDataset(String title, boolean isRandomized, boolean isAdapted) {
        this.title = title;
        this.isRandomized = isRandomized;
        this.isAdapted = isAdapted;
    }

    /// As a column is headed.
    public String title() {
        return title;
    }

    public boolean isRandomized() {
        return isRandomized;
    }

    /// Whether the policy sees masked images and gives a key pose, not actions.
    public boolean isAdapted() {
        return isAdapted;
    }

    /// In files and folders: `skills`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
