package org.isthmus.dataset.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;

/// The bytes of a file, none beyond its end, and how trouble with them is told.
final class Hdf5Input {
    private static final String REMEDY = "the file is damaged or no HDF5 file; write it again";

    private final FileChannel channel;
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private final long size;
    private long base;

    Hdf5Input(FileChannel channel, SourceLocation place, Diagnostics diagnostics) throws IOException {
        this.channel = channel;
        this.place = place;
        this.diagnostics = diagnostics;
        size = channel.size();
    }

    /// Says where addresses count from.
    void base(long address) {
        base = address;
    }

    /// Bytes from the base to the end of the file.
    long size() {
        return size - base;
    }

    /// Bytes at an address; in one piece, so at most what an array can hold.
    Cursor at(long address, long length, String what) {
        if (address < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || address > size() - length) {
            throw damaged(what + " at address " + address + " with " + length + " bytes, beyond the end of the file");
        }
        byte[] bytes = new byte[(int) length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, base + address + buffer.position()) < 0) {
                    throw damaged(what + " was cut while it was read");
                }
            }
        } catch (IOException e) {
            throw diagnostics.fatal(place, "the file cannot be read (" + NewFile.reason(e) + ")", "", "");
        }
        return new Cursor(this, bytes, what);
    }

    DiagnosticException damaged(String found) {
        return diagnostics.fatal(place, found, "", REMEDY);
    }

    DiagnosticException unsupported(String found, String remedy) {
        return diagnostics.fatal(place, found, "what h5py writes by default", remedy);
    }

    /// Takes values off bytes, little-endian, and says so where there are none left.
    static final class Cursor {
        private final Hdf5Input input;
        private final byte[] bytes;
        private final String what;
        private int position;

        Cursor(Hdf5Input input, byte[] bytes, String what) {
            this.input = input;
            this.bytes = bytes;
            this.what = what;
        }

        int left() {
            return bytes.length - position;
        }

        int position() {
            return position;
        }

        int u8() {
            return take(1)[0] & 0xff;
        }

        int u16() {
            return (int) unsigned(2);
        }

        long u32() {
            return unsigned(4);
        }

        long u64() {
            return unsigned(8);
        }

        /// A whole number of so many bytes.
        long unsigned(int count) {
            byte[] taken = take(count);
            long value = 0;
            for (int i = count - 1; i >= 0; i--) {
                value = value << 8 | taken[i] & 0xff;
            }
            return value;
        }

        byte[] take(long count) {
            if (count < 0 || count > left()) {
                throw input.damaged(what + " ends after " + bytes.length + " bytes");
            }
            byte[] out = new byte[(int) count];
            System.arraycopy(bytes, position, out, 0, out.length);
            position += out.length;
            return out;
        }

        Cursor sub(long count) {
            return new Cursor(input, take(count), what);
        }

        void skip(long count) {
            if (count < 0 || count > left()) {
                throw input.damaged(what + " ends after " + bytes.length + " bytes");
            }
            position += (int) count;
        }

        /// Goes to the next multiple of 8 from where the bytes began.
        void pad8() {
            skip(Math.min(left(), -position & 7));
        }

        boolean begins(String signature) {
            for (int i = 0; i < signature.length(); i++) {
                if (left() <= i || bytes[position + i] != (byte) signature.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
