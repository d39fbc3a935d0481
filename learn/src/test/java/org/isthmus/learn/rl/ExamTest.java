package org.isthmus.learn.rl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamTest {
    private static final PpoConfig CONFIG = PpoConfig.DEFAULT.withWorlds(4, 25).withHidden(List.of(8));

    @TempDir
    private Path folder;

    private Exam exam(Ppo learner, String name, int episodes) {
        return new Exam(folder.resolve(name), learner, new TreeMap<>(), episodes);
    }

    @Test
    void anExamChangesNothingOfWhatIsLearned() {
        try (Parallel pool = Parallel.of(2);
                Ppo examined = new Ppo(Tasks.named("CartPole-v1").make(), CONFIG, 1, pool);
                Ppo left = new Ppo(Tasks.named("CartPole-v1").make(), CONFIG, 1, pool)) {
            Exam exam = exam(examined, "policy", 3);
            examined.iterate();
            PolicyTrial trial = exam.take(0, Progress.silent());
            assertThat(trial.episodes()).isEqualTo(3);
            assertThat(folder.resolve("policy/policy.onnx")).exists();
            left.iterate();
            assertThat(examined.iterate()).isEqualTo(left.iterate());
            assertThat(exam.take(0, Progress.silent()).meanReturn())
                    .isEqualTo(exam(left, "other", 3).take(0, Progress.silent()).meanReturn());
        }
    }

    /// Of 2 episodes of 200 steps there is one every 4,000 steps. Nobody learns to swing up in so few.
    @Test
    void runsAreExaminedAndStopWhenItIsEnough() throws IOException {
        RunFolder run = RunFolder.claim(folder.resolve("run"), new TreeMap<>(), new Diagnostics());
        try (Parallel pool = Parallel.of(2)) {
            assertThat(trained(run, 8_000, 1, pool)).isEqualTo(8_000);
            List<String> rows = Files.readAllLines(run.path().resolve("progress.csv"));
            int column = List.of(rows.getFirst().split(",")).indexOf("exam");
            assertThat(rows.get(1).split(",", -1)[column]).as("none yet").isIn("", "NaN");
            assertThat(Double.parseDouble(rows.getLast().split(",", -1)[column])).isBetween(0.0, 1.0);
            // The last exam is a part of the checkpoint: none is needed to see that it is enough.
            assertThat(trained(run, 1_000_000, 0, pool)).isEqualTo(8_000);
        }
    }

    private long trained(RunFolder run, long steps, double enough, Parallel pool) {
        try (Ppo learner = new Ppo(Tasks.named("Pendulum-v1").make(), CONFIG, 1, pool)) {
            new TrainingRun(run).train(learner, new TrainingRun.Goal(steps, enough, 1000),
                    new Exam(run.policy(), learner, new TreeMap<>(), 2), Progress.silent());
            return learner.steps();
        }
    }
}
