package org.isthmus.dataset.lerobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.EpisodeDescription;
import org.isthmus.dataset.export.EpisodeNote;

/// `meta/isthmus.jsonl`, which [LeRobotExporter] writes: what features have no place for, a line for each episode.
record Notes(Path file, List<String> lines, Diagnostics diagnostics) {
    private static final String NAME = "meta/isthmus.jsonl";

    static Path file(Path dataset) {
        return dataset.resolve(NAME);
    }

    /// @return without lines where there is no such file
    static Notes read(Path dataset, Diagnostics diagnostics) {
        Path file = file(dataset);
        List<String> lines = Files.isRegularFile(file) ? LeRobotSource.text(file, diagnostics).lines().toList()
                : List.of();
        return new Notes(file, lines, diagnostics);
    }

    /// Of an episode; empty where there is none, or where it is of another length since other programs changed the dataset.
    Optional<EpisodeNote> of(long number, long length) {
        if (number < 0 || number >= lines.size()) {
            return Optional.empty();
        }
        SourceLocation place = new SourceLocation(file.toString(), (int) number + 1, 0);
        EpisodeNote note = EpisodeNote.parse(lines.get((int) number), place, diagnostics);
        return Optional.of(note).filter(n -> n.what().steps() == length);
    }

    /// The channel that a feature was made of, where it has as many numbers or pixels; else what the feature says.
    static Channel restored(Optional<EpisodeNote> note, String key, Channel found) {
        return note.stream().map(EpisodeNote::what).map(EpisodeDescription::channels).flatMap(List::stream)
                .filter(c -> Features.key(c.name()).equals(key) && c.role() == found.role()
                        && c.rowSize() == found.rowSize())
                .map(c -> note.orElseThrow().restored(c, false)).findFirst().orElse(found);
    }
}
