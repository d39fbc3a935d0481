package org.isthmus.pipeline.gaps;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.dataset.quality.Proportion;

/// How a dataset's policy does under a gap.
///
/// @param failures trials that failed, by kind
/// @param seconds that the trials took
public record GapCell(GapDataset dataset, Gap gap, Proportion success, SortedMap<String, Long> failures,
        double seconds) {
    public GapCell {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }
}
