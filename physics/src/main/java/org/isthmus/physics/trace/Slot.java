package org.isthmus.physics.trace;

/// Where a kernel finds or leaves one number per lane.
///
/// @param space which memory, and how `index` is meant
/// @param index number of the slot, or of the port that holds it
public record Slot(Space space, int index) {
    /// The memories a kernel works on.
    public enum Space {
        /// A slot of the worlds' persistent memory.
        STATE,
        /// A slot of the thread's scratch memory.
        SCRATCH,
        /// The slot of the worlds' memory whose number is in a port.
        STATE_PORT,
        /// The slot of scratch memory whose number is in a port.
        SCRATCH_PORT
    }

    public static Slot state(int index) {
        return new Slot(Space.STATE, index);
    }

    public static Slot scratch(int index) {
        return new Slot(Space.SCRATCH, index);
    }

    /// A slot of the worlds' memory that is chosen when the kernel is called: kernels with ports serve many places.
    public static Slot statePort(int port) {
        return new Slot(Space.STATE_PORT, port);
    }

    /// A slot of scratch memory that is chosen when the kernel is called.
    public static Slot scratchPort(int port) {
        return new Slot(Space.SCRATCH_PORT, port);
    }

    boolean inState() {
        return space == Space.STATE || space == Space.STATE_PORT;
    }

    boolean isPort() {
        return space == Space.STATE_PORT || space == Space.SCRATCH_PORT;
    }
}
