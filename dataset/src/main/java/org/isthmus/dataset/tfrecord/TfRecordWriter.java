package org.isthmus.dataset.tfrecord;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a file of records.
public final class TfRecordWriter implements AutoCloseable {
    private final FileChannel channel;
    private long records;
    private long bytes;

    private TfRecordWriter(FileChannel channel) {
        this.channel = channel;
    }

    /// @param file must not be there
    public static TfRecordWriter create(Path file) throws IOException {
        return new TfRecordWriter(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    public void write(byte[] record) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Framing.HEADER).order(ByteOrder.LITTLE_ENDIAN).putLong(record.length);
        header.putInt(Framing.maskedCrc(header.array(), 0, Long.BYTES)).flip();
        ByteBuffer footer = ByteBuffer.allocate(Framing.FOOTER).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Framing.maskedCrc(record, 0, record.length)).flip();
        for (ByteBuffer part : new ByteBuffer[]{header, ByteBuffer.wrap(record), footer}) {
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
        records++;
        bytes += record.length;
    }

    public long records() {
        return records;
    }

    /// Of the records alone, as `numBytes` of a split counts them.
    public long bytes() {
        return bytes;
    }

    /// Brings all to the disk.
    public void finish() throws IOException {
        channel.force(true);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
