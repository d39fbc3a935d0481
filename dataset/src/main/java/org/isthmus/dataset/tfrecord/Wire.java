package org.isthmus.dataset.tfrecord;

import java.util.function.Function;

/// Walks over the fields of a message of Protocol Buffers.
///
/// Source: protobuf.dev/programming-guides/encoding.
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;
    private static final int MAX_VARINT_BITS = 64;

    /// [bytes of the record]
    final byte[] data;
    private final int end;
    private final Function<String, RuntimeException> failure;
    private int position;
    private int wireType;

    Wire(byte[] data, int from, int end, Function<String, RuntimeException> failure) {
        this.data = data;
        this.position = from;
        this.end = end;
        this.failure = failure;
    }

    boolean hasNext() {
        return position < end;
    }

    /// The number of the next field; [#wireType] says how it is kept.
    int field() {
        long tag = varint();
        wireType = (int) tag & 7;
        if (tag >>> 3 == 0 || tag >>> 3 > Integer.MAX_VALUE) {
            throw failure.apply("a field of number " + (tag >>> 3));
        }
        return (int) (tag >>> 3);
    }

    int wireType() {
        return wireType;
    }

    int position() {
        return position;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
            require(1);
            byte next = data[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw failure.apply("a number of more than 64 bits");
    }

    float fixed32() {
        require(Integer.BYTES);
        int bits = data[position] & 0xFF | (data[position + 1] & 0xFF) << 8 | (data[position + 2] & 0xFF) << 16
                | data[position + 3] << 24;
        position += Integer.BYTES;
        return Float.intBitsToFloat(bits);
    }

    /// What a field of bytes holds, and a step over it.
    Wire inside() {
        if (wireType != BYTES) {
            throw failure.apply("a field of wire type " + wireType + " where bytes belong");
        }
        long length = varint();
        if (length < 0 || length > end - position) {
            throw failure.apply("a field of " + length + " bytes that do not fit");
        }
        Wire inside = new Wire(data, position, position + (int) length, failure);
        position += (int) length;
        return inside;
    }

    int length() {
        return end - position;
    }

    /// Steps over a field.
    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> jump(Long.BYTES);
            case BYTES -> inside();
            case FIXED32 -> jump(Integer.BYTES);
            default -> throw failure.apply("a field of wire type " + wireType);
        }
    }

    private void jump(int count) {
        require(count);
        position += count;
    }

    private void require(int count) {
        if (count > end - position) {
            throw failure.apply("a field that is cut");
        }
    }
}
