package org.isthmus.motion.grasp;

import org.isthmus.core.math.Pose;

/// A place where a suction cup holds an object.
///
/// @param cup pose of the cup in the object's frame: origin on the surface, z away from it
/// @param gap how far the surface is from the ring's plane at most, m: less than the cup bends
/// @param load the part of what the cup can hold that the object's weight takes at most, however it is turned; up to 1
public record SuctionGrasp(Pose cup, double gap, double load) {}
