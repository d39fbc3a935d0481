package org.isthmus.physics.trace;

import java.util.Arrays;

/// Numbers of many lanes, of one precision: `[block][slot][lane]`, lane innermost.
public final class LaneMemory {
    private static final float[] NO_FLOATS = {};
    private static final double[] NO_DOUBLES = {};

    final float[] floats;
    final double[] doubles;
    private final Precision precision;

    /// Memory for `length` numbers, all 0.
    public LaneMemory(Precision precision, int length) {
        this.precision = precision;
        floats = precision == Precision.FLOAT ? new float[length] : NO_FLOATS;
        doubles = precision == Precision.DOUBLE ? new double[length] : NO_DOUBLES;
    }

    public double get(int index) {
        return precision == Precision.FLOAT ? floats[index] : doubles[index];
    }

    public void set(int index, double value) {
        if (precision == Precision.FLOAT) {
            floats[index] = (float) value;
        } else {
            doubles[index] = value;
        }
    }

    /// Whether any of the numbers of a slot is positive.
    public boolean anyPositive(int slot, int lanes) {
        if (lanes == 1) {
            return get(slot) > 0;
        }
        return precision == Precision.FLOAT ? Lanes.anyPositive(floats, slot * lanes)
                : Lanes.anyPositive(doubles, slot * lanes);
    }

    /// Which of the numbers of a slot are positive, lane 0 the lowest bit.
    public long positive(int slot, int lanes) {
        if (lanes == 1) {
            return get(slot) > 0 ? 1 : 0;
        }
        return precision == Precision.FLOAT ? Lanes.positive(floats, slot * lanes)
                : Lanes.positive(doubles, slot * lanes);
    }

    public int length() {
        return precision == Precision.FLOAT ? floats.length : doubles.length;
    }

    /// Sets `count` numbers to 0.
    public void clear(int from, int count) {
        if (precision == Precision.FLOAT) {
            Arrays.fill(floats, from, from + count, 0f);
        } else {
            Arrays.fill(doubles, from, from + count, 0.0);
        }
    }

    /// Puts `count` numbers of an array where they lie `stride` apart.
    public void scatter(double[] source, int from, int to, int stride, int count) {
        if (precision == Precision.FLOAT) {
            for (int i = 0; i < count; i++) {
                floats[to + i * stride] = (float) source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                doubles[to + i * stride] = source[from + i];
            }
        }
    }

    /// Takes `count` numbers that lie `stride` apart into an array.
    public void gather(int from, int stride, double[] target, int to, int count) {
        if (precision == Precision.FLOAT) {
            for (int i = 0; i < count; i++) {
                target[to + i] = floats[from + i * stride];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = doubles[from + i * stride];
            }
        }
    }

    /// Copies `count` numbers within this memory or from another of the same precision.
    public void copyFrom(LaneMemory source, int from, int to, int count) {
        if (precision == Precision.FLOAT) {
            System.arraycopy(source.floats, from, floats, to, count);
        } else {
            System.arraycopy(source.doubles, from, doubles, to, count);
        }
    }

    /// Copies `count` numbers that lie `stride` apart in another memory of the same precision to where they lie so here.
    public void copyLane(LaneMemory source, int from, int to, int stride, int count) {
        if (precision == Precision.FLOAT) {
            for (int i = 0; i < count; i++) {
                floats[to + i * stride] = source.floats[from + i * stride];
            }
        } else {
            for (int i = 0; i < count; i++) {
                doubles[to + i * stride] = source.doubles[from + i * stride];
            }
        }
    }
}
