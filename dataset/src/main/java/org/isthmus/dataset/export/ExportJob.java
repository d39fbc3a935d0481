package org.isthmus.dataset.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.NewFolder;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;

/// What an exporter is asked to do.
///
/// @param episodes of the store; those without a step are left out; their order is that of the export
/// @param target what to write; it must not be there
/// @param threads that compress
/// @param progress advances by one with each episode
public record ExportJob(
        EpisodeStore store, List<EpisodeEntry> episodes, Path target, int threads, Progress progress,
        Diagnostics diagnostics) {
    public ExportJob {
        episodes = episodes.stream().filter(e -> e.steps() > 0).toList();
    }

    /// What is done with an episode.
    @FunctionalInterface
    public interface Visitor {
        /// @param index in the order of the export, from 0 on
        void visit(int index, EpisodeEntry entry, Episode episode) throws IOException;
    }

    /// What fills a folder.
    @FunctionalInterface
    public interface Filler {
        void fill(Path folder) throws IOException;
    }

    public SourceLocation place() {
        return SourceLocation.of(target);
    }

    /// The first episode.
    ///
    /// @throws DiagnosticException when there is none
    public EpisodeEntry first() {
        if (episodes.isEmpty()) {
            throw diagnostics.fatal(place(), "there are no episodes to export", "", "choose others");
        }
        return episodes.getFirst();
    }

    /// Opens one episode after the other.
    ///
    /// @throws DiagnosticException when one is damaged, or nothing can be written
    public void forEach(Visitor visitor) {
        for (int i = 0; i < episodes.size(); i++) {
            progress.checkCancelled();
            try (Episode episode = store.read(episodes.get(i).number(), diagnostics)) {
                visitor.visit(i, episodes.get(i), episode);
            } catch (IOException e) {
                throw failed(e);
            }
            progress.advance(1);
        }
    }

    /// What the first episode has; formats whose episodes are alike hold the others against it with [#requireSame].
    public List<Channel> channels() {
        try (Episode episode = store.read(first().number(), diagnostics)) {
            return episode.channels();
        }
    }

    /// @throws DiagnosticException unless an episode's channels, or what they are made into, are those of the first
    public void requireSame(EpisodeEntry entry, List<?> found, List<?> expected) {
        if (!found.equals(expected)) {
            throw diagnostics.fatal(place(), "episode " + entry.number() + " has other channels than episode "
                    + first().number(), "the same names, types, shapes and labels",
                    "export them apart, chosen by --task or --where");
        }
    }

    /// Fills a folder beside the target and gives it the target's name; nothing is left when that fails.
    ///
    /// @throws DiagnosticException when there are no episodes, the target is there, or the disk is full
    public void intoFolder(Filler filler) {
        first();
        try (NewFolder folder = NewFolder.at(target, diagnostics)) {
            try {
                filler.fill(folder.temporary());
            } catch (IOException e) {
                throw folder.failed(e);
            } catch (UncheckedIOException e) {
                throw folder.failed(new IOException(e.getMessage(), e));
            }
            folder.commit();
        }
    }

    /// A file that takes the target's name when it is committed.
    ///
    /// @throws DiagnosticException when there are no episodes, or the target is there
    public NewFile file() {
        first();
        if (Files.exists(target)) {
            throw diagnostics.fatal(place(), "the file is there already", "", "choose another name");
        }
        return NewFile.at(target, diagnostics);
    }

    /// Writes a file of the export, with the folders above it, and brings it to the disk.
    public void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        NewFile.write(file, content, diagnostics);
    }

    /// Writes a text of the export.
    public void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// What to throw when writing failed.
    public DiagnosticException failed(IOException e) {
        return diagnostics.fatal(place(), "the dataset cannot be written (" + NewFile.reason(e) + ")", "",
                "check the folder and the space on its disk");
    }
}
