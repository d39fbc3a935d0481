package org.isthmus.model.compile;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// Columns of a compiled table from a list of drafts, one row per draft.
final class Columns {
    private Columns() {}

    static <T> IntArray ints(List<T> rows, ToIntFunction<T> value) {
        return IntArray.wrap(rows.stream().mapToInt(value).toArray());
    }

    static <T> IntArray flags(List<T> rows, Predicate<T> value) {
        return ints(rows, row -> value.test(row) ? 1 : 0);
    }

    static <T> IntArray ordinals(List<T> rows, Function<T, ? extends Enum<?>> value) {
        return ints(rows, row -> value.apply(row).ordinal());
    }

    static <T> IntArray ints(List<T> rows, int width, Function<T, int[]> values) {
        int[] column = new int[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(values.apply(rows.get(i)), 0, column, i * width, width);
        }
        return IntArray.wrap(column);
    }

    static <T> DoubleArray numbers(List<T> rows, ToDoubleFunction<T> value) {
        return DoubleArray.wrap(rows.stream().mapToDouble(value).toArray());
    }

    /// Rows of `width` numbers; shorter ones are filled up with zeros.
    static <T> DoubleArray numbers(List<T> rows, int width, Function<T, double[]> values) {
        double[] column = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = values.apply(rows.get(i));
            System.arraycopy(row, 0, column, i * width, Math.min(width, row.length));
        }
        return DoubleArray.wrap(column);
    }

    /// The numbers of each row from `first` on.
    static <T> DoubleArray rest(List<T> rows, int first, int width, Function<T, double[]> values) {
        double[] column = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(values.apply(rows.get(i)), first, column, i * width, width);
        }
        return DoubleArray.wrap(column);
    }

    static <T> DoubleArray vectors(List<T> rows, Function<T, Vec3> value) {
        double[] column = new double[3 * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            value.apply(rows.get(i)).into(column, 3 * i);
        }
        return DoubleArray.wrap(column);
    }

    static <T> DoubleArray quats(List<T> rows, Function<T, Quat> value) {
        double[] column = new double[4 * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            value.apply(rows.get(i)).into(column, 4 * i);
        }
        return DoubleArray.wrap(column);
    }

    static <T> FloatArray floats(List<T> rows, ToDoubleFunction<T> value) {
        return floats(rows, 1, row -> new double[]{value.applyAsDouble(row)});
    }

    static <T> FloatArray floats(List<T> rows, int width, Function<T, double[]> values) {
        float[] column = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = values.apply(rows.get(i));
            for (int k = 0; k < width; k++) {
                column[i * width + k] = (float) row[k];
            }
        }
        return FloatArray.wrap(column);
    }

    /// The most numbers of user data that any row has.
    static <T> int widest(List<T> rows, Function<T, double[]> values) {
        return rows.stream().mapToInt(row -> values.apply(row).length).max().orElse(0);
    }
}
