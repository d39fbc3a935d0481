package org.isthmus.dataset.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.UnaryOperator;

import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.hdf5.Hdf5Rows;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Writer;

/// Copies rows of channels into HDF5 files of other formats, one by one, so that memory does not grow with them.
public final class Hdf5Copy {
    private static final int CHUNK_BYTES = 16 << 10;
    private static final int MAX_CHUNK_ROWS = 256;
    private static final int LEVEL = 1;

    private Hdf5Copy() {}

    /// Copies `count` rows from `first` on; where there are too few, the last again.
    ///
    /// @param shape of a row there, of as many elements
    /// @param type of an element there
    /// @param change makes a row's bytes into those that are written
    public static void rows(Hdf5Writer hdf5, String path, Episode episode, Channel channel, Hdf5Type type,
            List<Integer> shape, long first, long count, UnaryOperator<byte[]> change) {
        Hdf5Rows rows = begin(hdf5, path, type, shape, channel.role() == Role.VALUES);
        long last = channel.rows(episode.steps()) - 1;
        for (long row = first; row < first + count; row++) {
            long from = Math.min(row, last);
            rows.append(change.apply(episode.bytes(channel.name(), from, from + 1)));
        }
        rows.end();
    }

    /// The same with the channel's own elements and shape.
    public static void rows(Hdf5Writer hdf5, String path, Episode episode, Channel channel, long first, long count) {
        rows(hdf5, path, episode, channel, channel.element().type(), channel.shape(), first, count,
                UnaryOperator.identity());
    }

    /// Begins rows in chunks that suit them.
    ///
    /// @param isValues whether rows are small; else each is a chunk of its own
    public static Hdf5Rows begin(Hdf5Writer hdf5, String path, Hdf5Type type, List<Integer> shape, boolean isValues) {
        long rowBytes = type.size();
        for (int side : shape) {
            rowBytes *= Math.max(1, side);
        }
        int chunk = isValues ? Math.clamp(CHUNK_BYTES / rowBytes, 1, MAX_CHUNK_ROWS) : 1;
        return hdf5.rows(path, type, shape, chunk, LEVEL);
    }

    /// Numbers as the bytes of 32-bit floats.
    public static byte[] floats(double... values) {
        ByteBuffer out = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            out.putFloat((float) value);
        }
        return out.array();
    }

    /// A row of depth as the bytes of 32-bit floats.
    ///
    /// @param metres [height][width]
    public static byte[] floats(float[] metres) {
        ByteBuffer out = ByteBuffer.allocate(Float.BYTES * metres.length).order(ByteOrder.LITTLE_ENDIAN);
        out.asFloatBuffer().put(metres);
        return out.array();
    }
}
