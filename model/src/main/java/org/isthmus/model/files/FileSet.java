package org.isthmus.model.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;

/// Files that belong together, on their way to disk.
///
/// At any moment a file is whole, the old one or the new one (see [NewFile]). The file that was put last, which refers to the others, is written last. A file that has the right content
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
            makeFolder(file.getKey(), diagnostics);
            NewFile.write(file.getKey(), file.getValue(), diagnostics);
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

    private static void makeFolder(Path file, Diagnostics diagnostics) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("").normalize());
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "the file cannot be written (" + NewFile.reason(e) + ")",
                    "", "check the folder, its permissions and the space on the disk");
        }
    }
}
