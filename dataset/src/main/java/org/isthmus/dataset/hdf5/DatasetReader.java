package org.isthmus.dataset.hdf5;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;

import org.isthmus.dataset.hdf5.Messages.Chunked;
import org.isthmus.dataset.hdf5.Messages.Compact;
import org.isthmus.dataset.hdf5.Messages.Contiguous;
import org.isthmus.dataset.hdf5.Messages.Filter;
import org.jspecify.annotations.Nullable;

/// Reads rows of one dataset.
final class DatasetReader {
    /// Deflate makes nothing smaller than by this.
    private static final long MAX_RATIO = 1100;
    private static final long CACHE_BYTES = 32 << 20;

    private final Hdf5Input input;
    private final Hdf5Type type;
    /// [rank]
    private final long[] shape;
    private final Messages.Layout layout;
    private final List<Filter> filters;
    private @Nullable List<ChunkIndex.Entry> index;
    /// Chunks that were read last, by number.
    private final LinkedHashMap<Integer, byte[]> cache = new LinkedHashMap<>();
    private long cachedBytes;

    DatasetReader(Hdf5Input input, Hdf5Type type, long[] shape, ObjectHeader header) {
        this.input = input;
        this.type = type;
        this.shape = shape;
        layout = Messages.layout(input, header.require(Structures.LAYOUT, "a layout"));
        filters = header.first(Structures.FILTERS).map(in -> Messages.filters(input, in)).orElse(List.of());
        if (layout instanceof Chunked chunked && chunked.chunk().length != shape.length) {
            throw input.damaged("a dataset of rank " + shape.length + " with chunks of rank " + chunked.chunk().length);
        }
    }

    /// Bytes of a row; of a scalar, of it.
    long rowBytes() {
        long bytes = type.size();
        for (int i = 1; i < shape.length; i++) {
            bytes = shape[i] == 0 ? 0 : bytes;
            if (bytes > 0 && shape[i] > Long.MAX_VALUE / 16 / bytes) {
                throw input.damaged("rows of " + Arrays.toString(shape) + " elements");
            }
            bytes *= shape[i];
        }
        return bytes;
    }

