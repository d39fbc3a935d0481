package org.isthmus.dataset.quality;

import java.util.List;

import org.isthmus.dataset.EpisodeEntry;

/// What was found in one episode.
///
/// @param jumps steps at which an action changed by more than [QualityReport#JUMP] deviations of all changes
/// @param frozen longest run of steps with the same action
/// @param clipped steps at which an action was at a limit where actions pile up
/// @param findings in words, empty when nothing is odd
public record EpisodeQuality(EpisodeEntry entry, int jumps, int frozen, int clipped, List<String> findings) {
    public EpisodeQuality {
        findings = List.copyOf(findings);
    }
}
