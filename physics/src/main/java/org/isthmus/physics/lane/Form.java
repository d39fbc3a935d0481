package org.isthmus.physics.lane;

/// How the kernels of a batch run; all ways of one precision give the same bits.
enum Form {
    /// One world at a time.
    SCALAR,
    /// As many worlds as a vector has lanes.
    VECTOR,
    /// As [#VECTOR] as soon as that is fast, with its layout of memory from the start.
    HANDOVER
}
