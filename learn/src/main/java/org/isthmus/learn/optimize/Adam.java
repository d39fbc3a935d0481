package org.isthmus.learn.optimize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;

/// Adam (Kingma and Ba 2015, algorithm 1) with decoupled decay of weights (Loshchilov and Hutter 2019, algorithm 2), after the
/// gradient was cut to a length. PyTorch's `AdamW` after `clip_grad_norm_`.
public final class Adam implements AutoCloseable {
    private final Weights weights;
    private final Config config;
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

    public Adam(Weights weights, Config config) {
        this.weights = weights;
        this.config = config;
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
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Tensor gradients = weights.gradients();
            double norm = gradients.norm().item_float();
            if (config.maxNorm > 0 && norm > config.maxNorm) {
                gradients.mul_(new Scalar(config.maxNorm / (norm + 1e-6)));
            }
            if (config.decay > 0) {
                weights.values().mul_(new Scalar(1 - learningRate * config.decay));
            }
            first.lerp_(gradients, new Scalar(1 - config.beta1));
            second.mul_(new Scalar(config.beta2)).addcmul_(gradients, gradients, new Scalar(1 - config.beta2));
            double unbias1 = 1 - StrictMath.pow(config.beta1, steps);
            double unbias2 = 1 - StrictMath.pow(config.beta2, steps);
            Tensor scale = second.sqrt().mul_(new Scalar(1 / Math.sqrt(unbias2))).add_(new Scalar(config.epsilon));
            weights.values().addcdiv_(first, scale, new Scalar(-learningRate / unbias1));
            return norm;
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
