package org.isthmus.model.mesh;

import java.util.Arrays;

/// A growing list of `double`.
final class DoubleList {
    private double[] values = new double[0];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(24, size + (size >> 1)));
        }
        values[size++] = value;
    }

    double get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
