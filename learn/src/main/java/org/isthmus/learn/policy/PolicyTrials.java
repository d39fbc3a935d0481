package org.isthmus.learn.policy;

import java.util.Arrays;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// How well a policy does a task, over episodes with seeds of their own.
public final class PolicyTrials {
    private static final int MOST_WORLDS = 64;

    private PolicyTrials() {}

    /// What came out.
    ///
    /// @param done episodes at whose end the task was done
    /// @param meanReturn of the sums of rewards
    /// @param meanLength in control steps
    public record Result(Proportion done, double meanReturn, double meanLength) {}

    /// Acts in episodes; number n has the seed `seed + n`.
    ///
    /// @param opener makes the policy for so many worlds
    public static Result run(Task task, Opener opener, int episodes, long seed, Parallel pool, Progress progress) {
        int worlds = Math.min(episodes, MOST_WORLDS);
        try (Policy policy = opener.open(worlds)) {
            Tally tally = new Tally();
            VectorEnv env = new VectorEnv(task, options(policy, worlds), pool);
            boolean[] all = new boolean[worlds];
            Arrays.fill(all, true);
            for (int first = 0; first < episodes; first += worlds) {
                env.reset(seed + first);
                policy.reset(env.seeds(), all);
                act(policy, env, Math.min(worlds, episodes - first), tally, progress);
            }
            return new Result(new Proportion(tally.successes, episodes), tally.returns / episodes,
                    tally.lengths / episodes);
        }
    }

    private static VectorEnv.Options options(Policy policy, int worlds) {
        VectorEnv.Options options = VectorEnv.Options.of(worlds).with(Autoreset.DISABLED);
        boolean seesImages = policy.spec().inputs().stream().anyMatch(i -> i.kind() == PolicySpec.Kind.IMAGE);
        return seesImages ? options.withImages() : options;
    }

    private static final class Tally {
        private int successes;
        private double returns;
        private double lengths;
    }

    /// Acts until the episodes of the first worlds are over.
    private static void act(Policy policy, VectorEnv env, int counted, Tally tally, Progress progress) {
        float[] actions = new float[env.worlds() * env.singleActionSpace().size()];
        Observations observations = Observations.of(env);
        boolean[] isOver = new boolean[counted];
        int left = counted;
        while (left > 0) {
            progress.checkCancelled();
            policy.act(observations, actions);
            env.step(actions);
            for (int w = 0; w < counted; w++) {
                if (!isOver[w] && (env.terminated()[w] || env.truncated()[w])) {
                    isOver[w] = true;
                    left--;
                    tally.returns += env.endedReturns()[w];
                    tally.lengths += env.endedLengths()[w];
                    tally.successes += env.succeeded()[w] ? 1 : 0;
                    progress.advance(1);
                }
            }
        }
    }

    /// Makes a policy for worlds.
    @FunctionalInterface
    public interface Opener {
        Policy open(int worlds);
    }
}
