package org.isthmus.dataset.hdf5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;

/// Where the chunks of a dataset are: all of them, each once (specification, section III.A.1).
final class ChunkIndex {
    private static final int MAX_DEPTH = 16;

    private final Hdf5Input input;
    /// [rank] of the dataset, and of a chunk
    private final long[] shape;
    private final long[] chunk;
    private final Set<Long> seen = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();

    private ChunkIndex(Hdf5Input input, long[] shape, long[] chunk) {
        this.input = input;
        this.shape = shape;
        this.chunk = chunk;
    }

    /// @param skippedFilters bit i: filter i was not applied
    record Entry(long address, long size, long skippedFilters) {}

    /// Chunks by their place in the grid of chunks, last dimension fastest.
    static List<Entry> read(Hdf5Input input, long tree, long[] shape, long[] chunk) {
        long count = 1;
        for (int i = 0; i < shape.length; i++) {
            long across = Math.ceilDiv(shape[i], chunk[i]);
            if (across != 0 && count > input.size() / across) { // each takes more than a byte of the file
                throw input.damaged("a dataset with more chunks than the file can hold");
            }
            count *= across;
        }
        ChunkIndex index = new ChunkIndex(input, shape, chunk);
        if (count > 0) {
            index.readNode(tree, 0);
        }
        if (index.entries.size() != count) {
            throw input.damaged("a dataset with " + index.entries.size() + " of " + count + " chunks");
        }
        return index.entries;
    }

    private void readNode(long address, int depth) {
        Cursor start = input.at(address, 8, "an index of chunks");
        if (depth > MAX_DEPTH || !seen.add(address) || !start.begins("TREE")) {
            throw input.damaged("an index of chunks at address " + address + " that is none, or in a circle");
        }
        start.skip(5);
        int level = start.u8();
        int count = start.u16();
        int keyBytes = 8 + 8 * (shape.length + 1);
        Cursor in = input.at(address + 24, (long) count * (keyBytes + 8), "an index of chunks");
        for (int i = 0; i < count; i++) {
            long size = in.u32();
            long skipped = in.u32();
            long place = 0;
            for (int k = 0; k < shape.length; k++) {
                long offset = in.u64();
                place = place * Math.ceilDiv(shape[k], chunk[k]) + offset / chunk[k];
                if (level == 0 && (offset < 0 || offset >= shape[k] || offset % chunk[k] != 0)) {
                    throw input.damaged("a chunk outside of its dataset");
                }
            }
            in.u64();
            long child = in.u64();
            if (level > 0) {
                readNode(child, depth + 1);
            } else if (place == entries.size()) {
                entries.add(new Entry(child, size, skipped));
            } else {
                throw input.damaged("chunks that are missing or out of order");
            }
        }
    }
}
