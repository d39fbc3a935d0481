package org.isthmus.task;

import org.isthmus.core.random.RandomStream;

/// Actions on their way to the actuators, in all worlds: late, and some of them lost.
final class ActionQueue {
    private final ActionLink link;
    private final int size;
    private final int depth;
    /// [worlds][depth][size] a ring of the last actions
    private final float[] ring;
    /// [worlds] actions sent in this episode
    private final int[] sent;
    /// [worlds]
    private final RandomStream[] losses;
    /// [worlds][size] what acts now
    private final float[] acting;

    ActionQueue(ActionLink link, int worlds, int size) {
        this.link = link;
        this.size = size;
        depth = link.mostDelay() + 1;
        ring = new float[worlds * depth * size];
        sent = new int[worlds];
        acting = new float[worlds * size];
        losses = new RandomStream[worlds];
        for (int w = 0; w < worlds; w++) {
            losses[w] = RandomStream.of(w);
        }
    }

    /// [worlds][size] what acts now
    float[] acting() {
        return acting;
    }

    /// Begins an episode: until the first action arrives, zeros act.
    void restart(int world, RandomStream episode) {
        sent[world] = 0;
        losses[world] = episode.child("dropped");
        for (int i = 0; i < depth * size; i++) {
            ring[world * depth * size + i] = 0;
        }
        for (int i = 0; i < size; i++) {
            acting[world * size + i] = 0;
        }
    }

    /// Sends an action and lets that act which arrives.
    ///
    /// @param actions [worlds][size]
    /// @param delay control steps, at most [ActionLink#mostDelay]
    void send(int world, float[] actions, int delay) {
        System.arraycopy(actions, world * size, ring, (world * depth + sent[world] % depth) * size, size);
        int arrives = sent[world] - Math.clamp(delay, 0, link.mostDelay());
        sent[world]++;
        boolean isLost = link.dropped() > 0 && losses[world].nextOpen() < link.dropped();
        if (arrives >= 0 && !isLost) {
            System.arraycopy(ring, (world * depth + arrives % depth) * size, acting, world * size, size);
        }
    }

    /// How many numbers [#save] writes.
    int saveLength() {
        return (depth + 1) * size + 2;
    }

    /// @param out [..]
    void save(int world, double[] out, int at) {
        for (int i = 0; i < depth * size; i++) {
            out[at + i] = ring[world * depth * size + i];
        }
        for (int i = 0; i < size; i++) {
            out[at + depth * size + i] = acting[world * size + i];
        }
        out[at + (depth + 1) * size] = sent[world];
        out[at + (depth + 1) * size + 1] = losses[world].position();
    }

    /// @param episode stream of the saved world's episode
    void restore(int world, double[] in, int at, RandomStream episode) {
        for (int i = 0; i < depth * size; i++) {
            ring[world * depth * size + i] = (float) in[at + i];
        }
        for (int i = 0; i < size; i++) {
            acting[world * size + i] = (float) in[at + depth * size + i];
        }
        sent[world] = (int) in[at + (depth + 1) * size];
        losses[world] = episode.child("dropped").at((long) in[at + (depth + 1) * size + 1]);
    }
}
