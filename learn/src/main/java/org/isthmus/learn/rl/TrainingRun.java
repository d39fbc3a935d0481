package org.isthmus.learn.rl;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

import org.isthmus.core.progress.Progress;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.log.TrainingLog;

/// A run of a learner in a folder, with its figures (`progress.csv` and TensorBoard's events). A run that was stopped at any moment and
/// started again is, to the bit, the run that was not.
public final class TrainingRun {
    private static final long CHECKPOINT_NANOS = 30_000_000_000L;
    /// Exams take at most one step where learning takes so many.
    private static final long STEPS_PER_EXAM_STEP = 10;

    private final RunFolder folder;
    /// Share that succeeded in the last exam; NaN: there was none
    private double examined = Double.NaN;

    /// When to stop.
    ///
    /// @param steps in all worlds together
    /// @param successRate of an exam, or of the last episodes while exploring, at which it is enough; more than 1: never, and there are no exams
    /// @param logEvery so many steps a row of figures is written
    public record Goal(long steps, double successRate, long logEvery) {}

    public TrainingRun(RunFolder folder) {
        this.folder = folder;
    }

    /// Learns until a goal is reached.
    ///
    /// @param progress counts steps
    /// @return whether the share that is enough succeeded
    public boolean train(Learner learner, Goal goal, Exam exam, Progress progress) {
        Checkpoint checkpoint = new Checkpoint().with("", learner.checkpoint()).with("exam",
                Saved.number(() -> examined, value -> examined = value));
        boolean isResumed = folder.resume(checkpoint);
        long examEvery = STEPS_PER_EXAM_STEP * exam.steps();
        if (isResumed) {
            progress.resumeFrom(Math.min(goal.steps, learner.steps()));
        }
        long saved = System.nanoTime();
        try (TrainingLog log = TrainingLog.open(folder.path(), isResumed ? learner.steps() : -1)) {
            while (!isReached(learner, goal) && !progress.isCancelled()) {
                long before = learner.steps();
                SequencedMap<String, Double> figures = learner.iterate();
                if (goal.successRate <= 1 && before / examEvery != learner.steps() / examEvery) {
                    examined = exam.take(0, progress).successRate();
                }
                progress.advance(Math.min(goal.steps, learner.steps()) - Math.min(goal.steps, before));
                progress.message(message(learner));
                if (before / goal.logEvery != learner.steps() / goal.logEvery || isReached(learner, goal)) {
                    log.add(learner.steps(), row(learner, figures));
                }
                if (System.nanoTime() - saved > CHECKPOINT_NANOS) {
                    folder.save(checkpoint);
                    saved = System.nanoTime();
                }
            }
        }
        folder.save(checkpoint);
        progress.checkCancelled();
        return isEnough(learner, goal);
    }

    private boolean isReached(Learner learner, Goal goal) {
        return learner.steps() >= goal.steps || isEnough(learner, goal);
    }

    private boolean isEnough(Learner learner, Goal goal) {
        EpisodeStatistics episodes = learner.episodes();
        return examined >= goal.successRate || episodes.isFull() && episodes.successRate() >= goal.successRate;
    }

    private String message(Learner learner) {
        return String.format(Locale.ROOT, "success %.1f %%, return %.2f", 100 * learner.episodes().successRate(),
                learner.episodes().meanReturn())
                + (Double.isNaN(examined) ? "" : String.format(Locale.ROOT, ", exam %.0f %%", 100 * examined));
    }

    private SequencedMap<String, Double> row(Learner learner, Map<String, Double> figures) {
        SequencedMap<String, Double> row = new LinkedHashMap<>();
        row.put("success", learner.episodes().successRate());
        row.put("return", learner.episodes().meanReturn());
        row.put("length", learner.episodes().meanLength());
        row.put("exam", examined);
        row.putAll(figures);
        return row;
    }
}
