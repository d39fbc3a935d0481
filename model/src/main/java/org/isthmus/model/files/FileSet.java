package org.isthmus.model.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// Files that belong together, on their way to disk.
///
/// A file is written under a temporary name in its own folder, synced and renamed, so that at any moment it is whole: the old one
/// or the new one. The file that was put last, which refers to the others, is written last. A file that has the right content
/// already is left alone.
final class FileSet {
    /// Content by name, relative to the folder, separated by `/`.
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    FileSet() {}

    void put(String name, byte[] content) {
        files.put(name, content);
    }

    boolean contains(String name) {
        return files.containsKey(name);
    }

    /// Writes all files that are new or differ.
    ///
    /// @param overwrite whether existing files of other content are replaced; otherwise they are errors, and nothing is written
    /// @return the files written
    /// @throws DiagnosticException when a file exists and must not be replaced, or cannot be written
    List<Path> write(Path folder, boolean overwrite, Diagnostics diagnostics) {
        Map<Path, byte[]> pending = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            Path file = folder.resolve(name);
            if (!holds(file, content)) {
                if (Files.exists(file) && !overwrite) {
                    diagnostics.error(SourceLocation.of(file), "the file exists and has other content", "a new name",
                            "write somewhere else, or allow it to be overwritten");
                }
                pending.put(file, content);
            }
        });
        diagnostics.throwIfErrors();
        for (Map.Entry<Path, byte[]> file : pending.entrySet()) {
            try {
                write(file.getKey(), file.getValue());
            } catch (IOException e) {
                throw diagnostics.fatal(SourceLocation.of(file.getKey()), "the file cannot be written (" + e + ")", "",
                        "check the folder, its permissions and the space on the disk");
            }
        }
        return new ArrayList<>(pending.keySet());
    }

    private static boolean holds(Path file, byte[] content) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == content.length
                    && Arrays.equals(Files.readAllBytes(file), content);
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling("").normalize());
        String unique = ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId();
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + unique + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            replace(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void replace(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
