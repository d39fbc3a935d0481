package org.isthmus.learn.rl;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.tensor.Torch;

/// The last steps of all worlds, to learn from in any order.
final class ReplayBuffer implements Saved {
    private static final int BEFORE = 0;
    private static final int AFTER = 1;
    private static final int ACTION = 2;
    private static final int REWARD = 3;
    /// 0 where the episode terminated, else 1.
    private static final int GOES_ON = 4;

    private final Ring ring;
    private final int observationSize;
    private final int actionSize;

    /// [n][size] steps that were drawn.
    record Batch(Tensor observations, Tensor nextObservations, Tensor actions, Tensor rewards, Tensor goesOn) {}

    ReplayBuffer(int capacity, int observationSize, int actionSize) {
        ring = new Ring(capacity, observationSize, observationSize, actionSize, 1, 1);
        this.observationSize = observationSize;
        this.actionSize = actionSize;
    }

    /// Takes a step of a world in.
    ///
    /// @param before [worlds][size] what worlds looked like, as `after`
    /// @param action [worlds][size] from −1 to 1
    void add(int world, float[] before, float[] action, double reward, float[] after, boolean terminated) {
        int place = ring.next();
        ring.set(place, BEFORE, before, world);
        ring.set(place, AFTER, after, world);
        ring.set(place, ACTION, action, world);
        ring.set(place, REWARD, (float) reward);
        ring.set(place, GOES_ON, terminated ? 0 : 1);
    }

    int size() {
        return ring.size();
    }

    /// Draws steps, each as likely as any other, with observations normalised as they would be now.
    Batch sample(int n, RandomStream stream, RunningMoments moments) {
        int[] places = ring.draw(n, stream);
        float[] from = ring.get(BEFORE, places);
        float[] to = ring.get(AFTER, places);
        moments.normalize(from, from);
        moments.normalize(to, to);
        return new Batch(Torch.of(from, new long[]{n, observationSize}), Torch.of(to, new long[]{n, observationSize}),
                Torch.of(ring.get(ACTION, places), new long[]{n, actionSize}),
                Torch.of(ring.get(REWARD, places), new long[]{n, 1}),
                Torch.of(ring.get(GOES_ON, places), new long[]{n, 1}));
    }

    @Override
    public void save(SafeTensors out, String prefix) {
        ring.save(out, prefix);
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        ring.resume(from, prefix);
    }
}
