package org.isthmus.model.robots;

/// A joint that follows another: `position = ratio · leader's + offset`.
public record Coupling(String follower, String leader, double ratio, double offset) {}
