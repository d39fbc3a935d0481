package org.isthmus.learn.rl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.tensor.Torch;

/// What was seen, done and earned in all worlds between two updates.
final class Rollout {
    final int worlds;
    final int steps;
    /// [steps][worlds][size] normalised, as the policy saw them
    final float[] observations;
    /// [steps][worlds][size] normalised, as the critic saw them
    final float[] criticObservations;
    /// [cameras] of [steps][worlds][height][width][3]
    final List<byte[]> images = new ArrayList<>();
    /// [worlds][size] what the policy remembered before the first step
    final float[] memory;
    /// [worlds][size] what the critic remembered before the first step
    final float[] criticMemory;
    /// [steps][worlds][size] as they were drawn
    final float[] actions;
    /// [steps][worlds] as all below
    final float[] logProbabilities;
    final float[] rewards;
    final float[] values;
    /// v of the state that followed, 0 where the episode terminated
    final float[] nextValues;
    final boolean[] ended;
    final float[] advantages;
    final float[] returns;

    /// @throws IllegalArgumentException when images take too much memory
    Rollout(int worlds, int steps, Onlooker policy, Onlooker critic, Sight sight, int actionSize) {
        this.worlds = worlds;
        this.steps = steps;
        int n = worlds * steps;
        observations = new float[n * policy.size()];
        criticObservations = new float[n * critic.size()];
        for (byte[] shown : sight.now()) {
            if ((long) shown.length * steps > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("images of " + shown.length / worlds + " bytes in " + worlds
                        + " worlds and " + steps + " steps, expected less than 2 GiB: take fewer or smaller ones");
            }
            images.add(new byte[shown.length * steps]);
        }
        memory = new float[policy.before().length];
        criticMemory = new float[critic.before().length];
        actions = new float[n * actionSize];
        logProbabilities = new float[n];
        rewards = new float[n];
        values = new float[n];
        nextValues = new float[n];
        ended = new boolean[n];
        advantages = new float[n];
        returns = new float[n];
    }

    /// Keeps what both remember before the first step.
    void begin(Onlooker policy, Onlooker critic) {
        System.arraycopy(policy.before(), 0, memory, 0, memory.length);
        System.arraycopy(critic.before(), 0, criticMemory, 0, criticMemory.length);
    }

    /// Keeps what is seen in a step.
    void keep(int step, Onlooker policy, Onlooker critic, Sight sight) {
        copyInto(policy.seen(), observations, step);
        copyInto(critic.seen(), criticObservations, step);
        List<byte[]> now = sight.now();
        for (int c = 0; c < now.size(); c++) {
            System.arraycopy(now.get(c), 0, images.get(c), step * now.get(c).length, now.get(c).length);
        }
    }

    /// Copies [worlds][size] to its place in [steps][worlds][size].
    static void copyInto(float[] from, float[] to, int step) {
        System.arraycopy(from, 0, to, step * from.length, from.length);
    }

    /// Where moments of sequences are in [steps][worlds], step by step.
    ///
    /// @param length of the sequences
    /// @param sequences by their numbers, of which those `from` to `to` − 1 are meant
    int[] moments(int length, long[] sequences, int from, int to) {
        int n = to - from;
        int[] moments = new int[length * n];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = Math.toIntExact(i / n * (long) lanes(length) + sequences[from + i % n]);
        }
        return moments;
    }

    /// Fills advantages and returns.
    void estimate(double discount, double lambda) {
        Gae.advantages(rewards, values, nextValues, ended, worlds, discount, lambda, advantages);
        for (int i = 0; i < returns.length; i++) {
            returns[i] = advantages[i] + values[i];
        }
    }

    /// All of it, in sequences to learn from.
    ///
    /// @param length of each: 1, or all steps of a world
    Batch batch(int length) {
        return new Batch(tensor(observations, length), tensor(criticObservations, length), first(memory, length),
                first(criticMemory, length), tensor(goesOn(), length), tensor(actions, length),
                tensor(logProbabilities, length), tensor(values, length), tensor(advantages, length),
                tensor(returns, length));
    }

    private Tensor tensor(float[] all, int length) {
        return Torch.of(all, length, lanes(length), all.length / (worlds * steps));
    }

    /// @param states [worlds][size]; of size 0 where sequences are no worlds
    private Tensor first(float[] states, int length) {
        return Torch.of(states, 1, lanes(length), states.length / worlds);
    }

    private int lanes(int length) {
        return worlds * steps / length;
    }

    /// [steps][worlds] 0 where an episode begins with the step; before the first it is forgotten already
    private float[] goesOn() {
        float[] goesOn = new float[ended.length];
        Arrays.fill(goesOn, 1);
        for (int i = worlds; i < goesOn.length; i++) {
            goesOn[i] = ended[i - worlds] ? 0 : 1;
        }
        return goesOn;
    }

    /// Sequences, [steps, n, size] each.
    ///
    /// @param memory [1, n, size] what the policy remembered before the first step
    /// @param criticMemory [1, n, size] likewise
    /// @param goesOn [steps, n, 1] 0 where an episode begins
    record Batch(Tensor observations, Tensor criticObservations, Tensor memory, Tensor criticMemory, Tensor goesOn,
            Tensor actions, Tensor logProbabilities, Tensor values, Tensor advantages, Tensor returns) {
        /// Some sequences, by their numbers.
        Batch select(Tensor indices) {
            return map(x -> x.index_select(1, indices));
        }

        Batch part(int from, int to) {
            return map(x -> x.narrow(1, from, to - from));
        }

        private Batch map(UnaryOperator<Tensor> f) {
            return new Batch(f.apply(observations), f.apply(criticObservations), f.apply(memory),
                    f.apply(criticMemory), f.apply(goesOn), f.apply(actions), f.apply(logProbabilities),
                    f.apply(values), f.apply(advantages), f.apply(returns));
        }
    }
}
