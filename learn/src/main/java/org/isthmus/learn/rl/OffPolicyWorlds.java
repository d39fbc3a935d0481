package org.isthmus.learn.rl;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// The worlds that an off-policy algorithm acts in, and what it remembers of them.
final class OffPolicyWorlds {
    final ReplayBuffer buffer;
    final RunningMoments moments;
    final EpisodeStatistics episodes;
    final ActionRange range;
    final int observationSize;
    final int actionSize;
    final VectorEnv env;
    private final OffPolicyConfig config;
    /// [worlds][size] before a step
    private final float[] before;
    /// [worlds][size] of this moment, normalised
    private final float[] seen;
    /// [worlds][size] as the task takes them
    private final float[] sent;

    /// Chooses actions from −1 to 1.
    interface Chooser {
        /// @param seen [worlds][observationSize] normalised
        /// @param actions [worlds][actionSize] out
        void choose(float[] seen, float[] actions);
    }

    OffPolicyWorlds(Task task, OffPolicyConfig config, long seed, Parallel pool) {
        this.config = config;
        env = new VectorEnv(task, VectorEnv.Options.of(config.worlds()).with(Autoreset.SAME_STEP), pool);
        range = ActionRange.of(env.singleActionSpace());
        actionSize = range.size();
        observationSize = env.singleObservationSpace(config.group()).size();
        buffer = new ReplayBuffer(config.capacity(), observationSize, actionSize);
        moments = new RunningMoments(observationSize);
        episodes = new EpisodeStatistics(Math.max(100, config.worlds()));
        before = new float[config.worlds() * observationSize];
        seen = new float[before.length];
        sent = new float[config.worlds() * actionSize];
        env.reset(seed);
    }

    /// Acts in all worlds, by chance until there is enough to learn from.
    void step(Chooser chooser, RandomStream chance) {
        float[] now = env.observation(config.group());
        System.arraycopy(now, 0, before, 0, now.length);
        moments.add(now);
        float[] actions = new float[sent.length];
        if (isWarm()) {
            moments.normalize(now, seen);
            chooser.choose(seen, actions);
        } else {
            for (int i = 0; i < actions.length; i++) {
                actions[i] = (float) (2 * chance.nextOpen() - 1);
            }
        }
        range.send(actions, sent);
        env.step(sent);
        episodes.add(env);
        for (int w = 0; w < env.worlds(); w++) {
            boolean isOver = env.terminated()[w] || env.truncated()[w];
            buffer.add(w, before, actions, env.reward()[w],
                    isOver ? env.finalObservation(config.group()) : env.observation(config.group()),
                    env.terminated()[w]);
        }
    }

    boolean isWarm() {
        return buffer.size() >= Math.min(config.warmup(), config.capacity());
    }

    void addTo(Checkpoint checkpoint) {
        checkpoint.with("buffer", buffer).with("moments", moments).with("episodes", episodes)
                .with("worlds", new SavedWorlds(env));
    }
}
