package org.isthmus.dataset.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes in the making, little-endian.
final class Bytes {
    private byte[] data = new byte[256];
    private int length;

    Bytes() {}

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(data, length);
    }

    Bytes u8(int... values) {
        for (int value : values) {
            room(1);
            data[length++] = (byte) value;
        }
        return this;
    }

    Bytes u16(int value) {
        return u8(value, value >> 8);
    }

    Bytes u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    Bytes u64(long value) {
        return u32(value).u32(value >> 32);
    }

    Bytes bytes(byte[] values) {
        room(values.length);
        System.arraycopy(values, 0, data, length, values.length);
        length += values.length;
        return this;
    }

    Bytes ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    Bytes zeros(int count) {
        room(count);
        length += count;
        return this;
    }

    /// Zeros up to a multiple of 8 bytes.
    Bytes pad8() {
        return zeros(-length & 7);
    }

    private void room(int count) {
        if (length + count > data.length) {
            data = Arrays.copyOf(data, Math.max(2 * data.length, length + count));
        }
    }
}
