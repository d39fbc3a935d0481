package org.isthmus.learn.rl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.log.TrainingLog;

import com.fasterxml.jackson.databind.ObjectMapper;

/// A run of a learner in a folder: what it is (`run.json`), its figures (`progress.csv` and TensorBoard's events), and
/// where to go on (`checkpoint.safetensors`). A run that was stopped at any moment and started again is, to the bit, the run that was not.
public final class TrainingRun {
    private static final String CHECKPOINT = "checkpoint.safetensors";
    private static final String IDENTITY = "run.json";
    private static final long CHECKPOINT_NANOS = 30_000_000_000L;

    private final Path folder;
    private final SortedMap<String, String> identity;
    private final Diagnostics diagnostics;

    /// When to stop.
    ///
    /// @param steps in all worlds together
    /// @param successRate of the last episodes, at which it is enough; more than 1: never
    /// @param logEvery so many steps a row of figures is written
    public record Goal(long steps, double successRate, long logEvery) {}

    /// @param folder is made where it is not there
    /// @param identity task, algorithm, seed and settings: a folder is gone on with by the same only
    public TrainingRun(Path folder, SortedMap<String, String> identity, Diagnostics diagnostics) {
        this.folder = folder;
        this.identity = identity;
        this.diagnostics = diagnostics;
    }

    /// Learns until a goal is reached.
    ///
    /// @param progress counts steps
    /// @throws DiagnosticException when the folder holds another run, or cannot be written
    public void train(Learner learner, Goal goal, Progress progress) {
        claim();
        Path checkpoint = folder.resolve(CHECKPOINT);
        if (Files.exists(checkpoint)) {
            learner.resume(SafeTensors.read(checkpoint, diagnostics));
            progress.resumeFrom(Math.min(goal.steps, learner.steps()));
        }
        long saved = System.nanoTime();
        try (TrainingLog log = TrainingLog.open(folder, Files.exists(checkpoint) ? learner.steps() : -1)) {
            while (!isReached(learner, goal) && !progress.isCancelled()) {
                long before = learner.steps();
                SequencedMap<String, Double> figures = learner.iterate();
                progress.advance(Math.min(goal.steps, learner.steps()) - Math.min(goal.steps, before));
                progress.message(message(learner));
                if (before / goal.logEvery != learner.steps() / goal.logEvery || isReached(learner, goal)) {
                    log.add(learner.steps(), row(learner, figures));
                }
                if (System.nanoTime() - saved > CHECKPOINT_NANOS) {
                    learner.save().write(checkpoint, diagnostics);
                    saved = System.nanoTime();
                }
            }
        }
        learner.save().write(checkpoint, diagnostics);
        progress.checkCancelled();
    }

    private static boolean isReached(Learner learner, Goal goal) {
        EpisodeStatistics episodes = learner.episodes();
        return learner.steps() >= goal.steps
                || episodes.isFull() && episodes.successRate() >= goal.successRate;
    }

    private static String message(Learner learner) {
        return String.format(Locale.ROOT, "success %.1f %%, return %.2f", 100 * learner.episodes().successRate(),
                learner.episodes().meanReturn());
    }

    private static SequencedMap<String, Double> row(Learner learner, Map<String, Double> figures) {
        SequencedMap<String, Double> row = new LinkedHashMap<>();
        row.put("success", learner.episodes().successRate());
        row.put("return", learner.episodes().meanReturn());
        row.put("length", learner.episodes().meanLength());
        row.putAll(figures);
        return row;
    }

    /// Makes the folder this run's.
    private void claim() {
        Path file = folder.resolve(IDENTITY);
        try {
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(identity) + "\n";
            if (Files.exists(file)) {
                String old = Files.readString(file);
                if (!old.equals(text)) {
                    throw diagnostics.fatal(SourceLocation.of(file), "another run is in this folder: " + old.strip(),
                            text.strip(), "choose another folder, or give the options of that run");
                }
                return;
            }
            Files.createDirectories(folder);
            NewFile.write(file, text.getBytes(StandardCharsets.UTF_8), diagnostics);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(folder), "the folder cannot be used (" + NewFile.reason(e) + ")",
                    "",
                    "choose another folder");
        }
    }
}
