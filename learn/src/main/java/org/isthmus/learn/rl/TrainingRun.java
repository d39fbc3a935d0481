package org.isthmus.learn.rl;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

import org.isthmus.core.progress.Progress;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.log.TrainingLog;

/// A run of a learner in a folder, with its figures (`progress.csv` and TensorBoard's events). A run that was stopped at any moment and
/// started again is, to the bit, the run that was not.
public final class TrainingRun {
    private static final long CHECKPOINT_NANOS = 30_000_000_000L;

    private final RunFolder folder;

    /// When to stop.
    ///
    /// @param steps in all worlds together
    /// @param successRate of the last episodes, at which it is enough; more than 1: never
    /// @param logEvery so many steps a row of figures is written
    public record Goal(long steps, double successRate, long logEvery) {}

    public TrainingRun(RunFolder folder) {
        this.folder = folder;
    }

    /// Learns until a goal is reached.
    ///
    /// @param progress counts steps
    public void train(Learner learner, Goal goal, Progress progress) {
        boolean isResumed = folder.resume(learner.checkpoint());
        if (isResumed) {
            progress.resumeFrom(Math.min(goal.steps, learner.steps()));
        }
        long saved = System.nanoTime();
        try (TrainingLog log = TrainingLog.open(folder.path(), isResumed ? learner.steps() : -1)) {
            while (!isReached(learner, goal) && !progress.isCancelled()) {
                long before = learner.steps();
                SequencedMap<String, Double> figures = learner.iterate();
                progress.advance(Math.min(goal.steps, learner.steps()) - Math.min(goal.steps, before));
                progress.message(message(learner));
                if (before / goal.logEvery != learner.steps() / goal.logEvery || isReached(learner, goal)) {
                    log.add(learner.steps(), row(learner, figures));
                }
                if (System.nanoTime() - saved > CHECKPOINT_NANOS) {
                    folder.save(learner.checkpoint());
                    saved = System.nanoTime();
                }
            }
        }
        folder.save(learner.checkpoint());
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
}
