package org.isthmus.model.mesh.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;

/// Reads meshes from memory and keeps what was said about them.
record Reading(Optional<Mesh> result, List<String> said) {
    static Reading of(String name, byte[] bytes, Map<String, byte[]> others, MeshReadOptions options) {
        Map<String, byte[]> files = new LinkedHashMap<>(others);
        files.put(name, bytes);
        Diagnostics diagnostics = new Diagnostics();
        Optional<Mesh> mesh = MeshReader.read("/" + name, FileAccess.inMemory(files), options,
                SourceLocation.UNKNOWN, diagnostics);
        return new Reading(mesh, diagnostics.list().stream().map(Diagnostic::toString).toList());
    }

    static Reading of(String name, byte[] bytes) {
        return of(name, bytes, Map.of(), MeshReadOptions.CONVERTED);
    }

    static Reading of(String name, String text) {
        return of(name, text.getBytes(UTF_8));
    }

    static Reading of(String name, String text, Map<String, byte[]> others) {
        return of(name, text.getBytes(UTF_8), others, MeshReadOptions.CONVERTED);
    }

    /// The mesh that was read without a word.
    Mesh mesh() {
        if (result.isEmpty() || !said.isEmpty()) {
            throw new AssertionError("read " + result.isPresent() + ", said " + said);
        }
        return result.orElseThrow();
    }

    /// Little-endian bytes of numbers: int and float take four, short two, byte one.
    static byte[] bytes(Object... numbers) {
        ByteBuffer out = ByteBuffer.allocate(8 * numbers.length + 80).order(ByteOrder.LITTLE_ENDIAN);
        for (Object n : numbers) {
            switch (n) {
                case Integer i -> out.putInt(i);
                case Float f -> out.putFloat(f);
                case Short s -> out.putShort(s);
                case Byte b -> out.put(b);
                case Double d -> out.putDouble(d);
                case byte[] b -> out.put(b);
                default -> throw new IllegalArgumentException("cannot write " + n);
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
