package org.isthmus.dataset;

/// A part of an episode that is a sub-task, such as `reach` or `grasp the mug`.
///
/// @param from first step
/// @param to the step after the last
public record Segment(String name, long from, long to) {
    /// @throws IllegalArgumentException unless `0 <= from <= to`
    public Segment {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("segment '" + name + "' from " + from + " to " + to);
        }
    }
}
