package org.isthmus.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// A folder in the making: filled beside its place, and under its own name only once it is whole.
///
///     try (NewFolder folder = NewFolder.at(target, diagnostics)) {
///         Files.write(folder.temporary().resolve("a"), bytes);
///         folder.commit();
///     }
///
/// Whoever fills it brings each file to the disk. A process that is killed leaves the temporary folder, which [NewFile#isTemporary] tells from others.
public final class NewFolder implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final Diagnostics diagnostics;
    private boolean committed;

    private NewFolder(Path target, Path temporary, Diagnostics diagnostics) {
        this.target = target;
        this.temporary = temporary;
        this.diagnostics = diagnostics;
    }

    /// Begins a folder, empty, beside its place; folders above are made.
    ///
    /// @param target must not be there
    /// @throws DiagnosticException when it is, or nothing can be written there
    public static NewFolder at(Path target, Diagnostics diagnostics) {
        Path place = target.toAbsolutePath();
        if (Files.exists(place)) {
            throw diagnostics.fatal(SourceLocation.of(target), "the folder is there already", "",
                    "choose another name");
        }
        NewFolder folder = new NewFolder(place, NewFile.temporaryBeside(place), diagnostics);
        try {
            Files.createDirectories(folder.temporary);
            return folder;
        } catch (IOException e) {
            throw folder.failed(e);
        }
    }

    /// Where to write.
    public Path temporary() {
        return temporary;
    }

    /// Gives the folder its name.
    ///
    /// @throws DiagnosticException when the disk refuses
    public void commit() {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            NewFile.syncFolder(target);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Deletes the temporary folder, unless it was committed.
    @Override
    public void close() {
        if (committed || !Files.exists(temporary)) {
            return;
        }
        try (Stream<Path> all = Files.walk(temporary)) {
            List<Path> inside = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : inside) {
                Files.delete(file);
            }
        } catch (IOException e) {
            diagnostics.warning(SourceLocation.of(temporary), "the unfinished folder could not be deleted ("
                    + NewFile.reason(e) + ")", "", "delete it by hand");
        }
    }

    /// What to throw when writing failed.
    public DiagnosticException failed(IOException e) {
        return diagnostics.fatal(SourceLocation.of(target), "the folder cannot be written (" + NewFile.reason(e) + ")",
                "", "check its place, the permissions and the space on the disk");
    }
}
