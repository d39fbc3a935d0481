package org.isthmus.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.rl.EpisodeStatistics;
import org.isthmus.learn.rl.Ppo;
import org.isthmus.learn.rl.PpoConfig;
import org.isthmus.task.suite.Tasks;

/// How long tasks take to be learned by their rewards; what is learned where something is hidden; steps of training beside PyTorch; how long a policy
/// thinks.
public final class LearnBenchmark implements Benchmark {
    static final String NAME = "learn";
    private static final String THINKING = "latency";
    private static final Map<String, String> LEARNED = learned();
    /// Share of the last episodes at which a task counts as learned.
    private static final double ENOUGH = 0.95;
    private static final int SEEDS = 3;
    /// What is not learned in this time is given up.
    private static final double MOST_SECONDS = 900;
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
        all.add(HiddenCase.CASE);
        return all;
    }

    @Override
    public List<Measurement> run(String caseName, Consumer<String> progress) {
        progress.accept(caseName);
        if (caseName.equals(HiddenCase.CASE)) {
            return new HiddenCase(progress).run();
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
            try (Parallel pool = Parallel.ofAllProcessors();
                    Ppo learner = new Ppo(Tasks.named(task).make(), PpoConfig.of(task), seed, pool)) {
                long start = System.nanoTime();
                EpisodeStatistics episodes = learner.episodes();
                double seconds = 0;
                boolean isLearned = false;
                while (!isLearned && seconds < MOST_SECONDS) {
                    learner.iterate();
                    seconds = (System.nanoTime() - start) * NANO;
                    isLearned = episodes.isFull() && episodes.successRate() >= ENOUGH;
                }
                String end = isLearned ? ""
                        : String.format(Locale.ROOT, "given up at %.0f %%", 100 * episodes.successRate());
                all.add(Measurement.alone(NAME, caseName, "time to 95 % of " + task + ", seed " + seed, "s", seconds,
                        end));
                all.add(Measurement.alone(NAME, caseName, "steps until then, seed " + seed, "", learner.steps(), end));
                learned += isLearned ? 1 : 0;
                progress.accept(caseName + ", seed " + seed + (isLearned ? ": learned" : ": " + end));
            }
        }
        all.add(Measurement.alone(NAME, caseName, "seeds that learned it, of " + SEEDS, "", learned, ""));
        return all;
    }
}
