package org.isthmus.physics;

/// What an engine promises.
///
/// @param exactRestore a restored snapshot continues with the same bits
/// @param independentWorlds a world's bits do not depend on the other worlds of its batch
/// @param contactForces contacts are reported with forces
/// @param singlePrecision it computes in `float`
public record Capabilities(
        boolean exactRestore, boolean independentWorlds, boolean contactForces, boolean singlePrecision) {}
