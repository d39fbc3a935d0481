package org.isthmus.learn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.api.Test;

class MlpTest {
    @Test
    void computesWhatALoopComputes() {
        Layout layout = new Layout();
        Mlp mlp = Mlp.of(layout, 3, List.of(5), 2, Activation.TANH);
        assertThat(layout.size()).isEqualTo(3 * 5 + 5 + 5 * 2 + 2);
        assertThat(layout.parameters()).extracting(Parameter::name)
                .containsExactly("0.weight", "0.bias", "1.weight", "1.bias");
        float[] x = {0.3f, -1, 2};
        try (PointerScope _ = new PointerScope(); Weights weights = Weights.initial(layout, RandomStream.of(3))) {
            float[] y = Torch.toArray(mlp.apply(new TorchOps(weights), Torch.of(x, new long[]{1, 3})));
            double[] hidden = layer(weights, mlp.layers().get(0), new double[]{0.3f, -1, 2});
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = StrictMath.tanh(hidden[i]);
            }
            double[] out = layer(weights, mlp.layers().get(1), hidden);
            assertThat(y).containsExactly(new float[]{(float) out[0], (float) out[1]}, within(1e-6f));
        }
    }

    private static double[] layer(Weights weights, Linear linear, double[] x) {
        float[] w = Torch.toArray(weights.of(linear.weight()));
        float[] b = Torch.toArray(weights.of(linear.bias()));
        double[] y = new double[b.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = b[i];
            for (int k = 0; k < x.length; k++) {
                y[i] += w[i * x.length + k] * x[k];
            }
        }
        return y;
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        Layout layout = new Layout();
        Mlp mlp = Mlp.of(layout, 2, List.of(4), 1, Activation.ELU);
        try (PointerScope _ = new PointerScope(); Weights weights = Weights.initial(layout, RandomStream.of(4))) {
            TorchOps ops = new TorchOps(weights);
            Tensor x = Torch.of(new float[]{0.4f, -0.7f}, new long[]{1, 2});
            mlp.apply(ops, x).square().sum().backward();
            float[] gradients = Torch.toArray(weights.gradients());
            float[] values = Torch.toArray(weights.values());
            float step = 1e-2f;
            for (int i = 0; i < values.length; i++) {
                float kept = values[i];
                values[i] = kept + step;
                Torch.set(weights.values(), values);
                double above = mlp.apply(ops, x).square().sum().item_float();
                values[i] = kept - step;
                Torch.set(weights.values(), values);
                double below = mlp.apply(ops, x).square().sum().item_float();
                values[i] = kept;
                assertThat((double) gradients[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
            }
        }
    }

    @Test
    void orthogonalRowsAreOrthogonalAndAsLongAsAsked() {
        for (int[] size : List.of(new int[]{3, 7}, new int[]{7, 3}, new int[]{4, 4}, new int[]{1, 1})) {
            float[] values = new float[size[0] * size[1]];
            Initializer.orthogonal(1.5).fill(RandomStream.of(2), new long[]{size[0], size[1]}, values);
            int few = Math.min(size[0], size[1]);
            for (int i = 0; i < few; i++) {
                for (int j = 0; j < few; j++) {
                    assertThat(dot(values, size, i, j)).isCloseTo(i == j ? 2.25 : 0, within(1e-5));
                }
            }
        }
    }

    /// Of two rows, or two columns where they are fewer.
    private static double dot(float[] values, int[] size, int i, int j) {
        double sum = 0;
        boolean isWide = size[0] <= size[1];
        for (int k = 0; k < Math.max(size[0], size[1]); k++) {
            sum += (double) values[isWide ? i * size[1] + k : k * size[1] + i]
                    * values[isWide ? j * size[1] + k : k * size[1] + j];
        }
        return sum;
    }

    @Test
    void averagesMoveByAFractionOfTheWay() {
        Layout layout = new Layout();
        layout.add("a", Initializer.normal(1), 6);
        try (Weights weights = Weights.initial(layout, RandomStream.of(1));
                Weights target = Weights.initial(layout, RandomStream.of(2))) {
            float[] from = Torch.toArray(target.values());
            float[] to = Torch.toArray(weights.values());
            target.blend(weights, 0.25);
            float[] now = Torch.toArray(target.values());
            for (int i = 0; i < now.length; i++) {
                assertThat(now[i]).isCloseTo(from[i] + 0.25f * (to[i] - from[i]), within(1e-6f));
            }
            target.set(weights);
            assertThat(Torch.toArray(target.values())).containsExactly(to);
        }
    }
}
