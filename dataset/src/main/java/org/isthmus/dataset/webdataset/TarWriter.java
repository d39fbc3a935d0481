package org.isthmus.dataset.webdataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// Writes a tar file of the form that POSIX.1-1988 calls ustar. The same files give the same bytes: there are no times and no owners.
final class TarWriter implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int MAX_NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int MAGIC_AT = 257;

    private final FileChannel channel;
    private long bytes;

    private TarWriter(FileChannel channel) {
        this.channel = channel;
    }

    /// @param file must not be there
    static TarWriter create(Path file) throws IOException {
        return new TarWriter(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /// @throws IllegalArgumentException for a name of more than 100 bytes
    void add(String name, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_NAME) {
            throw new IllegalArgumentException("a name of " + text.length + " bytes in a tar file: " + name);
        }
        System.arraycopy(text, 0, header, 0, text.length);
        put(header, MAX_NAME, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, SIZE_AT, String.format(Locale.ROOT, "%011o\0%011o\0", content.length, 0));
        put(header, CHECKSUM_AT, "        0");
        put(header, MAGIC_AT, "ustar\0" + "00");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xFF;
        }
        put(header, CHECKSUM_AT, String.format(Locale.ROOT, "%06o\0 ", sum));
        write(header);
        write(content);
        write(new byte[Math.floorMod(-content.length, BLOCK)]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, at, ascii.length);
    }

    private void write(byte[] data) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(data);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        bytes += data.length;
    }

    long bytes() {
        return bytes;
    }

    /// Ends the file and brings it to the disk.
    void finish() throws IOException {
        write(new byte[2 * BLOCK]);
        channel.force(true);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
