package org.isthmus.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Cancellation;
import org.isthmus.core.progress.ConsoleProgress;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.learn.rl.LearnedPolicy;
import org.isthmus.learn.rl.Learner;
import org.isthmus.learn.rl.TrainingRun;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the verbs that learn by rewards share: a task, a folder for the run, when to stop; in the end the policy leaves as ONNX and is
/// tried in episodes it has not seen.
abstract class TrainByRewards implements Runnable {
    /// Trials have seeds far from those that are learned from.
    private static final long TRIAL_SEED = 1L << 40;
    private static final long ROWS = 200;
    private static final int MOST_WORLDS = 64;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TaskInput input;

    @Option(names = "--out", paramLabel = "RUN", required = true,
            description = "The folder of the run: figures, checkpoint, policy. A run that was stopped goes on when the same command is given again.")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0",
            description = "Of everything that is random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10000000",
            description = "Stop after so many steps of all worlds together (default: ${DEFAULT-VALUE}).")
    private long steps;

    @Option(names = "--until", paramLabel = "SHARE", defaultValue = "0.98",
            description = "Stop when this share of the last episodes succeeded, while exploring (default: ${DEFAULT-VALUE}).")
    private double until;

    @Option(names = "--trials", paramLabel = "N", defaultValue = "100",
            description = "Try the policy in so many new episodes in the end (default: ${DEFAULT-VALUE}).")
    private int trials;

    /// Makes the learner.
    abstract Learner learner(Task task, String id, long seed, Parallel pool);

    /// Says with which settings, for the run's folder.
    abstract void describe(String id, SortedMap<String, String> settings);

    @Override
    public final void run() {
        check(steps >= 1, "--steps " + steps + ", expected 1 or more");
        check(until > 0, "--until " + until + ", expected more than 0");
        check(trials >= 0 && trials <= 1_000_000, "--trials " + trials + ", expected 0 to 1000000");
        Task task = input.make();
        long begin = System.nanoTime();
        try (Parallel pool = Parallel.ofAllProcessors(); Learner learner = made(task, pool)) {
            SortedMap<String, String> identity = identity(task);
            RunFolder run = RunFolder.claim(folder, identity, new Diagnostics());
            train(learner, run);
            print("%d steps in %.1f s, %.1f %% of the last episodes succeeded, mean return %.2f%n", learner.steps(),
                    (System.nanoTime() - begin) / 1e9, 100 * learner.episodes().successRate(),
                    learner.episodes().meanReturn());
            LearnedPolicy.write(run.policy(), task, learner, identity, new Diagnostics());
            if (trials > 0) {
                tryOut(task, run.policy(), pool);
            }
        }
    }

    private Learner made(Task task, Parallel pool) {
        try {
            return learner(task, task.id(), seed, pool);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private SortedMap<String, String> identity(Task task) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put("algorithm", spec.name());
        identity.put("task", task.id());
        identity.put("setup", input.describe());
        identity.put("robot", input.robot());
        identity.put("seed", Long.toString(seed));
        describe(task.id(), identity);
        return identity;
    }

    private void train(Learner learner, RunFolder run) {
        try (Progress progress = Progress.start("train", steps, new Cancellation(),
                ConsoleProgress.onStandardError())) {
            long every = Math.max(1, Math.min(steps / ROWS, 10_000));
            new TrainingRun(run).train(learner, new TrainingRun.Goal(steps, until, every), progress);
        }
    }

    private void tryOut(Task task, Path folderOfPolicy, Parallel pool) {
        int worlds = Math.min(trials, MOST_WORLDS);
        try (OnnxPolicy policy = OnnxPolicy.open(folderOfPolicy, worlds, new Diagnostics());
                Progress progress = Progress.start("trials", trials, new Cancellation(),
                        ConsoleProgress.onStandardError())) {
            VectorEnv.Options options = VectorEnv.Options.of(worlds).with(Autoreset.DISABLED);
            VectorEnv env = new VectorEnv(policy.spec().fitted(task),
                    policy.spec().isSeeing() ? options.withImages() : options, pool);
            PolicyTrial result = PolicyTrial.run(policy, env, trials, TRIAL_SEED + seed, progress);
            Proportion done = new Proportion(result.successes(), result.episodes());
            print("%s: %d of %d new episodes succeeded (%.1f to %.1f %%), mean return %.2f%n", folderOfPolicy,
                    done.successes(), done.trials(), 100 * done.lower(), 100 * done.upper(), result.meanReturn());
        }
    }

    private void print(String format, Object... values) {
        spec.commandLine().getOut().printf(Locale.ROOT, format, values);
        spec.commandLine().getOut().flush();
    }

    /// After which it stops.
    final long steps() {
        return steps;
    }

    /// Refuses numbers of worlds that cannot be.
    ///
    /// @param worlds null: not said
    final void checkWorlds(@Nullable Integer worlds) {
        check(worlds == null || worlds >= 1 && worlds <= 65_536, "--worlds " + worlds + ", expected 1 to 65536");
    }

    void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
