package org.isthmus.learn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Initializer;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.api.Test;

/// Each operation in ONNX Runtime and in libtorch.
class OpsTest {
    private static final int HEIGHT = 6;
    private static final int WIDTH = 8;

    private final Layout layout = new Layout();

    private Parameter parameter(String name, long... shape) {
        return layout.add(name, Initializer.normal(0.5), shape);
    }

    /// The greatest difference of what a body makes of inputs [batch, 4, 6, 8] of numbers.
    private double difference(int size, PolicyGraph.OfOneInput body) {
        PolicySpec spec = PolicySpec.of(new PolicySpec.Input("x", PolicySpec.Kind.VALUES, List.of(4, HEIGHT, WIDTH), 1,
                "", List.of()), PolicySpec.Action.single(size, 10));
        PolicyGraph graph = PolicyGraph.of("x", body);
        Torch.load();
        try (Weights weights = Weights.initial(layout, RandomStream.of(1))) {
            byte[] model = PolicyWriter.graph(spec, weights, graph);
            return PolicyWriter.difference(model, spec, weights, graph);
        }
    }

    private static <T> T flat(Ops<T> ops, T x, long size) {
        return ops.reshape(x, -1, size);
    }

    private final class Elementwise implements PolicyGraph.OfOneInput {
        private final Parameter a = parameter("a", 4, 1, WIDTH);

        @Override
        public <T> T apply(Ops<T> ops, T x) {
            T y = ops.add(x, ops.parameter(a));
            y = ops.subtract(y, ops.constant(new float[]{0.5f, 1, 1.5f, 2}, 4, 1, 1));
            y = ops.multiply(y, ops.exp(ops.clamp(x, -1, 0.7)));
            y = ops.divide(y, ops.affine(ops.multiply(x, x), 0.5, 1));
            T all = y;
            for (Activation activation : Activation.values()) {
                all = ops.add(all, ops.apply(activation, y));
            }
            return flat(ops, all, 4L * HEIGHT * WIDTH);
        }
    }

    @Test
    void numbersOneByOne() {
        assertThat(difference(4 * HEIGHT * WIDTH, new Elementwise())).isLessThan(1e-5);
    }

    private final class Shapes implements PolicyGraph.OfOneInput {
        private final Parameter one = parameter("one", 1, 3, WIDTH);

        @Override
        public <T> T apply(Ops<T> ops, T x) {
            T y = ops.permute(x, 0, 2, 1, 3); // [batch, 6, 4, 8]
            y = ops.slice(ops.slice(y, 1, 2, 5), -2, 1, 3); // [batch, 3, 2, 8]
            T repeated = ops.reshape(ops.repeat(ops.parameter(one), x), -1, 3, 1, WIDTH);
            y = ops.concat(List.of(y, repeated), 2); // [batch, 3, 3, 8]
            T reduced = ops.concat(List.of(ops.mean(y, 3), ops.max(y, -1), ops.argmax(y)), -1); // [batch, 3, 3, 3]
            return flat(ops, ops.matmul(ops.softmax(reduced, -2), y), 3 * 3 * WIDTH);
        }
    }

    @Test
    void shapesAndSums() {
        assertThat(difference(3 * 3 * WIDTH, new Shapes())).isLessThan(1e-5);
    }

    private final class Layers implements PolicyGraph.OfOneInput {
        private final Parameter weight = parameter("weight", 6, 4, 3, 3);
        private final Parameter bias = parameter("bias", 6);
        private final Parameter gain = parameter("gain", 6);
        private final Parameter first = parameter("first", 5, 6, 3);
        private final Parameter back = parameter("back", 5, 2, 4);
        private final Parameter backBias = parameter("back_bias", 2);
        private final Parameter linear = parameter("linear", 7, 8);
        private final Parameter norm = parameter("norm", 7);
        private final Parameter shift = parameter("shift", 7);

        @Override
        public <T> T apply(Ops<T> ops, T x) {
            T y = ops.convolve(x, weight, bias, 2, 1); // [batch, 6, 3, 4]
            y = ops.groupNorm(y, 3, gain, bias, 1e-5);
            y = ops.maxPool(y, 3, 2, 1); // [batch, 6, 2, 2]
            y = ops.convolve(ops.reshape(y, -1, 6, 4), first, null, 1, 1); // [batch, 5, 4]
            y = ops.transposedConvolve(y, back, backBias, 2, 1); // [batch, 2, 8]
            y = ops.layerNorm(ops.linear(y, linear, null), norm, shift, 1e-5);
            return flat(ops, ops.dropout(y, 0.5), 14);
        }
    }

    @Test
    void layers() {
        assertThat(difference(14, new Layers())).isLessThan(1e-5);
    }

    private static final class Attention implements PolicyGraph.OfOneInput {
        @Override
        public <T> T apply(Ops<T> ops, T x) {
            T query = ops.slice(x, 2, 0, 2);
            float hidden = Float.NEGATIVE_INFINITY;
            T mask = ops.constant(new float[]{0, hidden, 0, 0.5f, hidden, 0}, 1, 1, 1, HEIGHT);
            T masked = ops.attention(query, x, ops.affine(x, 2, 0), mask, 0.5);
            return flat(ops, ops.add(masked, ops.attention(query, x, x, null, 0)), 4 * 2 * WIDTH);
        }
    }

    @Test
    void attention() {
        assertThat(difference(4 * 2 * WIDTH, new Attention())).isLessThan(1e-5);
    }

    @Test
    void memoryAndImagesGoInAndOut() {
        Parameter mix = parameter("mix", 3);
        PolicyGraph graph = new PolicyGraph() {
            @Override
            public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
                T image = flat(ops, ops.affine(inputs.of("images/wrist"), 1 / 255.0, 0), 12);
                T sum = ops.add(ops.slice(image, 1, 0, 3), ops.multiply(inputs.of("sum"), ops.parameter(mix)));
                Map<String, T> outputs = new LinkedHashMap<>();
                outputs.put(PolicySpec.ACTION, ops.affine(sum, 2, 0));
                outputs.put("sum", sum);
                return outputs;
            }
        };
        PolicySpec spec = new PolicySpec(List.of(PolicySpec.Input.image("wrist", 2, 2)),
                List.of(new PolicySpec.State("sum", List.of(3))), PolicySpec.Action.single(3, 10),
                new TreeMap<>());
        Torch.load();
        try (Weights weights = Weights.initial(layout, RandomStream.of(1))) {
            assertThat(PolicyWriter.difference(PolicyWriter.graph(spec, weights, graph), spec, weights, graph))
                    .isLessThan(1e-5);
        }
    }
}
