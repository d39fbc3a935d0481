package org.isthmus.learn.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.google.protobuf.ByteString;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/// An ONNX model in the making: nodes and numbers in the order in which they are added. Values are known by their names.
///
/// Written are version 8 of the format and version 17 of its operations, which runtimes since 2022 read.
final class OnnxGraph {
    private static final int FORMAT = 8;
    private static final int OPERATIONS = 17;
    /// The name of the first axis, whose length is known only when the model runs.
    private static final String BATCH = "batch";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("policy");
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Set<String> constants = new LinkedHashSet<>();
    private int count;

    OnnxGraph() {}

    /// Adds an input, [batch, shape…].
    String input(String name, TensorProto.DataType type, List<Integer> shape) {
        graph.addInput(value(name, type, shape));
        inputs.add(name);
        return name;
    }

    /// Calls a value an output, [batch, shape…].
    void output(String value, String name, List<Integer> shape) {
        graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(name));
        graph.addOutput(value(name, TensorProto.DataType.FLOAT, shape));
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, List<Integer> shape) {
        TensorShapeProto.Builder axes = TensorShapeProto.newBuilder();
        axes.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
        shape.forEach(length -> axes.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length)));
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(axes))).build();
    }

    /// Adds an operation.
    ///
    /// @return the name of its result
    String node(String operation, List<String> inputs, AttributeProto... attributes) {
        String result = "_v" + count++;
        graph.addNode(NodeProto.newBuilder().setOpType(operation).addAllInput(inputs).addOutput(result)
                .addAllAttribute(List.of(attributes)));
        return result;
    }

    /// Adds numbers.
    ///
    /// @param values [product of shape]
    String constant(float[] values, long... shape) {
        String name = "_c" + count++;
        numbers(name, values, shape);
        return name;
    }

    /// Adds numbers under a name, unless they are there.
    ///
    /// @param values [product of shape]
    /// @throws IllegalArgumentException when an input has the name
    String numbers(String name, float[] values, long... shape) {
        if (inputs.contains(name)) {
            throw new IllegalArgumentException("a parameter and an input are both called '" + name + "'");
        }
        if (constants.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, bytes);
            for (long length : shape) {
                tensor.addDims(length);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// Adds a list of whole numbers.
    String list(long... values) {
        String name = "_i" + count++;
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        graph.addInitializer(tensor(name, TensorProto.DataType.INT64, bytes).addDims(values.length));
        return name;
    }

    private static TensorProto.Builder tensor(String name, TensorProto.DataType type, ByteBuffer bytes) {
        return TensorProto.newBuilder().setName(name).setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
    }

    /// The whole model.
    byte[] write() {
        return ModelProto.newBuilder().setIrVersion(FORMAT).setProducerName("isthmus")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATIONS))
                .setGraph(graph).build().toByteArray();
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto attribute(String name, double value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT)
                .setF((float) value).build();
    }

    static AttributeProto attribute(String name, long... values) {
        AttributeProto.Builder list = AttributeProto.newBuilder().setName(name)
                .setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            list.addInts(value);
        }
        return list.build();
    }
}
