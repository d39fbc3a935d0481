package org.isthmus.dataset;

/// A finished episode of a store, as its manifest lists it.
///
/// @param number of the episode in its store
/// @param sha256 of the file's content, hexadecimal; the same for copies
/// @param bytes of the file
/// @param steps T
public record EpisodeEntry(long number, String sha256, long bytes, long steps, Success success, EpisodeInfo info) {
    /// Length in time, s.
    public double seconds() {
        return info.rate().time(steps);
    }
}
