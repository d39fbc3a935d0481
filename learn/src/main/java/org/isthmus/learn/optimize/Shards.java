package org.isthmus.learn.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.network.Weights;

/// Gradients of a batch that is cut into shards. Each shard is computed by some thread with gradients of its own, which are added in the order of the
/// shards: the result depends on how many shards there are, not on how many threads. libtorch's own threads, which share single operations, gain nothing
/// with networks as small as these (docs/tried.md).
public final class Shards implements AutoCloseable {
    /// Gradients that a thread adds at once.
    private static final int CHUNK = 1 << 16;

    private final Parallel pool;
    /// The same numbers with gradients of their own; the first are those that are learned.
    private final List<Weights> own = new ArrayList<>();

    /// What is made smaller.
    @FunctionalInterface
    public interface Loss {
        /// Means over a shard, a single number each: first what is made smaller, then figures. Called by any thread, in a scope of the shard.
        ///
        /// @param from its first element in the batch
        /// @param to behind its last
        /// @param weights for the shard
        List<Tensor> of(int from, int to, Weights weights);
    }

    /// @param count shards of a batch, at most
    public Shards(Weights weights, int count, Parallel pool) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " shards, expected 1 or more");
        }
        this.pool = pool;
        own.add(weights);
        while (own.size() < count) {
            own.add(weights.alias());
        }
    }

    /// Leaves the gradients of the mean over a batch in the weights.
    ///
    /// @param n elements of the batch
    /// @return the means over the batch, of the loss first
    public double[] gradients(int n, Loss loss) {
        int count = Math.min(own.size(), n);
        double[][] means = new double[count][];
        pool.run(count, 1, (shard, _) -> {
            int from = (int) ((long) shard * n / count);
            int to = (int) ((shard + 1L) * n / count);
            Weights weights = own.get(shard);
            try (PointerScope _ = new PointerScope()) {
                weights.gradients().zero_();
                double share = (double) (to - from) / n;
                List<Tensor> part = loss.of(from, to, weights);
                part.getFirst().mul(new Scalar(share)).backward();
                means[shard] = part.stream().mapToDouble(mean -> share * mean.item_float()).toArray();
            }
        });
        pool.run(Math.toIntExact(own.getFirst().layout().size()), CHUNK, (from, to) -> {
            try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
                Tensor sum = own.getFirst().gradients().narrow(0, from, to - from);
                own.subList(1, count).forEach(each -> sum.add_(each.gradients().narrow(0, from, to - from)));
            }
        });
        return IntStream.range(0, means[0].length).mapToDouble(i -> Stream.of(means).mapToDouble(m -> m[i]).sum())
                .toArray();
    }

    /// Frees the gradients; the weights stay.
    @Override
    public void close() {
        own.subList(1, own.size()).forEach(Weights::close);
    }
}
