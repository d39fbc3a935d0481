package org.isthmus.learn.rl;

import org.isthmus.learn.network.Ops;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Space;

/// The range of a task's actions, which learners know as −1 to 1.
///
/// @param middle [size] of the ranges
/// @param half [size] of the ranges
record ActionRange(float[] middle, float[] half) {
    /// @throws IllegalArgumentException when the space is no box, or unbounded
    static ActionRange of(Space space) {
        if (!(space instanceof Box box)) {
            throw new IllegalArgumentException(
                    "the task's actions are choices; use PPO, or a task with actions of a range");
        }
        float[] middle = new float[box.size()];
        float[] half = new float[box.size()];
        for (int i = 0; i < middle.length; i++) {
            double low = box.low().get(i);
            double high = box.high().get(i);
            if (!Double.isFinite(high - low)) {
                throw new IllegalArgumentException("number " + i + " of the actions is unbounded: " + low + " to "
                        + high + "; give the task's action a range");
            }
            middle[i] = (float) ((low + high) / 2);
            half[i] = (float) ((high - low) / 2);
        }
        return new ActionRange(middle, half);
    }

    int size() {
        return middle.length;
    }

    /// Actions as the task takes them.
    ///
    /// @param actions [n][size] from −1 to 1; what is outside is cut
    /// @param sent [n][size] out
    void send(float[] actions, float[] sent) {
        for (int i = 0; i < actions.length; i++) {
            sent[i] = middle[i % size()] + half[i % size()] * Math.clamp(actions[i], -1f, 1f);
        }
    }

    /// The opposite of [#send].
    ///
    /// @param sent [n][size]
    /// @param actions [n][size] out
    void receive(float[] sent, float[] actions) {
        for (int i = 0; i < sent.length; i++) {
            actions[i] = Math.clamp((sent[i] - middle[i % size()]) / half[i % size()], -1f, 1f);
        }
    }

    /// The same, in operations of a network.
    <T> T send(Ops<T> ops, T actions) {
        T scaled = ops.multiply(ops.clamp(actions, -1, 1), ops.constant(half, size()));
        return ops.add(scaled, ops.constant(middle, size()));
    }
}
