package org.isthmus.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.checkpoint.RunFolder;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.learn.rl.Exam;
import org.isthmus.learn.rl.Ppo;
import org.isthmus.learn.rl.PpoConfig;
import org.isthmus.learn.rl.TrainingRun;
import org.isthmus.task.suite.Tasks;

/// How long tasks take to be learned by their rewards; what is learned where something is hidden; steps of training beside PyTorch; how long a policy
/// thinks.
public final class LearnBenchmark implements Benchmark {
    static final String NAME = "learn";
    private static final String THINKING = "latency";
    private static final Map<String, String> LEARNED = learned();
    /// Share of an exam's episodes at which a task counts as learned. Who passes is on the mean a little worse than the exam tells: for 95 % it takes more.
    private static final double ENOUGH = 0.98;
    /// Of an exam, and new ones in which the policy is tried in the end.
    private static final int EPISODES = 200;
    private static final int SEEDS = 3;
    /// What is not learned in so many is given up.
    private static final long MOST_STEPS = 10_000_000;
    private static final double NANO = 1e-9;

    public LearnBenchmark() {}

    /// Tasks by case.
    private static Map<String, String> learned() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ppo-cart-pole", "CartPole-v1");
        all.put("ppo-push-cube", "PushCube-v1");
        all.put("ppo-pick-cube", "PickCube-v1");
        return all;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> cases() {
        List<String> all = new ArrayList<>();
        NetworksCase.KINDS.forEach(kind -> all.add(NetworksCase.STEP + kind));
        all.add(THINKING);
        all.addAll(LEARNED.keySet());
        all.add(WalkCase.CASE);
        all.add(HiddenCase.CASE);
        return all;
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        progress.accept(caseName);
        if (caseName.equals(HiddenCase.CASE)) {
            return new HiddenCase(progress).run();
        }
        if (caseName.equals(WalkCase.CASE)) {
            return WalkCase.run(progress);
        }
        String task = LEARNED.get(caseName);
        if (task != null) {
            return learn(caseName, task, progress);
        }
        return caseName.equals(THINKING) ? NetworksCase.thinking(caseName)
                : NetworksCase.steps(caseName, caseName.substring(NetworksCase.STEP.length()));
    }

    private static List<Measurement> learn(String caseName, String task, Consumer<String> progress) {
        int learned = 0;
        List<Measurement> all = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            long start = System.nanoTime();
            try (Scratch scratch = Scratch.make();
                    Parallel pool = Parallel.ofAllProcessors();
                    Ppo learner = new Ppo(Tasks.named(task).make(), PpoConfig.of(task), seed, pool)) {
                RunFolder run = RunFolder.claim(scratch.path(), new TreeMap<>(), new Diagnostics());
                boolean isLearned = new TrainingRun(run).train(learner,
                        new TrainingRun.Goal(MOST_STEPS, ENOUGH, MOST_STEPS / 100),
                        new Exam(run.policy(), learner, new TreeMap<>(), EPISODES), Progress.silent());
                double seconds = (System.nanoTime() - start) * NANO;
                PolicyTrial trial = new Exam(run.policy(), learner, new TreeMap<>(), EPISODES).take((long) seed << 20,
                        Progress.silent());
                String end = String.format(Locale.ROOT, "%s; then %d of %d new episodes",
                        isLearned ? "learned" : "given up", trial.successes(), trial.episodes());
                all.add(Measurement.alone(NAME, caseName, "time to 98 % of an exam, " + task + ", seed " + seed, "s",
                        seconds, end));
                all.add(Measurement.alone(NAME, caseName, "steps until then, seed " + seed, "", learner.steps(), end));
                learned += isLearned ? 1 : 0;
                progress.accept(String.format(Locale.ROOT, "%s, seed %d: %.0f s, %s", caseName, seed, seconds, end));
            }
        }
        all.add(Measurement.alone(NAME, caseName, "seeds that learned it, of " + SEEDS, "", learned, ""));
        return all;
    }
}
