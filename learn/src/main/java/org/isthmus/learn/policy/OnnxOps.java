package org.isthmus.learn.policy;

import static org.isthmus.learn.policy.OnnxGraph.attribute;

import java.util.Arrays;
import java.util.List;

import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.jspecify.annotations.Nullable;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;

/// Writes networks down as ONNX; a value is known by its name.
///
/// Operations that version 17 does not have are put together from what it has: GELU, Mish, normalisation of groups.
final class OnnxOps implements Ops<String> {
    private final OnnxGraph graph;
    private final Weights weights;

    OnnxOps(OnnxGraph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    private String node(String operation, String... inputs) {
        return graph.node(operation, List.of(inputs));
    }

    private String node(String operation, List<String> inputs, AttributeProto... attributes) {
        return graph.node(operation, inputs, attributes);
    }

    private String scalar(double value) {
        return graph.constant(new float[]{(float) value});
    }

    /// Bytes as numbers.
    String cast(String bytes) {
        return node("Cast", List.of(bytes), attribute("to", TensorProto.DataType.FLOAT.getNumber()));
    }

    @Override
    public String parameter(Parameter parameter) {
        return graph.numbers(parameter.name(), Torch.toArray(weights.of(parameter)), parameter.shape());
    }

    @Override
    public String constant(float[] values, long... shape) {
        return graph.constant(values, shape);
    }

    @Override
    public String add(String a, String b) {
        return node("Add", a, b);
    }

    @Override
    public String subtract(String a, String b) {
        return node("Sub", a, b);
    }

    @Override
    public String multiply(String a, String b) {
        return node("Mul", a, b);
    }

    @Override
    public String divide(String a, String b) {
        return node("Div", a, b);
    }

    @Override
    public String affine(String x, double factor, double offset) {
        return add(multiply(x, scalar(factor)), scalar(offset));
    }

    @Override
    public String clamp(String x, double low, double high) {
        return node("Clip", x, scalar(low), scalar(high));
    }

    @Override
    public String exp(String x) {
        return node("Exp", x);
    }

    @Override
    public String sqrt(String x) {
        return node("Sqrt", x);
    }

    @Override
    public String apply(Activation activation, String x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> node("Relu", x);
            case TANH -> node("Tanh", x);
            case ELU -> node("Elu", x);
            case SIGMOID -> node("Sigmoid", x);
            case SILU -> multiply(x, node("Sigmoid", x));
            case GELU -> multiply(x, affine(node("Erf", multiply(x, scalar(Math.sqrt(0.5)))), 0.5, 0.5));
            case MISH -> multiply(x, node("Tanh", node("Softplus", x)));
        };
    }

    @Override
    public String linear(String x, Parameter weight, @Nullable Parameter bias) {
        String product = matmul(x, transposed(weight));
        return bias == null ? product : add(product, parameter(bias));
    }

    private String transposed(Parameter weight) {
        int rows = Math.toIntExact(weight.shape()[0]);
        int columns = Math.toIntExact(weight.shape()[1]);
        float[] values = Torch.toArray(weights.of(weight));
        float[] turned = new float[values.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = values[r * columns + c];
            }
        }
        return graph.numbers(weight.name() + ".transposed", turned, columns, rows);
    }

    @Override
    public String matmul(String a, String b) {
        return node("MatMul", a, b);
    }

    @Override
    public String softmax(String x, int axis) {
        return node("Softmax", List.of(x), attribute("axis", axis));
    }

    @Override
    public String layerNorm(String x, Parameter weight, Parameter bias, double epsilon) {
        return node("LayerNormalization", List.of(x, parameter(weight), parameter(bias)), attribute("axis", -1),
                attribute("epsilon", epsilon));
    }

    @Override
    public String reshape(String x, long... shape) {
        return node("Reshape", x, graph.list(shape));
    }

    @Override
    public String split(String x, long a, long b) {
        return reshape(x, 0, 0, a, b); // 0: as it was
    }

    @Override
    public String merge(String x, long size) {
        return reshape(x, 0, 0, size);
    }

    @Override
    public String permute(String x, int... order) {
        return node("Transpose", List.of(x), attribute("perm", Arrays.stream(order).asLongStream().toArray()));
    }

    @Override
    public String concat(List<String> parts, int axis) {
        return node("Concat", parts, attribute("axis", axis));
    }

    @Override
    public String slice(String x, int axis, long from, long to) {
        return node("Slice", x, graph.list(from), graph.list(to), graph.list(axis));
    }

    @Override
    public String repeat(String x, String like) {
        String first = node("Slice", node("Shape", like), graph.list(0), graph.list(1));
        String rest = node("Slice", node("Shape", x), graph.list(1), graph.list(Long.MAX_VALUE));
        return node("Expand", x, concat(List.of(first, rest), 0));
    }

    @Override
    public String mean(String x, int axis) {
        return node("ReduceMean", List.of(x), attribute("axes", new long[]{axis}));
    }

    @Override
    public String max(String x, int axis) {
        return node("ReduceMax", List.of(x), attribute("axes", new long[]{axis}));
    }

    @Override
    public String argmax(String x) {
        return cast(node("ArgMax", List.of(x), attribute("axis", -1)));
    }

    @Override
    public String convolve(String x, Parameter weight, @Nullable Parameter bias, int stride, int padding) {
        int axes = weight.rank() - 2;
        List<String> inputs = bias == null
                ? List.of(x, parameter(weight))
                : List.of(x, parameter(weight), parameter(bias));
        return node("Conv", inputs, attribute("strides", each(axes, stride)),
                attribute("pads", each(2 * axes, padding)));
    }

    @Override
    public String transposedConvolve(String x, Parameter weight, Parameter bias, int stride, int padding) {
        return node("ConvTranspose", List.of(x, parameter(weight), parameter(bias)),
                attribute("strides", each(1, stride)), attribute("pads", each(2, padding)));
    }

    @Override
    public String maxPool(String x, int kernel, int stride, int padding) {
        return node("MaxPool", List.of(x), attribute("kernel_shape", each(2, kernel)),
                attribute("strides", each(2, stride)), attribute("pads", each(4, padding)));
    }

    private static long[] each(int n, long value) {
        long[] values = new long[n];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public String groupNorm(String x, int groups, Parameter weight, Parameter bias, double epsilon) {
        float[] ones = new float[groups];
        Arrays.fill(ones, 1);
        String normal = node("InstanceNormalization", List.of(reshape(x, 0, groups, -1),
                graph.constant(ones, groups), graph.constant(new float[groups], groups)),
                attribute("epsilon", epsilon));
        String channels = reshape(normal, 0, weight.size(), -1);
        String scaled = add(multiply(channels, column(weight)), column(bias));
        return node("Reshape", scaled, node("Shape", x));
    }

    /// [n, 1]
    private String column(Parameter parameter) {
        return graph.numbers(parameter.name() + ".column", Torch.toArray(weights.of(parameter)), parameter.size(), 1);
    }

    @Override
    public String attention(String q, String k, String v, @Nullable String mask, double dropout) {
        // The size of a head is known to the runtime only: its square root is taken there.
        String size = cast(node("Slice", node("Shape", q), graph.list(3), graph.list(4)));
        String scores = divide(matmul(q, permute(k, 0, 1, 3, 2)), sqrt(size));
        return matmul(softmax(mask == null ? scores : add(scores, mask), -1), v);
    }

    @Override
    public String dropout(String x, double probability) {
        return x;
    }
}
