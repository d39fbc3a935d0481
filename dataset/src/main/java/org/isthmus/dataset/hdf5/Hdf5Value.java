package org.isthmus.dataset.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Elements that were read: numbers or texts.
///
/// @param shape of the elements; empty for one
/// @param bytes of numbers, little-endian; empty for texts
/// @param texts of texts; empty for numbers
public record Hdf5Value(Hdf5Type type, List<Long> shape, byte[] bytes, List<String> texts) {
    public int count() {
        return type.isText() ? texts.size() : bytes.length / type.size();
    }

    /// Numbers of any type as whole ones, fractions cut off.
    public long[] longs() {
        long[] out = new long[count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = type.kind() == Hdf5Type.Kind.FLOAT ? (long) doubleAt(i) : longAt(i);
        }
        return out;
    }

    /// Numbers of any type.
    public double[] doubles() {
        double[] out = new double[count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = doubleAt(i);
        }
        return out;
    }

    private double doubleAt(int index) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (type.kind() != Hdf5Type.Kind.FLOAT) {
            return longAt(index);
        }
        return switch (type.size()) {
            case 2 -> Float.float16ToFloat(in.getShort(2 * index));
            case 4 -> in.getFloat(4 * index);
            default -> in.getDouble(8 * index);
        };
    }

    private long longAt(int index) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean isSigned = type.kind() == Hdf5Type.Kind.SIGNED;
        return switch (type.size()) {
            case 1 -> isSigned ? in.get(index) : in.get(index) & 0xff;
            case 2 -> isSigned ? in.getShort(2 * index) : in.getShort(2 * index) & 0xffff;
            case 4 -> isSigned ? in.getInt(4 * index) : in.getInt(4 * index) & 0xffff_ffffL;
            default -> in.getLong(8 * index);
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hdf5Value v && type.equals(v.type) && shape.equals(v.shape) && texts.equals(v.texts)
                && Arrays.equals(bytes, v.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) + 31 * (shape.hashCode() + 31 * texts.hashCode());
    }

    @Override
    public String toString() {
        return type.isText() ? texts.toString() : Arrays.toString(doubles());
    }
}
