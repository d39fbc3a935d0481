package org.isthmus.core.array;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// An immutable flat array of `float`. C2 removes the wrapper in compiled code.
public final class FloatArray {
    private static final FloatArray EMPTY = new FloatArray(new float[0]);

    private final float[] values;

    private FloatArray(float[] values) {
        this.values = values;
    }

    /// Wraps `values`, which the caller must not change afterwards.
    public static FloatArray wrap(float... values) {
        return values.length == 0 ? EMPTY : new FloatArray(values);
    }

    public float get(int index) {
        return values[index];
    }

    public int length() {
        return values.length;
    }

    public float[] toArray() {
        return values.clone();
    }

    /// Elements `from` (inclusive) to `to` (exclusive).
    public float[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    /// Copies `count` elements from `from` on into `out` from `at` on.
    public void copyTo(int from, float[] out, int at, int count) {
        System.arraycopy(values, from, out, at, count);
    }

    /// Equal when all elements have the same bits.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FloatArray a && Arrays.equals(values, a.values);
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
