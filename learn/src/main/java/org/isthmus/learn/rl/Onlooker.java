package org.isthmus.learn.rl;

import java.util.Arrays;
import java.util.List;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.VectorEnv;

/// One of the networks of [Ppo] in its worlds: what it sees of them beside images, how that is scaled, and what it remembers. As a part of a checkpoint it
/// is what is remembered.
final class Onlooker implements Saved {
    private static final String STATE = "state";

    private final int worlds;
    private final SeenGroups groups;
    private final MemoryNetwork network;
    private final RunningMoments moments;
    /// [worlds][size] what is seen at this moment, normalised
    private final float[] seen;
    /// [worlds][network.size()] what was remembered before this moment
    private final float[] before;
    /// [worlds][network.size()] what is remembered after the moment that was answered to last
    private final float[] after;

    /// @param without terms of the groups that are not looked at
    Onlooker(VectorEnv env, List<String> groups, List<String> without, MemoryNetwork network) {
        worlds = env.worlds();
        this.groups = new SeenGroups(env, groups);
        this.network = network;
        moments = new RunningMoments(this.groups.without(without));
        seen = new float[worlds * this.groups.size()];
        before = new float[worlds * network.size()];
        after = new float[before.length];
    }

    RunningMoments moments() {
        return moments;
    }

    /// Numbers that are seen of a world.
    int size() {
        return groups.size();
    }

    /// [worlds][size] what is seen at this moment, normalised
    float[] seen() {
        return seen;
    }

    /// [worlds][network.size()] what was remembered before this moment
    float[] before() {
        return before;
    }

    /// Takes what the worlds look like into the running means.
    void count() {
        moments.add(groups.now());
    }

    /// Looks at the worlds.
    void look() {
        moments.normalize(groups.now(), seen);
    }

    /// Answers to what was looked at; only [#goOn] makes it the past.
    ///
    /// @param places [worlds][..] what is seen in images of this moment
    /// @return [worlds][outputs]
    float[] answer(TorchOps ops, float[] places) {
        return answer(ops, seen, places);
    }

    /// Answers to the last moments of episodes that ended, between [#goOn] and [#forget].
    ///
    /// @param places [worlds][..] what is seen in their images
    /// @return [worlds][outputs] of other worlds without meaning
    float[] answerToLast(TorchOps ops, float[] places) {
        float[] last = new float[seen.length];
        moments.normalize(groups.last(), last);
        return answer(ops, last, places);
    }

    private float[] answer(TorchOps ops, float[] rows, float[] places) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            List<Tensor> images = places.length == 0 ? List.of() : List.of(rows(places));
            Tensor next = network.next(ops, Sight.joined(ops, rows(rows), images), rows(before));
            if (network.size() > 0) {
                Torch.copy(next, after, 0);
            }
            return Torch.toArray(network.head().apply(ops, next));
        }
    }

    private Tensor rows(float[] values) {
        return Torch.of(values, worlds, values.length / worlds);
    }

    /// Goes on to the next moment with what is remembered.
    void goOn() {
        System.arraycopy(after, 0, before, 0, before.length);
    }

    /// Forgets what was before in a world, as an episode begins there.
    void forget(int world) {
        Arrays.fill(before, world * network.size(), (world + 1) * network.size(), 0);
    }

    @Override
    public void save(SafeTensors out, String prefix) {
        if (before.length > 0) {
            out.put(prefix + STATE, before, worlds, network.size());
        }
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        if (before.length > 0) {
            System.arraycopy(from.floats(prefix + STATE, before.length), 0, before, 0, before.length);
        }
    }
}
