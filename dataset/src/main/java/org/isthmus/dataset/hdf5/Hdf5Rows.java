package org.isthmus.dataset.hdf5;

import java.util.Arrays;
import java.util.List;

/// A dataset that grows row by row in a file that is being written.
public final class Hdf5Rows implements Tree.Content {
    /// The most bytes that are compressed together.
    public static final int MAX_CHUNK_BYTES = 1 << 28;
    /// The level of [FastDeflate]; the others are zlib's.
    public static final int FASTEST = 1;
    private static final int MAX_RANK = 31;

    private final Hdf5Writer writer;
    private final Hdf5Type type;
    /// [rows of a chunk, shape of a row…]
    private final long[] chunkShape;
    private final int rowBytes;
    private final int level;
    /// [rows of a chunk][rowBytes] what has yet to be written
    private byte[] chunk;
    private int rowsInChunk;
    private long rows;
    /// Of written chunks: address and bytes, in turn
    private long[] chunks = new long[16];
    private int chunkCount;
    private boolean ended;

    Hdf5Rows(Hdf5Writer writer, Hdf5Type type, List<Integer> rowShape, int chunkRows, int level) {
        this.writer = writer;
        this.type = type;
        this.level = level;
        chunkShape = new long[rowShape.size() + 1];
        chunkShape[0] = chunkRows;
        long bytes = type.size();
        for (int i = 0; i < rowShape.size(); i++) {
            chunkShape[i + 1] = rowShape.get(i);
            bytes = Math.multiplyExact(bytes, rowShape.get(i));
        }
        boolean holds = rowShape.size() <= MAX_RANK && chunkRows >= 1 && bytes >= 0
                && Math.multiplyHigh(bytes, chunkRows) == 0 && bytes * chunkRows <= MAX_CHUNK_BYTES;
        if (!holds || type.isText() && type.kind() == Hdf5Type.Kind.TEXT || level < 1 || level > 9) {
            throw new IllegalArgumentException("chunks of " + chunkRows + " rows of " + rowShape + " elements of "
                    + type
                    + " at level " + level + ", expected numbers, up to " + MAX_CHUNK_BYTES + " bytes, level 1 to 9");
        }
        rowBytes = (int) bytes;
        chunk = new byte[0];
    }

    /// Adds a row.
    ///
    /// @param row [rowShape…], little-endian; not kept
    public void append(byte[] row) {
        if (ended || row.length != rowBytes) {
            throw new IllegalArgumentException(
                    "a row of " + row.length + " bytes, expected " + (ended ? "none any more" : rowBytes));
        }
        if (rowsInChunk == 0) {
            chunk = new byte[rowBytes * (int) chunkShape[0]];
        }
        System.arraycopy(row, 0, chunk, rowsInChunk * rowBytes, rowBytes);
        rowsInChunk++;
        rows++;
        if (rowsInChunk == chunkShape[0]) {
            flush();
        }
    }

    /// Says that there are no more rows: its memory is free then. Not needed for the rows to be written.
    public void end() {
        flush();
        chunk = new byte[0];
        ended = true;
    }

    public long rows() {
        return rows;
    }

    /// Bytes of a row.
    public int rowBytes() {
        return rowBytes;
    }

    public Hdf5Type type() {
        return type;
    }

    /// Gives the chunk that is not full away, the rest of it zeros.
    void flush() {
        if (rowsInChunk > 0 && rowBytes > 0) {
            writer.submit(this, chunk, type.size(), level);
        }
        rowsInChunk = 0;
    }

    void written(long address, int size) {
        if (2 * chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunks.length);
        }
        chunks[2 * chunkCount] = address;
        chunks[2 * chunkCount + 1] = size;
        chunkCount++;
    }

    int chunkCount() {
        return chunkCount;
    }

    long address(int index) {
        return chunks[2 * index];
    }

    long size(int index) {
        return chunks[2 * index + 1];
    }

    int level() {
        return level;
    }

    /// Whether rows hold nothing: HDF5 has no chunks for these.
    boolean isEmpty() {
        return rowBytes == 0;
    }

    long[] shape() {
        long[] shape = chunkShape.clone();
        shape[0] = rows;
        return shape;
    }

    long[] chunkShape() {
        return chunkShape.clone();
    }
}
