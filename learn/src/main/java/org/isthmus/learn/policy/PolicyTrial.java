package org.isthmus.learn.policy;

import java.util.Arrays;
import java.util.stream.LongStream;

import org.isthmus.core.progress.Progress;
import org.isthmus.task.VectorEnv;

/// How a policy did in closed loop.
///
/// @param successes episodes at whose end the task was done
/// @param meanReturn sum of rewards of an episode
/// @param meanLength steps of an episode
/// @param nanos [calls] time of each call for the actions of all worlds, in rising order
public record PolicyTrial(int episodes, int successes, double meanReturn, double meanLength, long[] nanos) {
    /// Lets a policy act until episodes are over.
    ///
    /// @param policy of as many worlds
    /// @param env that does not reset itself, of a task that is [fitted][PolicySpec#fitted] to the policy
    /// @param seed of episode 0; episode n has `seed + n`
    public static PolicyTrial run(Policy policy, VectorEnv env, int episodes, long seed, Progress progress) {
        int worlds = env.worlds();
        float[] actions = new float[worlds * policy.spec().action().size()];
        long[] nanos = new long[256];
        int calls = 0;
        int successes = 0;
        double returns = 0;
        long steps = 0;
        for (int first = 0; first < episodes; first += worlds) {
            Observations observations = begin(policy, env, seed + first);
            boolean[] isRunning = new boolean[worlds];
            int running = Math.min(worlds, episodes - first);
            Arrays.fill(isRunning, 0, running, true);
            while (running > 0) {
                progress.checkCancelled();
                long start = System.nanoTime();
                policy.act(observations, actions);
                nanos = calls < nanos.length ? nanos : Arrays.copyOf(nanos, 2 * calls);
                nanos[calls++] = System.nanoTime() - start;
                env.step(actions);
                for (int w = 0; w < worlds; w++) {
                    if (isRunning[w]) {
                        returns += env.reward()[w];
                        steps++;
                        if (env.terminated()[w] || env.truncated()[w]) {
                            isRunning[w] = false;
                            running--;
                            successes += env.succeeded()[w] ? 1 : 0;
                            progress.advance(1);
                        }
                    }
                }
            }
        }
        nanos = Arrays.copyOf(nanos, calls);
        Arrays.sort(nanos);
        return new PolicyTrial(episodes, successes, returns / episodes, (double) steps / episodes, nanos);
    }

    /// Begins an episode in every world.
    ///
    /// @param first seed, of world 0; world w has `first + w`
    /// @return what the policy looks at
    public static Observations begin(Policy policy, VectorEnv env, long first) {
        long[] seeds = LongStream.range(first, first + env.worlds()).toArray();
        boolean[] all = new boolean[env.worlds()];
        Arrays.fill(all, true);
        env.reset(seeds, all);
        policy.reset(seeds, all);
        return Observations.of(env);
    }

    /// Share of the episodes.
    public double successRate() {
        return (double) successes / episodes;
    }

    /// The time of a call that a share of all calls needs at most, s.
    public double seconds(double share) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, (long) (share * nanos.length))] * 1e-9;
    }
}