    /// Rows `from` to `to` (exclusive), which are within the dataset.
    byte[] rows(long from, long to) {
        long length = rowBytes() * (to - from);
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " have " + length
                    + " bytes, expected less than 2 GiB");
        }
        return switch (layout) {
            case Compact compact -> part(compact.data(), from * rowBytes(), length);
            case Contiguous piece when length == 0 -> new byte[0];
            case Contiguous piece -> piece(piece, from * rowBytes(), length);
            case Chunked chunked -> length == 0 ? new byte[0] : assemble(chunked, from, to, (int) length);
        };
    }

    private byte[] part(byte[] data, long from, long length) {
        if (from > data.length - length) {
            throw input.damaged("a dataset of " + data.length + " bytes, expected " + (from + length));
        }
        return Arrays.copyOfRange(data, (int) from, (int) (from + length));
    }

    private byte[] piece(Contiguous piece, long from, long length) {
        if (piece.address() == Structures.UNDEFINED || from > piece.size() - length) {
            throw input.damaged("a dataset of " + piece.size() + " bytes, expected " + (from + length));
        }
        return input.at(piece.address() + from, length, "a dataset").take(length);
    }

    private byte[] assemble(Chunked chunked, long from, long to, int length) {
        long[] chunk = chunked.chunk();
        long across = 1;
        for (int i = 1; i < shape.length; i++) {
            across *= Math.ceilDiv(shape[i], chunk[i]);
        }
        int chunkBytes = chunkBytes(chunked);
        List<ChunkIndex.Entry> entries = index(chunked);
        byte[] out = new byte[length];
        for (long row = from / chunk[0]; row * chunk[0] < to; row++) {
            for (long column = 0; column < across; column++) {
                int number = (int) (row * across + column);
                byte[] data = chunk(number, entries.get(number), chunkBytes);
                copy(data, origin(number, chunk), chunk, from, to, out);
            }
        }
        return out;
    }

    private List<ChunkIndex.Entry> index(Chunked chunked) {
        List<ChunkIndex.Entry> entries = index;
        if (entries == null) {
            entries = ChunkIndex.read(input, chunked.tree(), shape, chunked.chunk());
            index = entries;
        }
        return entries;
    }

    private int chunkBytes(Chunked chunked) {
        long bytes = type.size();
        for (long side : chunked.chunk()) {
            bytes = Math.multiplyHigh(bytes, side) == 0 ? bytes * side : Long.MAX_VALUE;
        }
        if (bytes < 0 || bytes > Hdf5Rows.MAX_CHUNK_BYTES || chunked.elementSize() != type.size()) {
            throw input.damaged("chunks of " + bytes + " bytes, of elements of " + chunked.elementSize() + " bytes");
        }
        return (int) bytes;
    }

    /// Where a chunk begins, elements from the beginning of the dataset.
    private long[] origin(int number, long[] chunk) {
        long[] origin = new long[shape.length];
        long rest = number;
        for (int i = shape.length - 1; i >= 0; i--) {
            long across = Math.ceilDiv(shape[i], chunk[i]);
            origin[i] = rest % across * chunk[i];
            rest /= across;
        }
        return origin;
    }

    private byte[] chunk(int number, ChunkIndex.Entry entry, int chunkBytes) {
        byte[] known = cache.get(number);
        if (known != null) {
            return known;
        }
        byte[] data = decode(entry, chunkBytes);
        cache.put(number, data);
        cachedBytes += data.length;
        while (cachedBytes > CACHE_BYTES && cache.size() > 1) {
            Map.Entry<Integer, byte[]> oldest = cache.pollFirstEntry();
            cachedBytes -= oldest.getValue().length;
        }
        return data;
    }

    private byte[] decode(ChunkIndex.Entry entry, int chunkBytes) {
        byte[] data = input.at(entry.address(), entry.size(), "a chunk").take(entry.size());
        try {
            for (int i = filters.size() - 1; i >= 0; i--) {
                if ((entry.skippedFilters() >>> i & 1) == 0) {
                    data = undo(filters.get(i), data, chunkBytes);
                }
            }
        } catch (DataFormatException e) {
            throw input.damaged("a chunk at address " + entry.address() + " that cannot be decoded (" + e.getMessage()
                    + ")");
        }
        if (data.length != chunkBytes) {
            throw input.damaged("a chunk of " + data.length + " bytes, expected " + chunkBytes);
        }
        return data;
    }

    private byte[] undo(Filter filter, byte[] data, int chunkBytes) throws DataFormatException {
        switch (filter.id()) {
            case Structures.DEFLATE_FILTER -> {
                if (chunkBytes > MAX_RATIO * (data.length + 1)) {
                    throw new DataFormatException(data.length + " bytes cannot hold " + chunkBytes);
                }
                return Filters.inflate(data, chunkBytes);
            }
            case Structures.SHUFFLE_FILTER -> {
                int size = filter.values().length > 0 ? filter.values()[0] : 0;
                return size > 1 ? Filters.unshuffle(data, size) : data;
            }
            default -> {
                return Filters.checked(data);
            }
        }
    }

    /// Copies what a chunk has of the rows, run by run of the last dimension.
    private void copy(byte[] data, long[] origin, long[] chunk, long from, long to, byte[] out) {
        int rank = shape.length;
        long[] low = new long[rank]; // within the dataset
        long[] high = new long[rank];
        for (int i = 0; i < rank; i++) {
            low[i] = Math.max(origin[i], i == 0 ? from : 0);
            high[i] = Math.min(origin[i] + chunk[i], i == 0 ? to : shape[i]);
            if (low[i] >= high[i]) {
                return;
            }
        }
        long[] at = low.clone();
        int run = (int) (high[rank - 1] - low[rank - 1]) * type.size();
        while (true) {
            long source = 0;
            long target = 0;
            for (int i = 0; i < rank; i++) {
                source = source * chunk[i] + at[i] - origin[i];
                target = target * (i == 0 ? to - from : shape[i]) + at[i] - (i == 0 ? from : 0);
            }
            System.arraycopy(data, (int) source * type.size(), out, (int) target * type.size(), run);
            int i = rank - 2;
            while (i >= 0 && ++at[i] == high[i]) {
                at[i] = low[i];
                i--;
            }
            if (i < 0) {
                return;
            }
        }
    }
}
