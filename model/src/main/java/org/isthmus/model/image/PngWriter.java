package org.isthmus.model.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes PNG files: header, pixels, end; nothing that changes from one time to the next.
///
/// Each row takes the filter whose bytes, as signed numbers, have the least sum of magnitudes (W3C PNG, section 12.7).
final class PngWriter {
    private static final int FILTERS = 5;
    private static final int[] COLOUR_TYPES = {0, 4, 2, 6};

    private PngWriter() {}

    static byte[] write(Image image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PngFile.SIGNATURE);
        byte[] header = ByteBuffer.allocate(13).putInt(image.width()).putInt(image.height()).put((byte) image.bits())
                .put((byte) COLOUR_TYPES[image.channels() - 1]).array();
        writeChunk(out, "IHDR", header, header.length);
        byte[] compressed = new byte[64 << 10];
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try {
            deflater.setInput(filtered(image));
            deflater.finish();
            while (!deflater.finished()) {
                writeChunk(out, "IDAT", compressed, deflater.deflate(compressed));
            }
        } finally {
            deflater.end();
        }
        writeChunk(out, "IEND", compressed, 0);
        return out.toByteArray();
    }

    private static void writeChunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        byte[] name = type.getBytes(ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /// All rows, each after the number of its filter.
    private static byte[] filtered(Image image) {
        int step = image.channels() * image.bits() / 8;
        int length = image.width() * step;
        byte[] out = new byte[Math.multiplyExact(length + 1, image.height())];
        byte[] above = new byte[length];
        byte[] row = new byte[length];
        byte[] tried = new byte[length];
        for (int y = 0; y < image.height(); y++) {
            image.pixels().copyTo(y * length, row, 0, length);
            int at = y * (length + 1);
            long least = Long.MAX_VALUE;
            for (int filter = 0; filter < FILTERS; filter++) {
                long size = filter(filter, row, above, step, tried);
                if (size < least) {
                    least = size;
                    out[at] = (byte) filter;
                    System.arraycopy(tried, 0, out, at + 1, length);
                }
            }
            byte[] swap = above;
            above = row;
            row = swap;
        }
        return out;
    }

    /// Filters one row; returns the sum of magnitudes.
    private static long filter(int filter, byte[] row, byte[] above, int step, byte[] out) {
        long sum = 0;
        for (int i = 0; i < row.length; i++) {
            int left = i < step ? 0 : row[i - step] & 0xFF;
            int up = above[i] & 0xFF;
            int upLeft = i < step ? 0 : above[i - step] & 0xFF;
            int predicted = switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> (left + up) / 2;
                default -> paeth(left, up, upLeft);
            };
            out[i] = (byte) (row[i] - predicted);
            sum += Math.abs(out[i]);
        }
        return sum;
    }

    private static int paeth(int left, int up, int upLeft) {
        int p = left + up - upLeft;
        int toLeft = Math.abs(p - left);
        int toUp = Math.abs(p - up);
        int toUpLeft = Math.abs(p - upLeft);
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }
}
