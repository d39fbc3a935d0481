package org.isthmus.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.learn.policy.OnnxPolicy;
import org.isthmus.learn.policy.PolicyTrial;
import org.isthmus.learn.rl.Distillation;
import org.isthmus.learn.rl.DistillationConfig;
import org.isthmus.learn.rl.Exam;
import org.isthmus.learn.rl.Learner;
import org.isthmus.learn.rl.Ppo;
import org.isthmus.learn.rl.PpoConfig;
import org.isthmus.learn.rl.Rma;
import org.isthmus.learn.rl.RmaConfig;
import org.isthmus.task.Task;
import org.isthmus.task.suite.Tasks;

/// A task whose mass and friction no sensor tells, learned by those who are told them, who are not, and who tell them from their history. Each policy is tried
/// as it leaves, as ONNX, in the same new episodes.
final class HiddenCase {
    static final String CASE = "hidden";
    private static final String TASK = "SlideBlock-v1";
    private static final int SEEDS = 3;
    private static final int EPISODES = 400;
    /// Of all worlds together: by rewards, and after that from somebody who is told.
    private static final long BY_REWARDS = 1_000_000;
    private static final long BY_TEACHER = 200_000;

    private static final List<String> MEASURED = List.of("policy");
    private static final String HIDDEN = "hidden";
    private static final List<String> TOLD = List.of("policy", HIDDEN);
    private static final List<String> HISTORY = List.of("history");
    /// The first is the teacher.
    private static final List<Method> METHODS = List.of(
            new Method("teacher, told mass and friction", BY_REWARDS, byRewards(TOLD, TOLD)),
            new Method("plain randomization", BY_REWARDS, byRewards(MEASURED, MEASURED)),
            new Method("asymmetric critic", BY_REWARDS, byRewards(MEASURED, TOLD)),
            new Method("PPO that sees the history", BY_REWARDS, byRewards(HISTORY, TOLD)),
            new Method("student of the teacher", BY_TEACHER, HiddenCase::student),
            new Method("RMA", BY_REWARDS + BY_TEACHER, HiddenCase::rma));

    private final Task task = Tasks.named(TASK).make();
    private final Consumer<String> progress;

    /// @param steps that it learns for
    private record Method(String name, long steps, Maker maker) {}

    private interface Maker {
        /// @param teacher folder of the policy that the first method learned with this seed
        Learner make(Task task, Path teacher, long seed, Parallel pool);
    }

    /// How the policies of all seeds did.
    ///
    /// @param returns mean sum of rewards of an episode
    private record Score(Proportion success, double returns, List<PolicyTrial> seeds) {
        static Score of(List<PolicyTrial> seeds) {
            int successes = seeds.stream().mapToInt(PolicyTrial::successes).sum();
            double returns = seeds.stream().mapToDouble(PolicyTrial::meanReturn).average().orElse(0);
            return new Score(new Proportion(successes, (long) EPISODES * seeds.size()), returns, seeds);
        }

        String remark() {
            String each = seeds.stream().map(seed -> String.format(Locale.ROOT, "%.1f", 100.0 * seed.successes()
                    / seed.episodes())).collect(Collectors.joining(", "));
            return String.format(Locale.ROOT, "95 %%: %.1f to %.1f; seeds %s", 100 * success.lower(),
                    100 * success.upper(), each);
        }
    }

    HiddenCase(Consumer<String> progress) {
        this.progress = progress;
    }

    private static Maker byRewards(List<String> policy, List<String> critic) {
        return (task, teacher, seed, pool) -> new Ppo(task, PpoConfig.of(TASK).withGroups(policy, critic), seed, pool);
    }

    private static Learner student(Task task, Path teacher, long seed, Parallel pool) {
        DistillationConfig config = DistillationConfig.DEFAULT.withGroups(HISTORY);
        return new Distillation(task, OnnxPolicy.open(teacher, config.worlds(), new Diagnostics()), config, seed, pool);
    }

    private static Learner rma(Task task, Path teacher, long seed, Parallel pool) {
        RmaConfig config = RmaConfig.of(PpoConfig.of(TASK), MEASURED, HIDDEN, HISTORY).withBaseSteps(BY_REWARDS);
        return new Rma(task, config, seed, pool);
    }

    List<Measurement> run() {
        try (Scratch scratch = Scratch.make(); Parallel pool = Parallel.ofAllProcessors()) {
            return compare(scratch.path(), pool);
        }
    }

    private List<Measurement> compare(Path folder, Parallel pool) {
        List<Score> scores = new ArrayList<>();
        for (Method method : METHODS) {
            List<PolicyTrial> seeds = new ArrayList<>();
            for (int seed = 1; seed <= SEEDS; seed++) {
                Path policy = folder.resolve(scores.size() + "-" + seed);
                seeds.add(learn(method, folder.resolve("0-" + seed), policy, seed, pool));
                progress.accept(String.format(Locale.ROOT, "%s, seed %d: %d of %d", method.name(), seed,
                        seeds.getLast().successes(), EPISODES));
            }
            scores.add(Score.of(seeds));
        }
        Score teacher = scores.getFirst();
        List<Measurement> all = new ArrayList<>();
        all.add(Measurement.alone(LearnBenchmark.NAME, CASE, "success, " + METHODS.getFirst().name(), "%",
                100 * teacher.success().share(), teacher.remark()));
        all.add(Measurement.alone(LearnBenchmark.NAME, CASE, "return, " + METHODS.getFirst().name(), "",
                teacher.returns(), ""));
        for (int m = 1; m < METHODS.size(); m++) {
            Score score = scores.get(m);
            all.add(Measurement.ofRate(LearnBenchmark.NAME, CASE, "success, " + METHODS.get(m).name(), "%",
                    100 * score.success().share(), 100 * teacher.success().share(), score.remark() + "; teacher"));
            all.add(Measurement.ofRate(LearnBenchmark.NAME, CASE, "return, " + METHODS.get(m).name(), "",
                    score.returns(), teacher.returns(), "teacher"));
        }
        return all;
    }

    private PolicyTrial learn(Method method, Path teacher, Path policy, long seed, Parallel pool) {
        try (Learner learner = method.maker().make(task, teacher, seed, pool)) {
            while (learner.steps() < method.steps()) {
                learner.iterate();
            }
            return new Exam(policy, learner, new TreeMap<>(), EPISODES).take(0, Progress.silent());
        }
    }
}
