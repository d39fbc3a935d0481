package org.isthmus.core.array;

import java.util.Arrays;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// An immutable flat array of `double`. C2 removes the wrapper in compiled code.
public final class DoubleArray {
    private static final DoubleArray EMPTY = new DoubleArray(new double[0]);

    private final double[] values;

    private DoubleArray(double[] values) {
        this.values = values;
    }

    /// Wraps `values`, which the caller must not change afterwards.
    public static DoubleArray wrap(double... values) {
        return values.length == 0 ? EMPTY : new DoubleArray(values);
    }

    public double get(int index) {
        return values[index];
    }

    /// The three numbers of row `row` of an `[n][3]` array.
    public Vec3 vec3(int row) {
        return Vec3.of(values, 3 * row);
    }

    /// The four numbers `(w, x, y, z)` of row `row` of an `[n][4]` array.
    public Quat quat(int row) {
        return Quat.of(values, 4 * row);
    }

    public int length() {
        return values.length;
    }

    public double[] toArray() {
        return values.clone();
    }

    /// Elements `from` (inclusive) to `to` (exclusive).
    public double[] slice(int from, int to) {
        return Arrays.copyOfRange(values, from, to);
    }

    /// Copies `count` elements from `from` on into `out` from `at` on.
    public void copyTo(int from, double[] out, int at, int count) {
        System.arraycopy(values, from, out, at, count);
    }

    /// Equal when all elements have the same bits.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DoubleArray a && Arrays.equals(values, a.values);
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
