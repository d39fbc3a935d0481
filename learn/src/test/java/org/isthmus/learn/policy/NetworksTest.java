package org.isthmus.learn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.PyTorchValues;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Attention;
import org.isthmus.learn.network.ChannelNorm;
import org.isthmus.learn.network.Cnn;
import org.isthmus.learn.network.ConditionalUnet;
import org.isthmus.learn.network.DenoisingMlp;
import org.isthmus.learn.network.DenoisingTransformer;
import org.isthmus.learn.network.GruCell;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.LstmCell;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.PointNet;
import org.isthmus.learn.network.Positions;
import org.isthmus.learn.network.ResNet18;
import org.isthmus.learn.network.SpatialSoftmax;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Transformer;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All networks, with weights that a formula gives, beside what PyTorch makes of them (crosscheck/network_values.py) and beside ONNX Runtime.
class NetworksTest {
    private static final int BATCH = 2;

    /// Networks, and the shapes of their inputs and outputs.
    private enum Network {
        ACTIVATIONS(List.of(5), List.of(35)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        return ops.concat(Arrays.stream(Activation.values()).skip(1)
                                .map(activation -> ops.apply(activation, x)).toList(), 1);
                    }
                };
            }
        },
        MLP(List.of(5), List.of(3)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return Mlp.of(layout, 5, List.of(7, 6), 3, Activation.SILU)::apply;
            }
        },
        ATTENTION(List.of(5, 8), List.of(2, 8)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                Attention attention = Attention.of(layout.in("attention"), 8, 2, 0);
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        float[] mask = {0, 0, Float.NEGATIVE_INFINITY, 0, 0, 0};
                        T memory = ops.slice(x, 1, 2, 5);
                        return attention.apply(ops, ops.slice(x, 1, 0, 2), memory, memory,
                                ops.constant(mask, 1, 1, 2, 3));
                    }
                };
            }
        },
        CNN(List.of(3, 20, 24), List.of(6)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return Cnn.of(layout, 3, 20, 24, List.of(new Cnn.Window(5, 5, 2), new Cnn.Window(4, 3, 1)), 6)::apply;
            }
        },
        RESNET_FROZEN(List.of(3, 64, 64), List.of(512, 2, 2)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return ResNet18.of(layout, ChannelNorm.Kind.FROZEN)::apply;
            }
        },
        RESNET_GROUP(List.of(3, 64, 64), List.of(512, 2, 2)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return ResNet18.of(layout, ChannelNorm.Kind.GROUP)::apply;
            }
        },
        SPATIAL_SOFTMAX(List.of(5, 4, 6), List.of(10)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return new SpatialSoftmax(5, 4, 6)::apply;
            }
        },
        GRU(List.of(9), List.of(4)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                GruCell cell = GruCell.of(layout, 5, 4);
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        return cell.apply(ops, ops.slice(x, 1, 0, 5), ops.slice(x, 1, 5, 9));
                    }
                };
            }
        },
        LSTM(List.of(13), List.of(8)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                LstmCell cell = LstmCell.of(layout, 5, 4);
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        LstmCell.State<T> state = cell.apply(ops, ops.slice(x, 1, 0, 5),
                                new LstmCell.State<>(ops.slice(x, 1, 5, 9), ops.slice(x, 1, 9, 13)));
                        return ops.concat(List.of(state.hidden(), state.cell()), 1);
                    }
                };
            }
        },
        ENCODER(List.of(5, 8), List.of(5, 8)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return encoder(layout, new Transformer.Config(8, 2, 12, 0.1, Activation.RELU, false));
            }
        },
        ENCODER_NORM_FIRST(List.of(5, 8), List.of(5, 8)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return encoder(layout, new Transformer.Config(8, 2, 12, 0.1, Activation.GELU, true));
            }
        },
        DECODER(List.of(5, 8), List.of(2, 8)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return decoder(layout, new Transformer.Config(8, 2, 12, 0.1, Activation.RELU, false));
            }
        },
        DECODER_NORM_FIRST(List.of(5, 8), List.of(2, 8)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return decoder(layout, new Transformer.Config(8, 2, 12, 0.1, Activation.GELU, true));
            }
        },
        POINT_NET(List.of(10, 3), List.of(6)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                return PointNet.of(layout, 3, List.of(7, 9), 6)::apply;
            }
        },
        UNET(List.of(9, 4), List.of(8, 3)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                ConditionalUnet unet = ConditionalUnet.of(layout,
                        new ConditionalUnet.Config(3, 4, 6, List.of(8, 16), 5, 4));
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        T step = ops.constant(Positions.ofSteps(new long[]{7}, 6), 1, 6);
                        T told = ops.reshape(ops.slice(x, 1, 8, 9), -1, 4);
                        return unet.apply(ops, ops.slice(ops.slice(x, 1, 0, 8), 2, 0, 3), step, told);
                    }
                };
            }
        },
        DENOISING_MLP(List.of(5, 3), List.of(4, 3)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                DenoisingMlp denoiser = DenoisingMlp.of(layout, 3, 4, 6, 3, 6, 2);
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        T step = ops.constant(Positions.ofSteps(new long[]{7}, 6), 1, 6);
                        T told = denoiser.told(ops, ops.reshape(ops.slice(x, 1, 4, 5), -1, 3));
                        return denoiser.apply(ops, ops.slice(x, 1, 0, 4), step, told);
                    }
                };
            }
        },
        DENOISER(List.of(6, 8), List.of(4, 3)) {
            @Override
            PolicyGraph.OfOneInput make(Layout layout) {
                DenoisingTransformer denoiser = DenoisingTransformer.of(layout, 3, 4, 8, 2, 2,
                        new Transformer.Config(8, 2, 12, 0.1, Activation.GELU, true));
                return new PolicyGraph.OfOneInput() {
                    @Override
                    public <T> T apply(Ops<T> ops, T x) {
                        T step = ops.constant(Positions.ofSteps(new long[]{7}, 8), 1, 8);
                        return denoiser.apply(ops, ops.slice(ops.slice(x, 1, 0, 4), 2, 0, 3), step,
                                ops.slice(x, 1, 4, 6));
                    }
                };
            }
        };

        private final List<Integer> inputs;
        private final List<Integer> outputs;

        Network(List<Integer> inputs, List<Integer> outputs) {
            this.inputs = inputs;
            this.outputs = outputs;
        }

        abstract PolicyGraph.OfOneInput make(Layout layout);
    }

    private static PolicyGraph.OfOneInput encoder(Layout layout, Transformer.Config config) {
        Transformer.Encoder encoder = Transformer.Encoder.of(layout, 2, config);
        return new PolicyGraph.OfOneInput() {
            @Override
            public <T> T apply(Ops<T> ops, T x) {
                T mask = ops.constant(new float[]{0, 0, 0, Float.NEGATIVE_INFINITY, 0}, 1, 1, 1, 5);
                return encoder.apply(ops, x, ops.constant(Positions.ofRow(5, 8), 1, 5, 8), mask);
            }
        };
    }

    private static PolicyGraph.OfOneInput decoder(Layout layout, Transformer.Config config) {
        Transformer.Decoder decoder = Transformer.Decoder.of(layout, 2, config);
        return new PolicyGraph.OfOneInput() {
            @Override
            public <T> T apply(Ops<T> ops, T x) {
                return decoder.apply(ops, ops.slice(x, 1, 0, 2), ops.slice(x, 1, 2, 5),
                        ops.constant(Positions.ofRow(2, 8), 1, 2, 8), ops.constant(Positions.ofRow(3, 8), 1, 3, 8),
                        null,
                        null);
            }
        };
    }

    private static Weights weights(Layout layout) {
        Torch.load();
        Weights weights = Weights.initial(layout, RandomStream.of(0));
        for (Parameter parameter : layout.parameters()) {
            Torch.set(weights.of(parameter), PyTorchValues.fill(parameter.name(), parameter.shape()));
        }
        return weights;
    }

    @ParameterizedTest
    @EnumSource(Network.class)
    void computeWhatPyTorchAndOnnxRuntimeCompute(Network network) {
        Layout layout = new Layout();
        PolicyGraph.OfOneInput body = network.make(layout);
        PyTorchValues expected = PyTorchValues.ofNetwork(network.name().toLowerCase(Locale.ROOT));
        assertThat(layout.size()).isEqualTo(expected.count());
        long[] shape = new long[network.inputs.size() + 1];
        shape[0] = BATCH;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = network.inputs.get(i - 1);
        }
        try (Weights weights = weights(layout);
                PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor x = PyTorchValues.filled(2, "x", shape);
            float[] y = Torch.toArray(body.apply(new TorchOps(weights), x));
            assertThat(y).hasSize(BATCH * PolicySpec.size(network.outputs));
            expected.assertClose(shown(y, expected.values().length));
            PolicySpec spec = PolicySpec.of(
                    new PolicySpec.Input("x", PolicySpec.Kind.VALUES, network.inputs, 1, "", List.of()),
                    PolicySpec.Action.single(PolicySpec.size(network.outputs), 10));
            PolicyGraph graph = PolicyGraph.of("x", new Flat(body, PolicySpec.size(network.outputs)));
            assertThat(PolicyWriter.difference(PolicyWriter.graph(spec, weights, graph), spec, weights, graph))
                    .isLessThan(1e-5);
        }
    }

    /// Every so many of all numbers.
    private static float[] shown(float[] y, int count) {
        int stride = Math.max(1, y.length / 12);
        float[] shown = new float[count];
        for (int i = 0; i < count; i++) {
            shown[i] = y[i * stride];
        }
        return shown;
    }

    /// [batch, size] of an output of more axes
    private record Flat(PolicyGraph.OfOneInput body, long size) implements PolicyGraph.OfOneInput {
        @Override
        public <T> T apply(Ops<T> ops, T x) {
            return ops.reshape(body.apply(ops, x), -1, size);
        }
    }
}
