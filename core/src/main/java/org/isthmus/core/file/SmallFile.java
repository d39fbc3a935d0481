package org.isthmus.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Reads files that fit into memory, and never more of them than their kind can have.
///
/// The limit holds for what is read, not for what the file system says: devices and files that grow end at it too.
public final class SmallFile {
    private SmallFile() {}

    /// All bytes of a file.
    ///
    /// @param most bytes that it may have
    /// @throws FileSystemException when it has more
    public static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new FileSystemException(file.toString(), null, "it is longer than " + most + " bytes");
            }
            return bytes;
        }
    }

    /// All bytes of a file that the user named.
    ///
    /// @param most bytes that it may have
    /// @param expected what it should be; empty: that is clear
    /// @param remedy where it cannot be read
    /// @throws DiagnosticException when it cannot be read, or is longer
    public static byte[] bytes(Path file, int most, String expected, String remedy, Diagnostics diagnostics) {
        try {
            return bytes(file, most);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "the file cannot be read (" + NewFile.reason(e) + ")",
                    expected, remedy);
        }
    }

    /// All of a text that the user named, in UTF-8; bytes that are none become U+FFFD.
    ///
    /// @param most bytes that it may have
    /// @throws DiagnosticException when it cannot be read, or is longer
    public static String text(Path file, int most, String expected, String remedy, Diagnostics diagnostics) {
        return new String(bytes(file, most, expected, remedy, diagnostics), StandardCharsets.UTF_8);
    }
}
