package org.isthmus.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.isthmus.dataset.Channel.Element;

/// Turns numbers into the bytes of elements, little-endian.
final class Elements {
    private Elements() {}

    /// @throws IllegalArgumentException for a number that the elements cannot hold
    static byte[] bytes(Channel channel, double[] row) {
        check(channel, row.length);
        Element element = channel.element();
        ByteBuffer out = ByteBuffer.allocate(row.length * element.type().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : row) {
            switch (element) {
                case FLOAT64 -> out.putDouble(value);
                case FLOAT32 -> out.putFloat((float) value);
                case UINT8 -> out.put((byte) whole(channel, value, 0, 255));
                case BOOL -> out.put((byte) whole(channel, value, 0, 1));
                case UINT16 -> out.putShort((short) whole(channel, value, 0, 65_535));
                case INT32 -> out.putInt((int) whole(channel, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case INT64 -> out.putLong(whole(channel, value, -0x1p53, 0x1p53));
            }
        }
        return out.array();
    }

    static byte[] bytes(Channel channel, float[] row) {
        check(channel, row.length);
        Element element = channel.element();
        if (element != Element.FLOAT32) {
            double[] wide = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                wide[i] = row[i];
            }
            return bytes(channel, wide);
        }
        ByteBuffer out = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.asFloatBuffer().put(row);
        return out.array();
    }

    /// Depth in metres to 16 bits: rounded; 0 where it is not above 0 or no number, the largest number where it is beyond.
    static byte[] depth(Channel channel, float[] metres) {
        check(channel, metres.length);
        if (channel.role() != Channel.Role.DEPTH) {
            throw new IllegalArgumentException(
                    "channel '" + channel.name() + "' holds " + channel.role() + ", not depth");
        }
        byte[] out = new byte[2 * metres.length];
        double unitsPerMetre = 1 / channel.scale();
        for (int i = 0; i < metres.length; i++) {
            double units = metres[i] * unitsPerMetre + 0.5;
            int value = units >= 1 ? (int) Math.min(units, 65_535) : 0; // also for NaN
            out[2 * i] = (byte) value;
            out[2 * i + 1] = (byte) (value >> 8);
        }
        return out;
    }

    private static void check(Channel channel, int length) {
        if (length != channel.rowSize()) {
            throw new IllegalArgumentException("a row of " + length + " elements for channel '" + channel.name()
                    + "', expected " + channel.rowSize());
        }
    }

    private static long whole(Channel channel, double value, double low, double high) {
        if (!(value >= low && value <= high) || value != Math.rint(value)) {
            throw new IllegalArgumentException(value + " for channel '" + channel.name() + "' of " + channel.element());
        }
        return (long) value;
    }
}
