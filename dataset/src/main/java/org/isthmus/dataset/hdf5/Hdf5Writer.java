package org.isthmus.dataset.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;

/// Writes an HDF5 file from its beginning to its end: rows of datasets as they come, the tree of groups last.
///
///     try (NewFile file = NewFile.at(target, diagnostics); Compressors compressors = Compressors.of(2);
///             Hdf5Writer writer = Hdf5Writer.create(file, 0, compressors)) {
///         Hdf5Rows rows = writer.rows("obs/camera", Hdf5Type.UINT8, List.of(480, 640, 3), 1, 1);
///         rows.append(image);
///         writer.attribute("", "version", 1);
///         writer.finish();
///         file.commit();
///     }
///
/// In memory are one chunk of each dataset, a few that are being compressed, 24 bytes for each that was written, and all texts. The same
/// calls give the same bytes. Not safe for several threads. Every call that writes may throw a [DiagnosticException]: the disk is full.
public final class Hdf5Writer implements AutoCloseable {
    private final NewFile file;
    private final FileChannel channel;
    private final Compressors compressors;
    private final MessageDigest digest;
    private final int userBlock;
    private final Tree root = new Tree();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    /// Where the next bytes go, from the end of the user block.
    private long position = Structures.SUPERBLOCK_BYTES;
    private boolean finished;

    private Hdf5Writer(NewFile file, FileChannel channel, int userBlock, Compressors compressors,
            MessageDigest digest) {
        this.file = file;
        this.channel = channel;
        this.userBlock = userBlock;
        this.compressors = compressors;
        this.digest = digest;
    }

    /// A chunk that is being compressed.
    private record Pending(Hdf5Rows rows, Future<byte[]> data) {}

    /// Begins a file.
    ///
    /// @param userBlock bytes before the HDF5 structures for the caller's own use: 0, or 512 times a power of two
    /// @throws DiagnosticException when the file cannot be written
    public static Hdf5Writer create(NewFile file, int userBlock, Compressors compressors) {
        if (userBlock != 0 && (userBlock < 512 || Integer.bitCount(userBlock) != 1)) {
            throw new IllegalArgumentException(
                    "user block of " + userBlock + ", expected 0 or a power of two from 512 on");
        }
        try {
            FileChannel channel = FileChannel.open(file.temporary(), StandardOpenOption.WRITE);
            return new Hdf5Writer(file, channel, userBlock, compressors, Sha256.begin());
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    /// A new dataset [rows][rowShape…] that grows row by row.
    ///
    /// @param path names separated by `/`, printable ASCII; groups on the way are made
    /// @param chunkRows rows that are compressed together and read together
    /// @param level of deflate: 1 (fast, by [FastDeflate]) to 9 (small, by zlib)
    public Hdf5Rows rows(String path, Hdf5Type type, List<Integer> rowShape, int chunkRows, int level) {
        Hdf5Rows rows = new Hdf5Rows(this, type, rowShape, chunkRows, level);
        root.place(path, rows);
        return rows;
    }

    /// A new dataset that is written at once, without compression.
    ///
    /// @param data [shape…], little-endian
    public void whole(String path, Hdf5Type type, long[] shape, byte[] data) {
        long size = type.size();
        for (long side : shape) {
            size *= side;
        }
        if (type.kind() == Hdf5Type.Kind.TEXT || size != data.length) {
            throw new IllegalArgumentException(data.length + " bytes for " + path + ", expected " + size);
        }
        drain(); // so that the order in the file is that of the calls
        long address = data.length == 0 ? Structures.UNDEFINED : write(data);
        root.place(path, new Tree.Whole(type, shape.clone(), address, List.of()));
    }

    /// A new dataset of texts.
    public void texts(String path, List<String> texts) {
        root.place(path, new Tree.Whole(Hdf5Type.TEXT, new long[]{texts.size()}, Structures.UNDEFINED, texts));
    }

    /// Makes a group, and those on the way to it.
    public void group(String path) {
        root.group(path);
    }

    /// Gives a group or dataset (`""` is the root) an attribute.
    public void attribute(String path, String name, String value) {
        root.find(path).attributes()
                .add(new Tree.Attribute(name, Hdf5Type.TEXT, new long[0], new byte[0], List.of(value)));
    }

    public void attribute(String path, String name, List<String> values) {
        root.find(path).attributes().add(new Tree.Attribute(name, Hdf5Type.TEXT, new long[]{values.size()}, new byte[0],
                values));
    }

    public void attribute(String path, String name, long value) {
        number(path, name, Hdf5Type.INT64, value);
    }

    public void attribute(String path, String name, double value) {
        number(path, name, Hdf5Type.FLOAT64, Double.doubleToRawLongBits(value));
    }

    public void attribute(String path, String name, boolean value) {
        root.find(path).attributes().add(new Tree.Attribute(name, Hdf5Type.BOOL, new long[0], new byte[]{
            (byte) (value ? 1 : 0)}, List.of()));
    }

    private void number(String path, String name, Hdf5Type type, long bits) {
        byte[] value = new Bytes().u64(bits).toArray();
        root.find(path).attributes().add(new Tree.Attribute(name, type, new long[0], value, List.of()));
    }

    /// Writes the rest. The file is then complete but for its user block, and may be closed.
    ///
    /// @return the SHA-256 of all bytes after the superblock, followed by the superblock
    public byte[] finish() {
        mustBeOpen();
        root.forEachRows(Hdf5Rows::flush);
        drain();
        TreeWriter.Root written = new TreeWriter(this::write).write(root);
        byte[] superblock = Structures.superblock(userBlock, userBlock + position, written.header(), written.tree(),
                written.heap());
        put(superblock, 0);
        digest.update(superblock);
        finished = true;
        return digest.digest();
    }

    /// Fills the user block; after [#finish] only.
    ///
    /// @param content up to the size of the user block; the rest is zeros
    public void writeUserBlock(byte[] content) {
        if (!finished || content.length > userBlock) {
            throw new IllegalStateException(content.length + " bytes for a user block of " + userBlock
                    + " of a file that is" + (finished ? "" : " not") + " finished");
        }
        put(Arrays.copyOf(content, userBlock), -userBlock);
    }

    /// Bytes written so far, all told.
    public long size() {
        return userBlock + position;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    /// Takes a full chunk, and writes one that is ready when enough wait: always in the order they came.
    void submit(Hdf5Rows rows, byte[] chunk, int elementSize, int level) {
        mustBeOpen();
        pending.add(new Pending(rows, compressors.compress(chunk, elementSize, level)));
        while (pending.size() > 2 * compressors.threads()) {
            writeFirst();
        }
    }

    private void drain() {
        while (!pending.isEmpty()) {
            writeFirst();
        }
    }

    private void writeFirst() {
        Pending first = pending.remove();
        byte[] data = Compressors.result(first.data());
        first.rows().written(write(data), data.length);
    }

    /// Appends bytes at a multiple of 8.
    private long write(byte[] data) {
        mustBeOpen();
        int padding = (int) (-position & 7);
        if (padding > 0) {
            append(new byte[padding]);
        }
        long address = position;
        append(data);
        return address;
    }

    private void append(byte[] data) {
        put(data, position);
        digest.update(data);
        position += data.length;
    }

    private void put(byte[] data, long at) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(data);
            long place = userBlock + at;
            while (buffer.hasRemaining()) {
                place += channel.write(buffer, place);
            }
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    private void mustBeOpen() {
        if (finished) {
            throw new IllegalStateException("this file is finished");
        }
    }

    /// Where structures are written to; gives the address.
    interface Sink {
        long write(byte[] data);
    }
}
