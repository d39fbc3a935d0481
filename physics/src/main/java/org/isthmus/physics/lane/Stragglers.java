package org.isthmus.physics.lane;

import org.isthmus.physics.trace.LaneMemory;
import org.isthmus.physics.trace.Precision;

/// Worlds for which the rest of their blocks did not wait. Their step begins anew, in blocks of their own, those with like contacts together.
///
/// A world's bits do not depend on its neighbours, so it does not feel where it is stepped.
final class Stragglers {
    private static final int BLOCKS = 64;

    private final int lanes;
    /// Numbers of a world.
    private final int slots;
    /// Worlds that are gathered, or those of another block before the end of its step.
    private final LaneMemory block;
    /// What a world touches, above its place: index of its first number. The first `count` count, those before `next` are done.
    private final long[] worlds;
    private int count;
    private int next;
    /// Worlds in the block.
    private int taken;

    Stragglers(Precision precision, int lanes, int slots) {
        this.lanes = lanes;
        this.slots = slots;
        block = new LaneMemory(precision, slots * lanes);
        worlds = new long[BLOCKS * lanes];
    }

    /// Whether all worlds of a block can be taken up.
    boolean hasRoom() {
        return count + lanes <= worlds.length;
    }

    /// Takes up a world whose step has changed nothing that it starts from.
    ///
    /// @param base index of its block's first number
    /// @param touching bits of what it touches
    void add(LaneMemory state, int base, int lane, int touching) {
        block.copyLane(state, base + lane, lane, lanes, slots);
        worlds[count++] = (long) touching << Integer.SIZE | base + lane;
    }

    /// Makes the worlds that were taken up last as they were then.
    void undo(LaneMemory state, int last) {
        for (int i = count - last; i < count; i++) {
            state.copyLane(block, place(i) % lanes, place(i), lanes, slots);
        }
    }

    /// What touches the same goes together: contacts cost a block the same for one world as for all. By insertion: there are some dozens, and
    /// `Arrays.sort` allocates.
    void sort() {
        for (int i = 1; i < count; i++) {
            long world = worlds[i];
            int at = i;
            for (; at > 0 && worlds[at - 1] > world; at--) {
                worlds[at] = worlds[at - 1];
            }
            worlds[at] = world;
        }
        next = 0;
    }

    /// Puts the next worlds into the block. Lanes that are left get the first of them, which adds no work.
    ///
    /// @return whether there were any; else the next can be taken up
    boolean take(LaneMemory state) {
        taken = Math.min(lanes, count - next);
        for (int lane = 0; taken > 0 && lane < lanes; lane++) {
            block.copyLane(state, place(next + (lane < taken ? lane : 0)), lane, lanes, slots);
        }
        if (taken == 0) {
            count = 0;
        }
        return taken > 0;
    }

    private int place(int world) {
        return (int) worlds[world];
    }

    LaneMemory block() {
        return block;
    }

    /// Puts the worlds of the block back where they are from.
    void giveBack(LaneMemory state) {
        for (int lane = 0; lane < taken; lane++) {
            state.copyLane(block, lane, place(next + lane), lanes, slots);
        }
        next += taken;
    }
}
