package org.isthmus.physics.trace;

/// A kernel that can run: does its operations for all lanes of one block. Allocates nothing; safe for several threads on
/// different memory.
public interface LaneKernel {
    /// Runs the kernel.
    ///
    /// @param state memory of the worlds
    /// @param base index in `state` of the block's first number
    /// @param scratch memory of this thread
    /// @param ports slot numbers that the kernel's ports stand for
    void run(LaneMemory state, int base, LaneMemory scratch, int[] ports);
}
