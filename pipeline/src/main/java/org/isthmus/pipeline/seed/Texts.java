package org.isthmus.pipeline.seed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Reads files of text.
final class Texts {
    /// Longest file that is read, bytes.
    private static final long MAX_BYTES = 1L << 30;

    private Texts() {}

    /// @throws DiagnosticException when there is none, or it is too long
    static byte[] bytes(Path file, Diagnostics diagnostics) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw diagnostics.fatal(SourceLocation.of(file), size + " bytes", "at most " + MAX_BYTES, "");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file),
                    "cannot be read (" + e.getClass().getSimpleName() + ")", "a file of text", "check the name");
        }
    }

    /// @throws DiagnosticException as above
    static String read(Path file, Diagnostics diagnostics) {
        return new String(bytes(file, diagnostics), StandardCharsets.UTF_8);
    }
}
