package org.isthmus.core.array;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// An immutable flat array of `byte`. C2 removes the wrapper in compiled code.
public final class ByteArray {
    private static final ByteArray EMPTY = new ByteArray(new byte[0]);

    private final byte[] values;

    private ByteArray(byte[] values) {
        this.values = values;
    }

    /// Wraps `values`, which the caller must not change afterwards.
    public static ByteArray wrap(byte... values) {
        return values.length == 0 ? EMPTY : new ByteArray(values);
    }

    public byte get(int index) {
        return values[index];
    }

    public int length() {
        return values.length;
    }

    public byte[] toArray() {
        return values.clone();
    }

    /// Elements `from` (inclusive) to `to` (exclusive).
    public byte[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    /// Copies `count` elements from `from` on into `out` from `at` on.
    public void copyTo(int from, byte[] out, int at, int count) {
        System.arraycopy(values, from, out, at, count);
    }

    /// Equal when all elements have the same bits.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteArray a && Arrays.equals(values, a.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
