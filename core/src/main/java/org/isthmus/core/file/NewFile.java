package org.isthmus.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// A file in the making: written under a temporary name, and under its own only once it is whole and on the disk.
///
///     try (NewFile file = NewFile.at(target, diagnostics)) {
///         Files.write(file.temporary(), bytes);
///         file.commit();
///     }
///
/// A process that is killed leaves the temporary file, which [#isTemporary] tells from others; an old file of the name stays as it was until
/// the new one takes its place in one step. Where the folder is synced by the file system (Linux, macOS), the new name survives a power cut too.
public final class NewFile implements AutoCloseable {
    private static final String SUFFIX = ".partial";
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path target;
    private final Path temporary;
    private final Diagnostics diagnostics;
    private boolean committed;

    private NewFile(Path target, Path temporary, Diagnostics diagnostics) {
        this.target = target;
        this.temporary = temporary;
        this.diagnostics = diagnostics;
    }

    /// Begins a file: makes it, empty, under its temporary name in the folder of `target`, which must exist.
    ///
    /// @throws DiagnosticException when the folder is not there, nothing can be written to it, or the target is there and no file
    public static NewFile at(Path target, Diagnostics diagnostics) {
        Path place = target.toAbsolutePath();
        NewFile file = new NewFile(place, temporaryBeside(place), diagnostics);
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            throw diagnostics.fatal(SourceLocation.of(target),
                    "the file cannot be written (a folder or a device is there)",
                    "", "check the folder, or choose another name");
        }
        try {
            Files.write(file.temporary, new byte[0]);
        } catch (IOException e) {
            throw file.failed(e);
        }
        return file;
    }

    /// Writes all of a small file at once.
    ///
    /// @throws DiagnosticException when it cannot be written; an old file of the name is as it was then
    public static void write(Path target, byte[] content, Diagnostics diagnostics) {
        try (NewFile file = at(target, diagnostics)) {
            try {
                Files.write(file.temporary, content);
            } catch (IOException e) {
                throw file.failed(e);
            }
            file.commit();
        }
    }

    /// A name beside a place that nobody else uses; [#isTemporary] tells it from others.
    static Path temporaryBeside(Path place) {
        return place.resolveSibling("." + place.getFileName() + "." + ProcessHandle.current().pid() + "-"
                + COUNT.incrementAndGet() + SUFFIX);
    }

    /// Whether a file of this name is one in the making, or was when its process ended.
    public static boolean isTemporary(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /// Where to write; closed by the writer before [#commit].
    public Path temporary() {
        return temporary;
    }

    /// Where the file will be.
    public Path target() {
        return target;
    }

    /// Brings the file to the disk and gives it its name, in place of an older one.
    ///
    /// @throws DiagnosticException when the disk refuses; nothing has changed then
    public void commit() {
        try {
            sync(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            syncFolder(target);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Deletes the temporary file, unless it was committed.
    @Override
    public void close() {
        if (!committed) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                diagnostics.warning(SourceLocation.of(temporary), "the unfinished file could not be deleted ("
                        + reason(e) + ")", "", "delete it by hand");
            }
        }
    }

    /// What to throw when writing failed.
    public DiagnosticException failed(IOException e) {
        String remedy = e instanceof NoSuchFileException ? "make its folder first"
                : "check the folder, its permissions and the space on the disk";
        return diagnostics.fatal(SourceLocation.of(target), "the file cannot be written (" + reason(e) + ")", "",
                remedy);
    }

    /// Why an operation on a file failed, in a few words.
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Makes the names in the folder of `file` last.
    static void syncFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null || System.getProperty("os.name").startsWith("Windows")) {
            return; // Windows syncs names by itself, and opens no folders
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
