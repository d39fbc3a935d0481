package org.isthmus.physics.trace;

/// Where a kernel finds or leaves one number per lane.
///
/// @param space which memory, and how `index` is meant
/// @param index number of the slot, or how far it is from the slot in the port
/// @param port which port; 0 where there is none
public record Slot(Space space, int index, int port) {
    /// The memories a kernel works on.
    public enum Space {
        /// A slot of the worlds' persistent memory.
        STATE,
        /// A slot of the thread's scratch memory.
        SCRATCH,
        /// A slot of scratch memory near the one whose number is in a port.
        PORT
    }

    public static Slot state(int index) {
        return new Slot(Space.STATE, index, 0);
    }

    public static Slot scratch(int index) {
        return new Slot(Space.SCRATCH, index, 0);
    }

    /// A slot of a record in scratch memory whose first slot is chosen when the kernel is called: kernels with ports serve many
    /// records. Ports of one call may name the same record only where the kernel does not store to it.
    public static Slot port(int port, int offset) {
        return new Slot(Space.PORT, offset, port);
    }
}
