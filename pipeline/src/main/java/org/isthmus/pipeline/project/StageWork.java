package org.isthmus.pipeline.project;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;

/// What a stage does.
interface StageWork {
    /// The stages whose outputs it reads.
    List<Stage> inputs();

    /// What decides its outputs beside its inputs, by name.
    SortedMap<String, String> settings();

    /// Files and folders that it makes in its folder; nothing else there is ever deleted.
    List<String> outputs();

    /// Whether what was made for other settings is a beginning of what is wanted.
    default boolean goesOnFrom(StageNote before, StageNote now) {
        return false;
    }

    /// Makes the outputs, or goes on where they were left.
    Made make(Place place);

    /// Where and with what a stage works.
    ///
    /// @param home folder of the project's outputs; each stage has one in it
    /// @param diagnostics warnings are told
    record Place(Path home, Stage stage, Parallel pool, Progress progress, Diagnostics diagnostics) {
        /// The folder of a stage.
        Path of(Stage other) {
            return home.resolve(other.word());
        }

        /// Where an output of this stage is.
        Path output(String name) {
            return of(stage).resolve(name);
        }
    }

    /// What was made.
    ///
    /// @param content SHA-256 of it, hexadecimal
    /// @param figures of the making, by name
    record Made(String content, SortedMap<String, Double> figures) {}
}
