package org.isthmus.dataset.hdf5;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The filters that chunks go through, and back: shuffle, deflate, Fletcher's checksum (specification, section IV.A.2.l).
final class Filters {
    private static final int CHECKSUM_BYTES = 4;

    private Filters() {}

    /// First bytes of all elements, then second bytes, and so on; a rest that is no whole element stays.
    static byte[] shuffle(byte[] data, int elementSize) {
        byte[] out = new byte[data.length];
        int count = data.length / elementSize;
        for (int b = 0; b < elementSize; b++) {
            int at = b * count;
            for (int i = 0; i < count; i++) {
                out[at + i] = data[i * elementSize + b];
            }
        }
        int rest = count * elementSize;
        System.arraycopy(data, rest, out, rest, data.length - rest);
        return out;
    }

    static byte[] unshuffle(byte[] data, int elementSize) {
        byte[] out = new byte[data.length];
        int count = data.length / elementSize;
        for (int b = 0; b < elementSize; b++) {
            int at = b * count;
            for (int i = 0; i < count; i++) {
                out[i * elementSize + b] = data[at + i];
            }
        }
        int rest = count * elementSize;
        System.arraycopy(data, rest, out, rest, data.length - rest);
        return out;
    }

    static byte[] deflate(byte[] data, Deflater deflater, int level) {
        deflater.setLevel(level);
        deflater.setInput(data);
        deflater.finish();
        byte[] out = new byte[Math.max(64, data.length / 4)];
        int length = 0;
        while (!deflater.finished()) {
            out = length == out.length ? Arrays.copyOf(out, 2 * out.length) : out;
            length += deflater.deflate(out, length, out.length - length);
        }
        return Arrays.copyOf(out, length);
    }

    /// @param size of what was compressed, bytes
    /// @throws DataFormatException when it is something else
    static byte[] inflate(byte[] data, int size) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            byte[] out = new byte[size];
            int length = 0;
            while (length < size) {
                int count = inflater.inflate(out, length, size - length);
                if (count == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException(length + " of " + size + " bytes");
                }
                length += count;
            }
            return out;
        } finally {
            inflater.end();
        }
    }

    static byte[] withChecksum(byte[] data) {
        int sum = fletcher32(data, data.length);
        byte[] out = Arrays.copyOf(data, data.length + CHECKSUM_BYTES);
        for (int i = 0; i < CHECKSUM_BYTES; i++) {
            out[data.length + i] = (byte) (sum >>> 8 * i);
        }
        return out;
    }

    /// @throws DataFormatException when the checksum is not that of the data
    static byte[] checked(byte[] data) throws DataFormatException {
        int length = data.length - CHECKSUM_BYTES;
        int stored = 0;
        for (int i = 0; i < CHECKSUM_BYTES && length >= 0; i++) {
            stored |= (data[length + i] & 0xff) << 8 * i;
        }
        if (length < 0 || fletcher32(data, length) != stored) {
            throw new DataFormatException("the checksum is not that of the data");
        }
        return Arrays.copyOf(data, length);
    }

    /// Fletcher's checksum over 16-bit words of which the first byte is the high one; an odd last byte is a word's high one.
    static int fletcher32(byte[] data, int length) {
        long sum1 = 0;
        long sum2 = 0;
        int words = length / 2;
        for (int start = 0; start < words; start += 360) { // as many as 32 bits can take without folding
            int end = Math.min(start + 360, words);
            for (int i = start; i < end; i++) {
                sum1 += (data[2 * i] & 0xff) << 8 | data[2 * i + 1] & 0xff;
                sum2 += sum1;
            }
            sum1 = folded(sum1);
            sum2 = folded(sum2);
        }
        if (length % 2 != 0) {
            sum1 = folded(sum1 + ((data[length - 1] & 0xff) << 8));
            sum2 = folded(sum2 + sum1);
        }
        return (int) (folded(sum2) << 16 | folded(sum1));
    }

    private static long folded(long sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
