package org.isthmus.learn.imitation;

import java.util.Locale;
import java.util.SequencedMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.log.TrainingLog;

/// A trainer at work in the folder of its run: it goes on where the folder was left, and leaves figures, checkpoints and the policy as it was at
/// the last checkpoint.
public final class ImitationRun {
    private static final int LOG_STEPS = 100;

    private ImitationRun() {}

    /// Trains to the end.
    ///
    /// @param checkpointSteps steps between two checkpoints
    /// @param progress advances by one with each step
    /// @return how much the policy that was written differs from libtorch
    public static double train(ImitationTrainer trainer, RunFolder run, long checkpointSteps,
            Progress progress, Diagnostics diagnostics) {
        long wanted = trainer.wanted();
        run.resume(trainer.checkpoint());
        progress.resumeFrom(trainer.steps());
        double difference = 0;
        try (TrainingLog log = TrainingLog.open(run.path(), trainer.steps() == 0 ? -1 : trainer.steps())) {
            do {
                SequencedMap<String, Double> figures = trainer.steps() < wanted ? trainer.step() : null;
                boolean isOver = trainer.steps() >= wanted;
                if (figures != null) {
                    progress.advance(1);
                    if (trainer.steps() % LOG_STEPS == 0 || isOver) {
                        log.add(trainer.steps(), figures);
                        progress.message(String.format(Locale.ROOT, "loss %.4g", figures.get("loss")));
                    }
                }
                if (isOver || trainer.steps() % checkpointSteps == 0) {
                    run.save(trainer.checkpoint());
                    difference = trainer.write(run.policy(), diagnostics);
                }
                progress.checkCancelled();
            } while (trainer.steps() < wanted);
        }
        return difference;
    }
}
