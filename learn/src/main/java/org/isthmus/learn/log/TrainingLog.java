package org.isthmus.learn.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// The figures of a run in its folder: `progress.csv`, and beside it an event file for TensorBoard.
///
/// A run that goes on from a checkpoint drops the rows behind it, so the table is that of a run that was never interrupted.
public final class TrainingLog implements AutoCloseable {
    private static final String TABLE = "progress.csv";

    private final Path table;
    private final EventFile events;
    private List<String> columns = List.of();

    private TrainingLog(Path table, EventFile events) {
        this.table = table;
        this.events = events;
    }

    /// Opens the log of a folder, which must exist, to go on after a step.
    ///
    /// @param after rows of this step and those before are kept; −1: none
    public static TrainingLog open(Path folder, long after) {
        Path table = folder.resolve(TABLE);
        List<String> kept = new ArrayList<>();
        try {
            if (after >= 0 && Files.exists(table)) {
                List<String> lines = Files.readAllLines(table);
                for (String line : lines) {
                    if (kept.isEmpty() || Long.parseLong(line.substring(0, line.indexOf(','))) <= after) {
                        kept.add(line);
                    }
                }
            }
            Files.write(table, kept);
            TrainingLog log = new TrainingLog(table, EventFile.create(folder, Math.max(0, after)));
            log.columns = kept.isEmpty() ? List.of() : List.of(kept.getFirst().split(","));
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds a row.
    ///
    /// @param step the number of steps so far, which never falls
    /// @param figures by name, the same names in each row
    public void add(long step, SequencedMap<String, Double> figures) {
        StringBuilder text = new StringBuilder();
        if (columns.isEmpty()) {
            columns = new ArrayList<>(List.of("step"));
            columns.addAll(figures.keySet());
            text.append(String.join(",", columns)).append('\n');
        }
        text.append(step);
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            text.append(String.format(Locale.ROOT, ",%.6g", figure.getValue()));
        }
        try {
            Files.writeString(table, text.append('\n'), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            events.add(step, figures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
