package org.isthmus.learn.rl;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.Checkpoint;
import org.isthmus.learn.checkpoint.Saved;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.optimize.Adam;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.task.VectorEnv;

/// A network learns what it should have answered in the situations to which its answers lead: it looks at worlds and answers, remembers what was
/// right, and makes the mean squared error smaller. Who acts on the answers, and who knows what is right, differs: [Distillation], [Rma].
final class Regression implements AutoCloseable {
    private static final int SEEN = 0;
    private static final int RIGHT = 1;

    private final DistillationConfig config;
    private final SeenGroups groups;
    private final int answerSize;
    private final Mlp network;
    private final TorchOps ops;
    private final Adam adam;
    private final Ring ring;
    private final RunningMoments moments;
    /// [worlds][size] of this moment, as it is and normalised
    private float[] now;
    private final float[] seen;
    /// [worlds][answerSize]
    private final float[] answers;

    /// @param network answers with `answerSize` numbers
    /// @param weights of it; other parameters stay as they are
    Regression(VectorEnv env, DistillationConfig config, Mlp network, int answerSize, Weights weights, Parallel pool) {
        this.config = config;
        this.network = network;
        this.answerSize = answerSize;
        groups = new SeenGroups(env, config.groups());
        ops = new TorchOps(weights);
        adam = new Adam(weights, Adam.Config.DEFAULT, pool);
        ring = new Ring(config.capacity(), groups.size(), answerSize);
        moments = new RunningMoments(groups.size());
        seen = new float[env.worlds() * groups.size()];
        now = seen;
        answers = new float[env.worlds() * answerSize];
    }

    /// Looks at the worlds.
    ///
    /// @return [worlds][answerSize] until the next call
    float[] answer() {
        now = groups.now();
        moments.add(now);
        moments.normalize(now, seen);
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Torch.copy(network.apply(ops, rows(seen, groups.size())), answers, 0);
        }
        return answers;
    }

    /// Remembers what the last answers should have been.
    ///
    /// @param right [worlds][answerSize]
    void remember(float[] right) {
        for (int w = 0; w < config.worlds(); w++) {
            int place = ring.next();
            ring.set(place, SEEN, now, w);
            ring.set(place, RIGHT, right, w);
        }
    }

    /// Learns from what is remembered.
    ///
    /// @return the mean squared error of the last batch
    double learn(RandomStream random) {
        double error = 0;
        for (int i = 0; i < config.updates(); i++) {
            error = update(random.child(i));
        }
        return error;
    }

    private double update(RandomStream random) {
        int[] places = ring.draw(config.batch(), random);
        float[] batch = ring.get(SEEN, places);
        moments.normalize(batch, batch);
        try (PointerScope _ = new PointerScope()) {
            Tensor outputs = network.apply(ops, rows(batch, groups.size()));
            Tensor loss = torch.mse_loss(outputs, rows(ring.get(RIGHT, places), answerSize));
            adam.minimize(loss, config.learningRate());
            return loss.item_float();
        }
    }

    private static Tensor rows(float[] values, int size) {
        return Torch.of(values, values.length / size, size);
    }

    /// The answer to each observation.
    ///
    /// @param inputs [n][size] of each group, as the worlds show them
    /// @return [n][answerSize]
    <T> T answer(Ops<T> operations, PolicyGraph.Inputs<T> inputs) {
        return network.apply(operations,
                moments.normalize(operations, SeenGroups.joined(operations, config.groups(), inputs)));
    }

    /// All that decides what comes, but the weights.
    Checkpoint addTo(Checkpoint checkpoint) {
        return checkpoint.with("adam", Saved.of(adam)).with("ring", ring).with("moments", moments);
    }

    @Override
    public void close() {
        adam.close();
    }
}
