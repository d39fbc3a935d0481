package org.isthmus.physics;

/// What not all engines can promise, beyond what [WorldBatch] asks of each.
///
/// @param exactRestore a restored snapshot continues with the same bits; else it only begins where the other was
public record Capabilities(boolean exactRestore) {}
