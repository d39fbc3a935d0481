package org.isthmus.learn.optimize;

import java.util.function.UnaryOperator;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;

/// Adam (Kingma and Ba 2015, algorithm 1) with decoupled decay of weights (Loshchilov and Hutter 2019, algorithm 2), after the
/// gradient was cut to a length. PyTorch's `AdamW` after `clip_grad_norm_`.
public final class Adam implements AutoCloseable {
    /// Numbers of all arrays together that stay in a core's nearer memory.
    private static final int CHUNK = 1 << 16;

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
        double cut = config.maxNorm > 0 && norm > config.maxNorm ? config.maxNorm / (norm + 1e-6) : 1;
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
    private void step(int from, int to, double cut, double learningRate) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            UnaryOperator<Tensor> part = x -> x.narrow(0, from, to - from);
            Tensor gradients = part.apply(weights.gradients());
            Tensor values = part.apply(weights.values());
            Tensor mean = part.apply(first);
            Tensor square = part.apply(second);
            if (cut < 1) {
                gradients.mul_(new Scalar(cut));
            }
            if (config.decay > 0) {
                values.mul_(new Scalar(1 - learningRate * config.decay));
            }
            mean.lerp_(gradients, new Scalar(1 - config.beta1));
            square.mul_(new Scalar(config.beta2)).addcmul_(gradients, gradients, new Scalar(1 - config.beta2));
            double unbias1 = 1 - StrictMath.pow(config.beta1, steps);
            double unbias2 = 1 - StrictMath.pow(config.beta2, steps);
            Tensor scale = square.sqrt().mul_(new Scalar(1 / Math.sqrt(unbias2))).add_(new Scalar(config.epsilon));
            values.addcdiv_(mean, scale, new Scalar(-learningRate / unbias1));
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
