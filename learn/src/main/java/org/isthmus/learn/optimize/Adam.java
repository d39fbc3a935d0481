package org.isthmus.learn.optimize;

import java.nio.FloatBuffer;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;

/// Adam (Kingma and Ba 2015, algorithm 1) with decoupled decay of weights (Loshchilov and Hutter 2019, algorithm 2), after the
/// gradient was cut to a length. PyTorch's `AdamW` after `clip_grad_norm_`.
///
/// Each number needs a dozen operations in all, while libtorch would go through memory once for each: so they are plain loops over blocks that stay in
/// the nearest memory, and round as libtorch's operations do.
public final class Adam implements AutoCloseable {
    /// Numbers that a thread works on at once.
    private static final int CHUNK = 1 << 16;
    /// Numbers of which four arrays stay in a core's nearest memory.
    private static final int BLOCK = 1 << 10;

    private final Weights weights;
    private final Config config;
    private final Parallel pool;
    /// [size] moving average of gradients
    private final Tensor first;
    /// [size] moving average of their squares
    private final Tensor second;
    private long steps;

    /// How steps are made.
    ///
    /// @param decay what weights lose in a step, times the learning rate
    /// @param maxNorm the most length of a gradient; 0: any
    public record Config(double beta1, double beta2, double epsilon, double decay, double maxNorm) {
        /// As published, without decay and limit.
        public static final Config DEFAULT = new Config(0.9, 0.999, 1e-8, 0, 0);

        public Config withMaxNorm(double norm) {
            return new Config(beta1, beta2, epsilon, decay, norm);
        }

        public Config withDecay(double other) {
            return new Config(beta1, beta2, epsilon, other, maxNorm);
        }

        public Config withEpsilon(double other) {
            return new Config(beta1, beta2, other, decay, maxNorm);
        }
    }

    public Adam(Weights weights, Config config, Parallel pool) {
        this.weights = weights;
        this.config = config;
        this.pool = pool;
        try (PointerScope _ = new PointerScope()) {
            first = Torch.keep(torch.zeros_like(weights.values()));
            second = Torch.keep(torch.zeros_like(weights.values()));
        }
    }

    /// Computes gradients of a loss afresh, and takes a step.
    ///
    /// @return the length of the gradient before it was cut
    public double minimize(Tensor loss, double learningRate) {
        weights.gradients().zero_();
        loss.backward();
        return step(learningRate);
    }

    /// Takes a step along the gradients.
    ///
    /// @return their length before they were cut
    public double step(double learningRate) {
        steps++;
        int n = Math.toIntExact(weights.layout().size());
        double norm = Math.sqrt(pool.sum(n, CHUNK, this::square));
        float cut = (float) (config.maxNorm > 0 && norm > config.maxNorm ? config.maxNorm / (norm + 1e-6) : 1);
        pool.run(n, CHUNK, (from, to) -> step(from, to, cut, learningRate));
        return norm;
    }

    /// Of the length of a part of the gradients.
    private double square(int from, int to) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            double norm = weights.gradients().narrow(0, from, to - from).norm().item_float();
            return norm * norm;
        }
    }

    /// Of a part of the numbers.
    private void step(int from, int to, float cut, double learningRate) {
        FloatBuffer allGradients = Torch.memory(weights.gradients());
        FloatBuffer allValues = Torch.memory(weights.values());
        FloatBuffer allMeans = Torch.memory(first);
        FloatBuffer allSquares = Torch.memory(second);
        float[] gradients = new float[BLOCK];
        float[] values = new float[BLOCK];
        float[] means = new float[BLOCK];
        float[] squares = new float[BLOCK];
        float kept = (float) (1 - learningRate * config.decay);
        double unbias1 = 1 - StrictMath.pow(config.beta1, steps);
        double unbias2 = 1 - StrictMath.pow(config.beta2, steps);
        for (int at = from; at < to; at += BLOCK) {
            int n = Math.min(BLOCK, to - at);
            allGradients.get(at, gradients, 0, n);
            allValues.get(at, values, 0, n);
            allMeans.get(at, means, 0, n);
            allSquares.get(at, squares, 0, n);
            scale(gradients, n, cut);
            scale(values, n, kept);
            average(means, gradients, n, (float) (1 - config.beta1));
            averageSquares(squares, gradients, n, (float) config.beta2, (float) (1 - config.beta2));
            // The gradients are not needed any more.
            roots(squares, gradients, n, (float) (1 / Math.sqrt(unbias2)), (float) config.epsilon);
            move(values, means, gradients, n, (float) (-learningRate / unbias1));
            allValues.put(at, values, 0, n);
            allMeans.put(at, means, 0, n);
            allSquares.put(at, squares, 0, n);
        }
    }

    private static void scale(float[] values, int n, float factor) {
        for (int i = 0; i < n; i++) {
            values[i] *= factor;
        }
    }

    private static void average(float[] means, float[] gradients, int n, float rate) {
        for (int i = 0; i < n; i++) {
            means[i] = Math.fma(rate, gradients[i] - means[i], means[i]);
        }
    }

    private static void averageSquares(float[] squares, float[] gradients, int n, float kept, float rate) {
        for (int i = 0; i < n; i++) {
            squares[i] = Math.fma(rate * gradients[i], gradients[i], kept * squares[i]);
        }
    }

    private static void roots(float[] squares, float[] roots, int n, float factor, float added) {
        for (int i = 0; i < n; i++) {
            roots[i] = (float) Math.sqrt(squares[i]) * factor + added;
        }
    }

    private static void move(float[] values, float[] means, float[] roots, int n, float factor) {
        for (int i = 0; i < n; i++) {
            values[i] += factor * means[i] / roots[i];
        }
    }

    /// [size] moving average of gradients, for checkpoints
    public Tensor first() {
        return first;
    }

    /// [size] moving average of their squares, for checkpoints
    public Tensor second() {
        return second;
    }

    /// Steps taken.
    public long steps() {
        return steps;
    }

    /// Goes on from a checkpoint.
    public void resume(long stepsTaken) {
        steps = stepsTaken;
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
