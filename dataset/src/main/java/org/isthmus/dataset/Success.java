package org.isthmus.dataset;

import java.util.Locale;

/// Whether an episode reached what it was about.
public enum Success {
    YES,
    NO,
    /// Nobody said, as in many demonstrations.
    UNKNOWN;

    static Success parse(String word) {
        for (Success each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return UNKNOWN;
    }

    /// In files: `yes`, `no`, `unknown`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
