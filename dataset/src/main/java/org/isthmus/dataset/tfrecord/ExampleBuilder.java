package org.isthmus.dataset.tfrecord;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a `tf.train.Example`; the same lists give the same bytes, in whatever order they were begun.
public final class ExampleBuilder {
    private static final int TAG_1 = 1 << 3 | Wire.BYTES;
    private static final int TAG_2 = 2 << 3 | Wire.BYTES;

    private final Map<String, Bytes> bytes = new TreeMap<>();
    private final Map<String, Bytes> floats = new TreeMap<>();
    private final Map<String, Bytes> ints = new TreeMap<>();

    public ExampleBuilder() {}

    /// Adds to a list of bytes.
    public void add(String name, byte[] value) {
        Bytes list = bytes.computeIfAbsent(name, key -> new Bytes());
        list.varint(TAG_1);
        list.varint(value.length);
        list.put(value, value.length);
    }

    /// Adds to a list of bytes.
    public void add(String name, String text) {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds to a list of floats.
    public void addFloats(String name, double... values) {
        Bytes list = floats.computeIfAbsent(name, key -> new Bytes());
        ByteBuffer packed = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            packed.putFloat((float) value);
        }
        list.put(packed.array(), packed.capacity());
    }

    /// Adds to a list of whole numbers.
    public void addInts(String name, double... values) {
        Bytes list = ints.computeIfAbsent(name, key -> new Bytes());
        for (double value : values) {
            list.varint((long) value);
        }
    }

    /// Bytes so far, about.
    public long size() {
        long size = 0;
        for (Map<String, Bytes> lists : List.of(bytes, floats, ints)) {
            for (Bytes list : lists.values()) {
                size += list.size;
            }
        }
        return size;
    }

    /// The record; in memory are the lists and the record then.
    public byte[] build() {
        Map<String, Entry> entries = new TreeMap<>();
        bytes.forEach((name, list) -> entries.put(name, new Entry(name, 1, list)));
        floats.forEach((name, list) -> entries.put(name, new Entry(name, 2, list)));
        ints.forEach((name, list) -> entries.put(name, new Entry(name, 3, list)));
        int size = 0;
        for (Entry entry : entries.values()) {
            size = Math.addExact(size, field(entry.size()));
        }
        Bytes out = new Bytes();
        out.reserve(field(size));
        out.begin(TAG_1, size);
        entries.values().forEach(entry -> entry.write(out));
        return Arrays.copyOf(out.data, out.size);
    }

    /// Bytes of a field of bytes: tag, length and these.
    private static int field(int inside) {
        return Math.addExact(1 + Math.ceilDiv(Integer.SIZE - Integer.numberOfLeadingZeros(inside | 1), 7), inside);
    }

    /// An entry of the map: its name, and the feature, which is one field that is the list.
    ///
    /// @param list its bytes with their tags and lengths, or the numbers packed, without
    private record Entry(byte[] key, int kind, Bytes list) {
        Entry(String name, int kind, Bytes list) {
            this(name.getBytes(StandardCharsets.UTF_8), kind, list);
        }

        private int listSize() {
            return kind == 1 ? list.size : field(list.size);
        }

        int size() {
            return Math.addExact(field(key.length), field(field(listSize())));
        }

        void write(Bytes out) {
            out.begin(TAG_1, size());
            out.begin(TAG_1, key.length);
            out.put(key, key.length);
            out.begin(TAG_2, field(listSize()));
            out.begin(kind << 3 | Wire.BYTES, listSize());
            if (kind != 1) {
                out.begin(TAG_1, list.size);
            }
            out.put(list.data, list.size);
        }
    }

    /// Bytes that grow.
    private static final class Bytes {
        /// [room] the first `size` are used
        private byte[] data = new byte[64];
        private int size;

        void put(byte[] from, int count) {
            reserve(count);
            System.arraycopy(from, 0, data, size, count);
            size += count;
        }

        /// Begins a field of so many bytes.
        void begin(int tag, int length) {
            varint(tag);
            varint(length);
        }

        void varint(long value) {
            reserve(10);
            long left = value;
            while ((left & ~0x7FL) != 0) {
                data[size++] = (byte) (left | 0x80);
                left >>>= 7;
            }
            data[size++] = (byte) left;
        }

        private void reserve(int count) {
            if (count > data.length - size) {
                data = Arrays.copyOf(data, Math.max(Math.addExact(size, count),
                        (int) Math.min(Integer.MAX_VALUE - 8, 2L * data.length)));
            }
        }
    }
}
