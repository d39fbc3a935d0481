package org.isthmus.dataset.tfrecord;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// A `tf.train.Example`: lists of bytes, of floats or of whole numbers, by name.
public final class Example {
    private static final int MAX_FEATURES = 10_000;
    private static final int FEATURES = 1;
    private static final int ENTRY = 1;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int LIST_VALUE = 1;

    private final Map<String, Feature> features = new TreeMap<>();

    private Example() {}

    /// What a list holds; the numbers are those of the message's fields.
    public enum Kind {
        BYTES,
        FLOATS,
        INTS
    }

    /// One list.
    public static final class Feature {
        private final Kind kind;
        /// [bytes of the record]
        private final byte[] data;
        /// [size] beginning of each of the bytes
        private int[] starts = new int[0];
        /// [size] their ends
        private int[] ends = new int[0];
        /// [size]
        private float[] floats = new float[0];
        /// [size]
        private long[] ints = new long[0];
        private int size;

        private Feature(Kind kind, byte[] data) {
            this.kind = kind;
            this.data = data;
        }

        public Kind kind() {
            return kind;
        }

        public int size() {
            return size;
        }

        /// One of the list of bytes.
        public byte[] bytes(int index) {
            return Arrays.copyOfRange(data, starts[index], ends[index]);
        }

        /// One of the list of bytes, as text.
        public String text(int index) {
            return new String(data, starts[index], ends[index] - starts[index], StandardCharsets.UTF_8);
        }

        /// One of the floats or whole numbers.
        public double number(int index) {
            return kind == Kind.FLOATS ? floats[index] : ints[index];
        }

        private int grown(int length) {
            return size < length ? length : Math.max(8, length + (length >> 1));
        }

        private void add(float value) {
            floats = size < floats.length ? floats : Arrays.copyOf(floats, grown(floats.length));
            floats[size++] = value;
        }

        private void add(long value) {
            ints = size < ints.length ? ints : Arrays.copyOf(ints, grown(ints.length));
            ints[size++] = value;
        }

        private void add(int start, int end) {
            starts = size < starts.length ? starts : Arrays.copyOf(starts, grown(starts.length));
            ends = starts.length == ends.length ? ends : Arrays.copyOf(ends, starts.length);
            starts[size] = start;
            ends[size++] = end;
        }
    }

    /// Reads a record.
    ///
    /// @throws DiagnosticException when it is no such message
    public static Example parse(byte[] record, SourceLocation place, Diagnostics diagnostics) {
        Function<String, RuntimeException> failure = found -> diagnostics.fatal(place,
                "a record that is no tf.train.Example: " + found, "", "the file is damaged, or of another kind");
        Example example = new Example();
        Wire message = new Wire(record, 0, record.length, failure);
        while (message.hasNext()) {
            if (message.field() != FEATURES) {
                message.skip();
                continue;
            }
            Wire all = message.inside();
            while (all.hasNext()) {
                if (all.field() == ENTRY) {
                    example.entry(all.inside(), failure);
                } else {
                    all.skip();
                }
            }
        }
        return example;
    }

    private void entry(Wire entry, Function<String, RuntimeException> failure) {
        String key = "";
        Feature feature = new Feature(Kind.BYTES, entry.data);
        while (entry.hasNext()) {
            switch (entry.field()) {
                case KEY -> {
                    Wire text = entry.inside();
                    key = new String(text.data, text.position(), text.length(), StandardCharsets.UTF_8);
                }
                case VALUE -> feature = feature(entry.inside());
                default -> entry.skip();
            }
        }
        features.put(key, feature);
        if (features.size() > MAX_FEATURES) {
            throw failure.apply("more than " + MAX_FEATURES + " features");
        }
    }

    private static Feature feature(Wire wire) {
        Feature out = new Feature(Kind.BYTES, wire.data);
        while (wire.hasNext()) {
            int field = wire.field();
            if (field < 1 || field > Kind.values().length) {
                wire.skip();
                continue;
            }
            out = new Feature(Kind.values()[field - 1], wire.data);
            Wire list = wire.inside();
            while (list.hasNext()) {
                if (list.field() == LIST_VALUE) {
                    value(out, list);
                } else {
                    list.skip();
                }
            }
        }
        return out;
    }

    /// One value, or several that are packed.
    private static void value(Feature out, Wire list) {
        if (list.wireType() == Wire.BYTES) {
            Wire inside = list.inside();
            switch (out.kind) {
                case BYTES -> out.add(inside.position(), inside.position() + inside.length());
                case FLOATS -> {
                    while (inside.hasNext()) {
                        out.add(inside.fixed32());
                    }
                }
                case INTS -> {
                    while (inside.hasNext()) {
                        out.add(inside.varint());
                    }
                }
            }
        } else if (out.kind == Kind.FLOATS && list.wireType() == Wire.FIXED32) {
            out.add(list.fixed32());
        } else if (out.kind == Kind.INTS && list.wireType() == Wire.VARINT) {
            out.add(list.varint());
        } else {
            list.skip();
        }
    }

    /// The list of a name.
    public Optional<Feature> find(String name) {
        return Optional.ofNullable(features.get(name));
    }
}
