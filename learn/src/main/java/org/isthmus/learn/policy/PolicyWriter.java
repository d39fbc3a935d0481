package org.isthmus.learn.policy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;

import ai.onnx.proto.OnnxMl.TensorProto;

/// A policy → its folder: the graph as ONNX, and what goes in and out. What is written is run beside libtorch before it gets its name.
public final class PolicyWriter {
    /// Rows that are compared with libtorch.
    private static final int ROWS = 3;
    /// How far an output may be from libtorch's, relative to the greater of 1 and its size.
    private static final double TOLERANCE = 1e-4;

    private PolicyWriter() {}

    /// Writes a policy; one that is there is replaced.
    ///
    /// @param folder is made where it is not there
    /// @param weights that the graph's parameters are taken from
    /// @return the greatest difference between what ONNX Runtime and libtorch calculated from drawn inputs, relative to the greater of 1 and
    ///     the size of the number; it is noted in the folder too
    /// @throws DiagnosticException when the folder cannot be written
    /// @throws IllegalStateException when the difference is above 1e-4
    public static double write(Path folder, PolicySpec spec, Weights weights, PolicyGraph body,
            Diagnostics diagnostics) {
        byte[] model = graph(spec, weights, body);
        double difference = difference(model, spec, weights, body);
        if (!(difference <= TOLERANCE)) {
            throw new IllegalStateException("ONNX Runtime and libtorch differ by " + difference + ", expected at most "
                    + TOLERANCE);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(folder), "the folder cannot be made: " + e.getMessage(), "",
                    "choose another folder");
        }
        NewFile.write(folder.resolve(PolicyFolder.GRAPH), model, diagnostics);
        NewFile.write(folder.resolve(PolicyFolder.SPECIFICATION),
                PolicyJson.write(new PolicyJson.Content(spec, Sha256.of(model), difference)), diagnostics);
        return difference;
    }

    /// The graph alone.
    static byte[] graph(PolicySpec spec, Weights weights, PolicyGraph body) {
        OnnxGraph graph = new OnnxGraph();
        OnnxOps ops = new OnnxOps(graph, weights);
        Map<String, String> inputs = new LinkedHashMap<>();
        for (PolicySpec.Input input : spec.inputs()) {
            boolean isImage = input.kind() == PolicySpec.Kind.IMAGE;
            String name = graph.input(input.name(),
                    isImage ? TensorProto.DataType.UINT8 : TensorProto.DataType.FLOAT, input.wholeShape());
            inputs.put(name, isImage ? ops.cast(name) : name);
        }
        for (PolicySpec.State state : spec.states()) {
            inputs.put(state.name(), graph.input(state.name(), TensorProto.DataType.FLOAT, state.shape()));
        }
        Map<String, String> outputs = body.apply(ops, new PolicyGraph.Inputs<>(inputs));
        graph.output(output(outputs, PolicySpec.ACTION), PolicySpec.ACTION, spec.action().wholeShape());
        for (PolicySpec.State state : spec.states()) {
            graph.output(output(outputs, state.name()), PolicySpec.NEXT + state.name(), state.shape());
        }
        return graph.write();
    }

    private static <T> T output(Map<String, T> outputs, String name) {
        T value = outputs.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the graph has outputs " + outputs.keySet() + ", expected '" + name + "'");
        }
        return value;
    }

    // --- beside libtorch ------------------------------------------------------------------------------------------------

    static double difference(byte[] model, PolicySpec spec, Weights weights, PolicyGraph body) {
        try (OnnxSession session = new OnnxSession(model, spec, ROWS, SourceLocation.UNKNOWN);
                PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Map<String, Tensor> inputs = drawn(spec, session);
            session.run(ROWS);
            Map<String, Tensor> outputs = body.apply(new TorchOps(weights), new PolicyGraph.Inputs<>(inputs));
            double most = difference(session.values(PolicySpec.ACTION), output(outputs, PolicySpec.ACTION));
            for (PolicySpec.State state : spec.states()) {
                most = Math.max(most, difference(session.values(PolicySpec.NEXT + state.name()),
                        output(outputs, state.name())));
            }
            return most;
        }
    }

    /// Draws all inputs, into the session's memory and as tensors.
    private static Map<String, Tensor> drawn(PolicySpec spec, OnnxSession session) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        RandomStream stream = RandomStream.of(0);
        for (PolicySpec.Input input : spec.inputs()) {
            float[] values = new float[ROWS * PolicySpec.size(input.wholeShape())];
            boolean isImage = input.kind() == PolicySpec.Kind.IMAGE;
            for (int i = 0; i < values.length; i++) {
                values[i] = isImage ? stream.nextInt(256) : (float) stream.nextGaussian();
                if (isImage) {
                    session.bytes(input.name()).put(i, (byte) values[i]);
                }
            }
            if (!isImage) {
                session.values(input.name()).put(0, values);
            }
            tensors.put(input.name(), tensor(values, input.wholeShape()));
        }
        for (PolicySpec.State state : spec.states()) {
            float[] values = new float[ROWS * PolicySpec.size(state.shape())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) stream.nextGaussian();
            }
            session.values(state.name()).put(0, values);
            tensors.put(state.name(), tensor(values, state.shape()));
        }
        return tensors;
    }

    private static Tensor tensor(float[] values, List<Integer> shape) {
        long[] whole = new long[shape.size() + 1];
        whole[0] = ROWS;
        for (int i = 1; i < whole.length; i++) {
            whole[i] = shape.get(i - 1);
        }
        return Torch.of(values, whole);
    }

    private static double difference(FloatBuffer found, Tensor expected) {
        float[] values = Torch.toArray(expected);
        if (values.length != found.capacity()) {
            throw new IllegalArgumentException("the graph gives " + values.length / ROWS + " numbers, expected "
                    + found.capacity() / ROWS + " as specified");
        }
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            double difference = Math.abs(values[i] - found.get(i)) / Math.max(1, Math.abs(values[i]));
            most = difference <= most ? most : difference; // keeps what is no number
        }
        return most;
    }
}
