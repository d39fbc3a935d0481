package org.isthmus.motion.skill;

import java.util.List;
import java.util.TreeMap;

/// Why plans were not found, in few words.
final class Reasons {
    private Reasons() {}

    /// How many of the reasons begin alike.
    static String summary(List<String> reasons) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        reasons.forEach(r -> counts.merge(r.contains(" after ") ? r.substring(0, r.indexOf(" after ")) : r, 1,
                Integer::sum));
        return counts.toString();
    }
}
