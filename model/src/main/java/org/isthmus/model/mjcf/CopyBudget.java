package org.isthmus.model.mjcf;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Counts the elements that replication and attachment make in one scene, so that a short file cannot fill the memory.
final class CopyBudget {
    private final Diagnostics diagnostics;
    private long spent;

    CopyBudget(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Counts `copies` of something that has `weight` elements, before they are made.
    void spend(long copies, int weight, SourceLocation at) {
        spent += copies * Math.max(1, weight);
        if (spent > MjcfReader.MAX_COPIES) {
            throw diagnostics.fatal(at,
                    "more than " + MjcfReader.MAX_COPIES + " elements by replication and attachment",
                    "at most " + MjcfReader.MAX_COPIES, "lower the counts");
        }
    }
}
