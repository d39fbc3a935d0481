package org.isthmus.pipeline.project;

import java.util.Locale;

/// The stages of a project, in the order of the data.
public enum Stage {
    /// Evidence becomes a seed.
    PROJECT,
    /// The seed, or a script, becomes many verified episodes.
    SCALE,
    /// Episodes get views of their objects.
    ADAPT,
    /// Episodes leave in the formats of the field.
    EXPORT,
    /// Episodes become a policy.
    TRAIN,
    /// The policy is tried, also where the world is another.
    EVALUATE,
    /// All of it on one page.
    REPORT;

    /// On the command line, in messages, of its folder: `scale`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

}
