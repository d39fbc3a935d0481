package org.isthmus.dataset.quality;

/// One number of the actions, over all episodes.
///
/// @param clippedLow whether actions pile up at the least value, so that it seems to be a limit
/// @param clippedHigh whether they do at the greatest
public record ActionQuality(
        String label, double min, double max, double mean, double deviation, Histogram histogram, boolean clippedLow,
        boolean clippedHigh) {}
