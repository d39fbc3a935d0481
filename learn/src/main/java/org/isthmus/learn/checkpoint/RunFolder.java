package org.isthmus.learn.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;

import com.fasterxml.jackson.databind.ObjectMapper;

/// The folder of a training run: what the run is (`run.json`), where to go on (`checkpoint.safetensors`), the policy (`policy`); figures
/// stand beside them (`org.isthmus.learn.log`).
public final class RunFolder {
    private static final String IDENTITY = "run.json";

    private final Path folder;
    private final Diagnostics diagnostics;

    private RunFolder(Path folder, Diagnostics diagnostics) {
        this.folder = folder;
        this.diagnostics = diagnostics;
    }

    /// Makes a folder a run's, or finds that it is.
    ///
    /// @param folder is made where it is not there
    /// @param identity what is learned from, algorithm, seed and settings, by name: a folder is gone on with by the same only
    /// @throws DiagnosticException when the folder holds another run, or cannot be written
    public static RunFolder claim(Path folder, SortedMap<String, String> identity, Diagnostics diagnostics) {
        Path file = folder.resolve(IDENTITY);
        try {
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(identity) + "\n";
            if (Files.exists(file)) {
                String old = Files.readString(file);
                if (!old.equals(text)) {
                    throw diagnostics.fatal(SourceLocation.of(file), "another run is in this folder: " + old.strip(),
                            text.strip(), "choose another folder, or give the options of that run");
                }
            } else {
                Files.createDirectories(folder);
                NewFile.write(file, text.getBytes(StandardCharsets.UTF_8), diagnostics);
            }
            return new RunFolder(folder, diagnostics);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(folder), "the folder cannot be used (" + NewFile.reason(e) + ")",
                    "", "choose another folder");
        }
    }

    public Path path() {
        return folder;
    }

    /// Where the policy goes.
    public Path policy() {
        return folder.resolve("policy");
    }

    private Path file() {
        return folder.resolve("checkpoint.safetensors");
    }

    /// Goes on from the checkpoint, if there is one.
    ///
    /// @return whether there is
    /// @throws DiagnosticException when it is damaged, or another run's
    public boolean resume(Checkpoint checkpoint) {
        if (!Files.exists(file())) {
            return false;
        }
        try {
            checkpoint.resume(SafeTensors.read(file(), diagnostics));
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(SourceLocation.of(file()), "a checkpoint of another run: " + e.getMessage(), "",
                    "choose another folder for the run");
        }
        return true;
    }

    /// Writes the checkpoint, whole or not at all.
    public void save(Checkpoint checkpoint) {
        checkpoint.save().write(file(), diagnostics);
    }
}
