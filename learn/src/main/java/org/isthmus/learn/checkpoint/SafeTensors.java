package org.isthmus.learn.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Named arrays and texts in a file of the format safetensors: the length of a header of JSON (8 bytes), the header, then the numbers of all
/// arrays, little-endian, one after the other. PyTorch, JAX and others read it with the library of that name.
public final class SafeTensors {
    /// The most bytes of a header, as the format's own library has it.
    public static final int MAX_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private final SequencedMap<String, String> metadata = new LinkedHashMap<>();

    /// Kinds of numbers that are written, and their names in the format.
    private enum Kind {
        F32(Float.BYTES), F64(Double.BYTES), I64(Long.BYTES), U8(1);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }
    }

    /// @param shape [axes]
    /// @param data of the array, little-endian
    private record Entry(Kind kind, long[] shape, ByteBuffer data) {}

    public SafeTensors() {}

    /// Adds an array; its shape is `[values.length]` where none is given.
    public SafeTensors put(String name, float[] values, long... shape) {
        ByteBuffer data = allocate(Kind.F32, values.length);
        data.asFloatBuffer().put(values);
        return put(name, Kind.F32, values.length, shape, data);
    }

    /// Adds an array; its shape is `[values.length]` where none is given.
    public SafeTensors put(String name, double[] values, long... shape) {
        ByteBuffer data = allocate(Kind.F64, values.length);
        data.asDoubleBuffer().put(values);
        return put(name, Kind.F64, values.length, shape, data);
    }

    /// Adds whole numbers.
    public SafeTensors put(String name, long... values) {
        ByteBuffer data = allocate(Kind.I64, values.length);
        data.asLongBuffer().put(values);
        return put(name, Kind.I64, values.length, new long[0], data);
    }

    /// Adds bytes from 0 to 255; their shape is `[values.length]` where none is given.
    public SafeTensors put(String name, byte[] values, long... shape) {
        return put(name, Kind.U8, values.length, shape, allocate(Kind.U8, values.length).put(values).rewind());
    }

    /// Adds a text.
    public SafeTensors putText(String name, String text) {
        metadata.put(name, text);
        return this;
    }

    private static ByteBuffer allocate(Kind kind, int count) {
        return ByteBuffer.allocate(Math.multiplyExact(kind.bytes, count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private SafeTensors put(String name, Kind kind, int count, long[] shape, ByteBuffer data) {
        long[] whole = shape.length == 0 ? new long[]{count} : shape.clone();
        if (size(whole) != count) {
            throw new IllegalArgumentException("'" + name + "' has " + count + " numbers, its shape " + size(whole));
        }
        entries.put(name, new Entry(kind, whole, data));
        return this;
    }

    private static long size(long[] shape) {
        long n = 1;
        for (long length : shape) {
            n = Math.multiplyExact(n, length);
        }
        return n;
    }

    /// Names of the arrays, in the order of the file.
    public Set<String> names() {
        return entries.sequencedKeySet();
    }

    public long[] shape(String name) {
        return entry(name, null).shape.clone();
    }

    /// @throws IllegalArgumentException when there is none of that name and kind, as the three below
    public float[] floats(String name) {
        ByteBuffer data = entry(name, Kind.F32).data;
        float[] values = new float[data.capacity() / Float.BYTES];
        data.asFloatBuffer().get(values);
        return values;
    }

    /// @param size expected
    /// @throws IllegalArgumentException when there is none of that name, kind and size
    public float[] floats(String name, long size) {
        float[] values = floats(name);
        if (values.length != size) {
            throw new IllegalArgumentException("'" + name + "' has " + values.length + " numbers, expected " + size);
        }
        return values;
    }

    public double[] doubles(String name) {
        ByteBuffer data = entry(name, Kind.F64).data;
        double[] values = new double[data.capacity() / Double.BYTES];
        data.asDoubleBuffer().get(values);
        return values;
    }

    public long[] longs(String name) {
        ByteBuffer data = entry(name, Kind.I64).data;
        long[] values = new long[data.capacity() / Long.BYTES];
        data.asLongBuffer().get(values);
        return values;
    }

    public byte[] bytes(String name) {
        return entry(name, Kind.U8).data.array().clone();
    }

    private Entry entry(String name, @Nullable Kind kind) {
        Entry entry = entries.get(name);
        if (entry == null || kind != null && entry.kind != kind) {
            throw new IllegalArgumentException("there is no array '" + name + "'" + (kind == null ? "" : " of " + kind)
                    + "; there are " + entries.keySet());
        }
        return entry;
    }

    /// A text, or nothing.
    public @Nullable String text(String name) {
        return metadata.get(name);
    }

    // --- writing --------------------------------------------------------------------------------------------------------

    /// Writes a file, whole or not at all.
    ///
    /// @throws DiagnosticException when it cannot be written; an old file of the name is as it was then
    public void write(Path file, Diagnostics diagnostics) {
        try (NewFile fresh = NewFile.at(file, diagnostics)) {
            try (FileChannel channel = FileChannel.open(fresh.temporary(), StandardOpenOption.WRITE)) {
                byte[] header = header();
                writeAll(channel,
                        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip());
                writeAll(channel, ByteBuffer.wrap(header));
                for (Entry entry : entries.values()) {
                    writeAll(channel, entry.data.duplicate());
                }
            } catch (IOException e) {
                throw fresh.failed(e);
            }
            fresh.commit();
        }
    }

    /// JSON, filled up with blanks so that the numbers begin at a multiple of eight.
    private byte[] header() throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        long at = 0;
        for (Map.Entry<String, Entry> named : entries.entrySet()) {
            Entry entry = named.getValue();
            ObjectNode node = root.putObject(named.getKey());
            node.put("dtype", entry.kind.name());
            for (long length : entry.shape) {
                node.withArray("shape").add(length);
            }
            node.putArray("data_offsets").add(at).add(at + entry.data.capacity());
            at += entry.data.capacity();
        }
        String text = JSON.writeValueAsString(root);
        int blanks = Math.floorMod(-text.getBytes(StandardCharsets.UTF_8).length, Long.BYTES);
        return (text + " ".repeat(blanks)).getBytes(StandardCharsets.UTF_8);
    }

    private static void writeAll(FileChannel channel, ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }

    // --- reading --------------------------------------------------------------------------------------------------------

    /// Reads a file; memory stays within a small multiple of its length.
    ///
    /// @throws DiagnosticException when it cannot be read, is damaged, or has numbers of other kinds than this class writes
    public static SafeTensors read(Path file, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Reader(channel, place, diagnostics).read();
        } catch (IOException e) {
            throw diagnostics.fatal(place, "the file cannot be read (" + NewFile.reason(e) + ")", "", "check the name");
        }
    }

    private record Reader(FileChannel channel, SourceLocation place, Diagnostics diagnostics) {
        SafeTensors read() throws IOException {
            long size = channel.size();
            long length = size < Long.BYTES ? -1 : bytes(0, Long.BYTES).getLong(0);
            if (length < 2 || length > MAX_HEADER || length > size - Long.BYTES) {
                throw damaged("the header would have " + length + " bytes", "2 to " + MAX_HEADER + " within the file");
            }
            JsonNode root;
            try {
                root = JSON.readTree(bytes(Long.BYTES, (int) length).array());
            } catch (JsonProcessingException e) {
                throw damaged("the header is no JSON (" + e.getOriginalMessage() + ")", "a file .safetensors");
            }
            SafeTensors result = new SafeTensors();
            long begin = Long.BYTES + length;
            long held = 0;
            for (Map.Entry<String, JsonNode> named : root.properties()) {
                if (named.getKey().equals(METADATA)) {
                    named.getValue().properties().forEach(t -> result.putText(t.getKey(), t.getValue().asText()));
                } else {
                    Entry entry = entry(named.getKey(), named.getValue(), begin, size - begin);
                    held += entry.data.capacity();
                    if (held > size - begin) { // else a small file could ask for any memory
                        throw damaged("arrays of " + held + " bytes share " + (size - begin), "bytes of their own");
                    }
                    result.entries.put(named.getKey(), entry);
                }
            }
            return result;
        }

        private Entry entry(String name, JsonNode node, long begin, long available) throws IOException {
            Kind kind = kind(name, node.path("dtype").asText());
            JsonNode lengths = node.path("shape");
            long[] shape = new long[lengths.size()];
            long count = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = lengths.get(i).asLong(-1);
                if (shape[i] < 0 || shape[i] > Integer.MAX_VALUE || count * shape[i] > Integer.MAX_VALUE) {
                    throw damaged("array '" + name + "' has the shape " + lengths,
                            "lengths from 0 whose product is below 2^31");
                }
                count *= shape[i];
            }
            long from = node.path("data_offsets").path(0).asLong(-1);
            long to = node.path("data_offsets").path(1).asLong(-1);
            if (from < 0 || to < from || to > available || to - from != count * kind.bytes
                    || to - from > Integer.MAX_VALUE) {
                throw damaged("array '" + name + "' lies at " + from + " to " + to + " of " + available + " bytes",
                        count * kind.bytes + " bytes within the file");
            }
            return new Entry(kind, shape, bytes(begin + from, (int) (to - from)));
        }

        private Kind kind(String name, String type) {
            for (Kind kind : Kind.values()) {
                if (kind.name().equals(type)) {
                    return kind;
                }
            }
            throw damaged("array '" + name + "' is of type '" + type + "'", "F32, F64, I64 or U8");
        }

        private ByteBuffer bytes(long at, int count) throws IOException {
            ByteBuffer out = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            while (out.hasRemaining()) {
                if (channel.read(out, at + out.position()) < 0) {
                    throw damaged("the file ends too early", "");
                }
            }
            return out.rewind();
        }

        private DiagnosticException damaged(String found, String expected) {
            return diagnostics.fatal(place, found, expected, "use a file that was written whole");
        }
    }
}
