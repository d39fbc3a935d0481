package org.isthmus.core.array;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// An immutable flat array of `int`. C2 removes the wrapper in compiled code.
public final class IntArray {
    private static final IntArray EMPTY = new IntArray(new int[0]);

    private final int[] values;

    private IntArray(int[] values) {
        this.values = values;
    }

    /// Wraps `values`, which the caller must not change afterwards.
    public static IntArray wrap(int... values) {
        return values.length == 0 ? EMPTY : new IntArray(values);
    }

    public int get(int index) {
        return values[index];
    }

    public int length() {
        return values.length;
    }

    public int[] toArray() {
        return values.clone();
    }

    /// Elements `from` (inclusive) to `to` (exclusive).
    public int[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    /// Copies `count` elements from `from` on into `out` from `at` on.
    public void copyTo(int from, int[] out, int at, int count) {
        System.arraycopy(values, from, out, at, count);
    }

    /// Equal when all elements have the same bits.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IntArray a && Arrays.equals(values, a.values);
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
