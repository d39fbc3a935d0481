package org.isthmus.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.hdf5.Compressors;
import org.isthmus.dataset.hdf5.Hdf5Rows;
import org.isthmus.dataset.hdf5.Hdf5Writer;

/// Records one episode, row by row; it is in the store once [#finish] returns, on the disk, whatever happens then.
///
/// Rows of different channels may come in any order. In memory are a chunk of each channel and those that are being compressed. Closing
/// without [#finish] leaves nothing. Each writer is for one thread at a time; several writers of a store may record at once.
public final class EpisodeWriter implements AutoCloseable {
    /// Bytes of values that are compressed together, about.
    private static final int CHUNK_BYTES = 16 << 10;
    private static final int MAX_CHUNK_ROWS = 256;

    private final long number;
    private final EpisodeInfo info;
    private final NewFile file;
    private final Hdf5Writer hdf5;
    private final Diagnostics diagnostics;
    private final Consumer<EpisodeEntry> whenFinished;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Hdf5Rows> rows = new LinkedHashMap<>();

    EpisodeWriter(long number, EpisodeInfo info, List<Channel> all, NewFile file, Compressors compressors,
            Diagnostics diagnostics, Consumer<EpisodeEntry> whenFinished) {
        this.number = number;
        this.info = info;
        this.file = file;
        this.diagnostics = diagnostics;
        this.whenFinished = whenFinished;
        hdf5 = Hdf5Writer.create(file, EpisodeFile.USER_BLOCK, compressors);
        for (Channel channel : all) {
            channels.put(channel.name(), channel);
            rows.put(channel.name(), hdf5.rows(channel.name(), channel.element().type(), channel.shape(),
                    chunkRows(channel), Hdf5Rows.FASTEST));
        }
    }

    /// Images stand alone, so that one can be read without others.
    private static int chunkRows(Channel channel) {
        long rowBytes = Math.max(1, (long) channel.rowSize() * channel.element().type().size());
        return channel.role() == Channel.Role.VALUES ? Math.clamp(CHUNK_BYTES / rowBytes, 1, MAX_CHUNK_ROWS) : 1;
    }

    public long number() {
        return number;
    }

    /// Adds a row of numbers, which the channel's elements must be able to hold.
    ///
    /// @param row [shape of the channel…]
    public void append(String channel, double... row) {
        rows(channel).append(Elements.bytes(channel(channel), row));
    }

    /// Adds a row of numbers.
    ///
    /// @param row [shape of the channel…]
    public void append(String channel, float[] row) {
        rows(channel).append(Elements.bytes(channel(channel), row));
    }

    /// Adds a row as its bytes, little-endian: images, masks, or elements that are copied.
    ///
    /// @param row [shape of the channel…][bytes of an element]
    public void append(String channel, byte[] row) {
        rows(channel).append(row);
    }

    /// Adds a row of depth, rounded to the channel's unit; what is not above 0 becomes 0, what is too far the largest number.
    ///
    /// @param metres [height][width]
    public void appendDepth(String channel, float[] metres) {
        rows(channel).append(Elements.depth(channel(channel), metres));
    }

    /// Ends the episode: everything is on the disk when this returns.
    ///
    /// @param segments sub-tasks, in any order
    /// @throws DiagnosticException when channels have different lengths, or the disk is full
    public EpisodeEntry finish(Success success, List<Segment> segments) {
        long steps = steps();
        EpisodeAttributes.write(hdf5, info, steps, success, segments, channels.values());
        byte[] digest = hdf5.finish();
        EpisodeFile head = EpisodeFile.of(digest, hdf5.size());
        hdf5.writeUserBlock(head.userBlock());
        hdf5.close();
        file.commit();
        EpisodeEntry entry = new EpisodeEntry(number, head.sha256(), head.bytes(), steps, success, info);
        whenFinished.accept(entry);
        return entry;
    }

    /// The number of steps that all channels agree on.
    private long steps() {
        TreeSet<Long> steps = new TreeSet<>();
        StringBuilder lengths = new StringBuilder();
        for (Channel channel : channels.values()) {
            long count = rows(channel.name()).rows();
            steps.add(channel.timing() == Channel.Timing.STATES ? count - 1 : count);
            lengths.append(lengths.isEmpty() ? "" : ", ").append(channel.name()).append(' ').append(count);
        }
        if (steps.size() != 1 || steps.first() < 0) {
            throw diagnostics.fatal(SourceLocation.of(file.target()), "episode " + number
                    + " with channels of different lengths (rows: " + lengths + ")",
                    "T rows of what is taken at steps, T + 1 of states", "append a row to every channel at every step");
        }
        return steps.first();
    }

    private Channel channel(String name) {
        Channel channel = channels.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no channel '" + name + "'; there are " + channels.keySet());
        }
        return channel;
    }

    private Hdf5Rows rows(String name) {
        Hdf5Rows found = rows.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no channel '" + name + "'; there are " + channels.keySet());
        }
        return found;
    }

    /// Leaves nothing of an episode that was not finished.
    @Override
    public void close() {
        hdf5.close();
        file.close();
    }
}
