package org.isthmus.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReadUpToItsLimitAndRefusedBeyond() throws IOException {
        Path file = folder.resolve("text");
        Files.writeString(file, "four");
        assertThat(SmallFile.text(file, 4, "", "", new Diagnostics())).isEqualTo("four");
        assertThatThrownBy(() -> SmallFile.text(file, 3, "a word", "say less", new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining(
                        "text: error: the file cannot be read (it is longer than 3 bytes); expected a word; say less");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> SmallFile.bytes(folder.resolve("none"), 9, "", "check the name", new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("there is no")
                .hasMessageContaining("none");
        assertThatThrownBy(() -> SmallFile.bytes(folder, 9, "", "", new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("the file cannot be read");
    }

    /// FIPS 180-4's examples: the empty message and "abc" (NIST, SHA-256 example values).
    @Test
    void sha256IsThatOfTheStandard() throws IOException {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.of(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.of(abc)).isEqualTo(expected);
        assertThat(Sha256.of(Files.write(folder.resolve("abc"), abc))).isEqualTo(expected);
        MessageDigest digest = Sha256.begin();
        digest.update((byte) 'a');
        digest.update(abc, 1, 2);
        assertThat(Sha256.end(digest)).isEqualTo(expected);
    }
}
