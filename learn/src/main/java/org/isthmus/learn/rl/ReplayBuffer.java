package org.isthmus.learn.rl;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.tensor.Torch;

/// The last steps of all worlds, in a ring, to learn from in any order.
final class ReplayBuffer {
    private final int capacity;
    private final int observationSize;
    private final int actionSize;
    /// [capacity][size] as the worlds showed them
    private final float[] observations;
    /// [capacity][size]
    private final float[] nextObservations;
    /// [capacity][size] from −1 to 1
    private final float[] actions;
    /// [capacity]
    private final float[] rewards;
    /// [capacity] 0 where the episode terminated, else 1
    private final float[] goesOn;
    private long count;

    /// [n][size] steps that were drawn.
    record Batch(Tensor observations, Tensor nextObservations, Tensor actions, Tensor rewards, Tensor goesOn) {}

    ReplayBuffer(int capacity, int observationSize, int actionSize) {
        this.capacity = capacity;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        observations = new float[Math.multiplyExact(capacity, observationSize)];
        nextObservations = new float[capacity * observationSize];
        actions = new float[capacity * actionSize];
        rewards = new float[capacity];
        goesOn = new float[capacity];
    }

    /// Takes a step of a world in.
    ///
    /// @param before [worlds][size] what worlds looked like, as `after`
    /// @param action [worlds][size]
    void add(int world, float[] before, float[] action, double reward, float[] after, boolean terminated) {
        int at = (int) (count++ % capacity);
        System.arraycopy(before, world * observationSize, observations, at * observationSize, observationSize);
        System.arraycopy(after, world * observationSize, nextObservations, at * observationSize, observationSize);
        System.arraycopy(action, world * actionSize, actions, at * actionSize, actionSize);
        rewards[at] = (float) reward;
        goesOn[at] = terminated ? 0 : 1;
    }

    int size() {
        return (int) Math.min(count, capacity);
    }

    /// Draws steps, each as likely as any other, with observations normalised as they would be now.
    Batch sample(int n, RandomStream stream, RunningMoments moments) {
        float[] from = new float[n * observationSize];
        float[] to = new float[n * observationSize];
        float[] done = new float[n * actionSize];
        float[] earned = new float[n];
        float[] more = new float[n];
        for (int i = 0; i < n; i++) {
            int at = stream.nextInt(size());
            System.arraycopy(observations, at * observationSize, from, i * observationSize, observationSize);
            System.arraycopy(nextObservations, at * observationSize, to, i * observationSize, observationSize);
            System.arraycopy(actions, at * actionSize, done, i * actionSize, actionSize);
            earned[i] = rewards[at];
            more[i] = goesOn[at];
        }
        moments.normalize(from, from);
        moments.normalize(to, to);
        return new Batch(Torch.of(from, new long[]{n, observationSize}), Torch.of(to, new long[]{n, observationSize}),
                Torch.of(done, new long[]{n, actionSize}), Torch.of(earned, new long[]{n, 1}),
                Torch.of(more, new long[]{n, 1}));
    }

    void save(SafeTensors out, String prefix) {
        out.put(prefix + "observations", observations).put(prefix + "next_observations", nextObservations)
                .put(prefix + "actions", actions).put(prefix + "rewards", rewards).put(prefix + "goes_on", goesOn)
                .put(prefix + "count", count);
    }

    void resume(SafeTensors from, String prefix) {
        take(from, prefix + "observations", observations);
        take(from, prefix + "next_observations", nextObservations);
        take(from, prefix + "actions", actions);
        take(from, prefix + "rewards", rewards);
        take(from, prefix + "goes_on", goesOn);
        count = from.longs(prefix + "count")[0];
    }

    private static void take(SafeTensors from, String name, float[] to) {
        System.arraycopy(from.floats(name), 0, to, 0, to.length);
    }
}
