package org.isthmus.learn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    private Path folder;

    private static SafeTensors example() {
        return new SafeTensors().put("a", new float[]{1, 2, 3, 4, 5, 6}, 2, 3).put("b", new double[]{Math.PI})
                .put("c", 7, -8, Long.MAX_VALUE).put("nothing", new float[0])
                .putText("task", "PickCube-v1");
    }

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("x.safetensors");
        example().put("bytes", new byte[]{1, -1}, 1, 2).write(file, new Diagnostics());
        SafeTensors read = SafeTensors.read(file, new Diagnostics());
        assertThat(read.names()).containsExactly("a", "b", "c", "nothing", "bytes");
        assertThat(read.shape("a")).containsExactly(2, 3);
        assertThat(read.floats("a")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(read.doubles("b")).containsExactly(Math.PI);
        assertThat(read.longs("c")).containsExactly(7, -8, Long.MAX_VALUE);
        assertThat(read.bytes("bytes")).containsExactly(1, -1);
        assertThat(read.floats("nothing")).isEmpty();
        assertThat(read.text("task")).isEqualTo("PickCube-v1");
        assertThatThrownBy(() -> read.floats("b")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no array 'b' of F32");
    }

    /// The example of the format's own description: 8 bytes, a header, the numbers.
    @Test
    void theLayoutIsThatOfTheFormat() throws IOException {
        Path file = folder.resolve("x.safetensors");
        new SafeTensors().put("w", new float[]{1.5f}).write(file, new Diagnostics());
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        String filled = header + " ".repeat(Math.floorMod(-header.length(), 8));
        assertThat(Files.readAllBytes(file)).hasSize(8 + filled.length() + 4).startsWith(filled.length(), 0, 0, 0)
                .endsWith(0, 0, 0xC0, 0x3F);
        assertThat(new String(Files.readAllBytes(file), 8, filled.length(), StandardCharsets.UTF_8))
                .isEqualTo(filled);
    }

    @Test
    void damagedFilesAreExplained() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Files.write(file, new byte[]{1, 2, 3});
        assertThatThrownBy(() -> SafeTensors.read(file, new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("the header would have -1 bytes");
        example().write(file, new Diagnostics());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> SafeTensors.read(file, new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("array 'c' lies at 32 to 56 of 55 bytes");
        assertThatThrownBy(() -> SafeTensors.read(folder.resolve("none"), new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("the file cannot be read");
    }

    @Test
    void arraysThatShareBytesAreRefused() throws IOException {
        Path file = folder.resolve("x.safetensors");
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}";
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8)).array());
        assertThatThrownBy(() -> SafeTensors.read(file, new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("arrays of 12 bytes share 8; expected bytes of their own");
    }

    @Test
    void whateverBytesAFileHasItIsReadOrExplained() throws IOException {
        Path file = folder.resolve("x.safetensors");
        example().write(file, new Diagnostics());
        byte[] seed = Files.readAllBytes(file);
        Path mutant = folder.resolve("y.safetensors");
        Fuzz.named("safetensors").seed(9).corpus(List.of(seed)).dictionary("shape", "data_offsets", "dtype", "I64")
                .extension(".safetensors").allow(DiagnosticException.class).maxBytes(16 << 20)
                .run(Fuzz.count() / 4, bytes -> {
                    Files.write(mutant, bytes);
                    SafeTensors.read(mutant, new Diagnostics());
                });
    }
}
