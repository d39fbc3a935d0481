package org.isthmus.dataset.tfrecord;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;

/// Reads a file of records, one after the other, and checks both checksums of each.
public final class TfRecordReader implements AutoCloseable {
    /// The most bytes of a record.
    public static final int MAX_RECORD = 1 << 29;

    private final FileChannel channel;
    private final long size;
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private long position;
    private long number;

    private TfRecordReader(FileChannel channel, SourceLocation place, Diagnostics diagnostics) throws IOException {
        this.channel = channel;
        this.place = place;
        this.diagnostics = diagnostics;
        size = channel.size();
    }

    /// @throws DiagnosticException when the file cannot be read
    public static TfRecordReader open(Path file, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        try {
            return new TfRecordReader(FileChannel.open(file, StandardOpenOption.READ), place, diagnostics);
        } catch (IOException e) {
            throw diagnostics.fatal(place, "the file cannot be read (" + NewFile.reason(e) + ")", "", "check the name");
        }
    }

    /// The next record, or empty at the end.
    ///
    /// @throws DiagnosticException when the file is cut, damaged, or something else
    public Optional<byte[]> next() {
        if (position == size) {
            return Optional.empty();
        }
        ByteBuffer header = read(Framing.HEADER);
        long length = header.getLong(0);
        if (header.getInt(Long.BYTES) != Framing.maskedCrc(header.array(), 0, Long.BYTES)) {
            throw failed("the checksum of the length is wrong", number == 0 ? "a file .tfrecord" : "");
        }
        if (length < 0 || length > MAX_RECORD) {
            throw failed("it would have " + length + " bytes", "up to " + MAX_RECORD);
        }
        byte[] record = read((int) length).array();
        int crc = read(Framing.FOOTER).getInt(0);
        if (crc != Framing.maskedCrc(record, 0, record.length)) {
            throw failed("its checksum is wrong", "");
        }
        number++;
        return Optional.of(record);
    }

    private ByteBuffer read(int count) {
        if (count > size - position) {
            throw failed("the file ends in it", "");
        }
        ByteBuffer out = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (out.hasRemaining()) {
                int got = channel.read(out, position + out.position());
                if (got < 0) {
                    throw failed("the file ends in it", "");
                }
            }
        } catch (IOException e) {
            throw failed(NewFile.reason(e), "");
        }
        position += count;
        return out.flip();
    }

    private DiagnosticException failed(String found, String expected) {
        return diagnostics.fatal(place, "record " + number + " at byte " + position + " cannot be read: " + found,
                expected, "the file is damaged; copy it again");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file that was read cannot be closed", e);
        }
    }
}
