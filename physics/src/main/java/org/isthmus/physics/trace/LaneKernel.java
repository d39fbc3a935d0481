package org.isthmus.physics.trace;

/// A kernel that can run: does its operations for all lanes of one block. Allocates nothing; safe for several threads on
/// different memory.
public interface LaneKernel {
    /// Runs the kernel once for each set of ports, in order.
    ///
    /// @param state memory of the worlds
    /// @param base index in `state` of the block's first number
    /// @param scratch memory of this thread
    /// @param ports slot numbers of records, one set after the other
    /// @param from where the first set begins
    /// @param to where the last set ends
    void run(LaneMemory state, int base, LaneMemory scratch, int[] ports, int from, int to);

    /// Runs a kernel without ports.
    default void run(LaneMemory state, int base, LaneMemory scratch) {
        run(state, base, scratch, Kernel.NO_PORTS, 0, 1);
    }
}
