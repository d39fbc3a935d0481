package org.isthmus.learn.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Initializer;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.api.Test;

class AdamTest {
    /// Algorithm 2 of Loshchilov and Hutter, in double precision.
    @Test
    void stepsAreThoseOfThePublishedAlgorithm() {
        Layout layout = new Layout();
        Parameter a = layout.add("a", Initializer.constant(1.5), 1);
        Adam.Config config = new Adam.Config(0.9, 0.99, 1e-8, 0.1, 0.5);
        double x = 1.5;
        double m = 0;
        double v = 0;
        try (Weights weights = Weights.initial(layout, RandomStream.of(1));
                Adam adam = new Adam(weights, config, Parallel.of(1))) {
            for (int t = 1; t <= 20; t++) {
                double norm;
                try (PointerScope _ = new PointerScope()) {
                    Tensor loss = weights.of(a).square().sum();
                    norm = adam.minimize(loss, 0.05);
                }
                double g = 2 * x;
                assertThat(norm).isCloseTo(Math.abs(g), within(1e-5));
                g *= Math.min(1, 0.5 / Math.abs(g));
                x *= 1 - 0.05 * 0.1;
                m = 0.9 * m + 0.1 * g;
                v = 0.99 * v + 0.01 * g * g;
                x -= 0.05 * (m / (1 - StrictMath.pow(0.9, t)))
                        / (Math.sqrt(v / (1 - StrictMath.pow(0.99, t))) + 1e-8);
                assertThat((double) Torch.toArray(weights.values())[0]).isCloseTo(x, within(1e-5));
            }
        }
    }
}
