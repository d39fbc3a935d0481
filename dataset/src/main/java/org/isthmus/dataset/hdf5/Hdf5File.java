package org.isthmus.dataset.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.hdf5.Hdf5Input.Cursor;

/// An HDF5 file that is read: what [Hdf5Writer] writes and what h5py writes by default.
///
/// Not read are groups of names in fractal heaps, the indices of `libver='latest'`, compound types, filters but deflate, shuffle and Fletcher;
/// meeting one is told when it is needed, not before. Nothing is believed of a file that its length does not allow, so memory is bounded by
/// about a thousand times its size (what deflate can hide) and 256 MiB for a chunk. Not safe for several threads.
public final class Hdf5File implements AutoCloseable {
    private static final int MAX_USER_BLOCK = 1 << 30;

    private final FileChannel channel;
    private final Hdf5Input input;
    private final Hdf5Node root;

    private Hdf5File(FileChannel channel, Hdf5Input input) {
        this.channel = channel;
        this.input = input;
        root = new Hdf5Node(input, "", rootAddress());
    }

    /// Opens a file.
    ///
    /// @throws DiagnosticException when there is none, or it is no HDF5
    public static Hdf5File open(Path file, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        if (!Files.isRegularFile(file)) {
            throw diagnostics.fatal(place, "there is no such file", "an HDF5 file", "check the name");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                return new Hdf5File(channel, new Hdf5Input(channel, place, diagnostics));
            } catch (Throwable e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw diagnostics.fatal(place, "the file cannot be read (" + NewFile.reason(e) + ")", "", "");
        }
    }

    /// Finds the superblock, and the root group by it.
    private long rootAddress() {
        long base = 0;
        while (!isSuperblock(base)) {
            base = base == 0 ? 512 : 2 * base;
            if (base > MAX_USER_BLOCK || base >= input.size()) {
                throw input.damaged("this is no HDF5 file");
            }
        }
        input.base(base);
        Cursor in = input.at(0, Math.min(input.size(), Structures.SUPERBLOCK_BYTES), "a superblock");
        in.skip(8);
        int version = in.u8();
        in.skip(version < 2 ? 4 : 0);
        int offsetBytes = in.u8();
        int lengthBytes = in.u8();
        if (version > 3 || offsetBytes != 8 || lengthBytes != 8) {
            throw input.unsupported("a superblock of version " + version + " with offsets of " + offsetBytes
                    + " bytes and lengths of " + lengthBytes, "copy it with h5repack");
        }
        if (version >= 2) {
            in.skip(1 + 3 * 8);
            return in.u64();
        }
        in.skip(1 + 4 + 4 + (version == 1 ? 4 : 0) + 4 * 8 + 8);
        return in.u64();
    }

    private boolean isSuperblock(long base) {
        return base <= input.size() - Structures.SIGNATURE.length && Arrays.equals(Structures.SIGNATURE,
                input.at(base, Structures.SIGNATURE.length, "a signature").take(Structures.SIGNATURE.length));
    }

    public Hdf5Node root() {
        return root;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a file that was only read", e);
        }
    }
}
