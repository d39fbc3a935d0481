package org.isthmus.learn.policy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

/// A model in ONNX Runtime, on one thread, with memory for inputs and outputs that is made once.
final class OnnxSession implements AutoCloseable {
    private final SourceLocation place;
    private final OrtSession session;
    /// Memory of rows, by name; inputs and outputs.
    private final Map<String, ByteBuffer> memory = new LinkedHashMap<>();
    private final List<Slot> inputs = new ArrayList<>();
    private final List<Slot> outputs = new ArrayList<>();
    /// [rows + 1] tensors over the first n rows of the memory; made when they are needed.
    private final @Nullable Binding[] bindings;

    /// @param shape of a row
    private record Slot(String name, OnnxJavaType type, List<Integer> shape) {}

    private record Binding(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

    /// @param rows the most that are calculated together
    /// @throws DiagnosticException when the model cannot be loaded or is not as it is specified
    OnnxSession(byte[] model, PolicySpec spec, int rows, SourceLocation place) {
        this.place = place;
        bindings = new Binding[rows + 1];
        for (PolicySpec.Input input : spec.inputs()) {
            OnnxJavaType type = input.kind() == PolicySpec.Kind.IMAGE ? OnnxJavaType.UINT8 : OnnxJavaType.FLOAT;
            inputs.add(new Slot(input.name(), type, input.wholeShape()));
        }
        outputs.add(new Slot(PolicySpec.ACTION, OnnxJavaType.FLOAT, spec.action().wholeShape()));
        for (PolicySpec.State state : spec.states()) {
            inputs.add(new Slot(state.name(), OnnxJavaType.FLOAT, state.shape()));
            outputs.add(new Slot(PolicySpec.NEXT + state.name(), OnnxJavaType.FLOAT, state.shape()));
        }
        session = open(model);
        try {
            check("inputs", inputs, session.getInputInfo());
            check("outputs", outputs, session.getOutputInfo());
        } catch (OrtException e) {
            throw failed("cannot be asked for its inputs", e);
        }
        inputs.forEach(slot -> allocate(slot, rows));
        outputs.forEach(slot -> allocate(slot, rows));
    }

    private OrtSession open(byte[] model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setDeterministicCompute(true);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return OrtEnvironment.getEnvironment().createSession(model, options);
        } catch (OrtException e) {
            throw failed("cannot be loaded", e);
        }
    }

    private void check(String what, List<Slot> expected, Map<String, NodeInfo> found) {
        Map<String, String> wanted = new LinkedHashMap<>();
        expected.forEach(slot -> wanted.put(slot.name(), slot.type() + " [-1" + tail(slot.shape()) + "]"));
        Map<String, String> there = new LinkedHashMap<>();
        found.forEach((name, info) -> there.put(name, describe(info)));
        if (!wanted.equals(there)) {
            throw new Diagnostics().fatal(place, what + " " + there, wanted + " as policy.json says",
                    "write both files of the policy together");
        }
    }

    private static String describe(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            return node.getInfo().toString();
        }
        List<Long> shape = new ArrayList<>();
        for (long length : info.getShape()) {
            shape.add(length);
        }
        return info.type + " " + shape;
    }

    private static String tail(List<Integer> shape) {
        StringBuilder text = new StringBuilder();
        shape.forEach(length -> text.append(", ").append(length));
        return text.toString();
    }

    private void allocate(Slot slot, int rows) {
        long bytes = (long) rows * PolicySpec.size(slot.shape()) * slot.type().size;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(rows + " rows of '" + slot.name() + "' take " + bytes
                    + " bytes, expected less than 2 GiB; use fewer worlds");
        }
        memory.put(slot.name(), ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder()));
    }

    private ByteBuffer memory(String name) {
        ByteBuffer bytes = memory.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("there is no '" + name + "', only " + memory.keySet());
        }
        return bytes;
    }

    /// [rows][shape] of an image input
    ByteBuffer bytes(String name) {
        return memory(name);
    }

    /// [rows][shape] of another input, or an output
    FloatBuffer values(String name) {
        return memory(name).asFloatBuffer();
    }

    /// Calculates the first rows.
    ///
    /// @throws DiagnosticException when the model fails
    void run(int rows) {
        try {
            Binding binding = bindings[rows];
            if (binding == null) {
                binding = new Binding(tensors(inputs, rows), tensors(outputs, rows));
                bindings[rows] = binding;
            }
            session.run(binding.inputs(), Set.of(), binding.outputs()).close();
        } catch (OrtException e) {
            throw failed("fails", e);
        }
    }

    private Map<String, OnnxTensor> tensors(List<Slot> slots, int rows) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (Slot slot : slots) {
            long[] shape = new long[slot.shape().size() + 1];
            shape[0] = rows;
            for (int i = 1; i < shape.length; i++) {
                shape[i] = slot.shape().get(i - 1);
            }
            int bytes = rows * PolicySpec.size(slot.shape()) * slot.type().size;
            ByteBuffer part = memory(slot.name()).duplicate().limit(bytes).order(ByteOrder.nativeOrder());
            tensors.put(slot.name(), slot.type() == OnnxJavaType.FLOAT
                    ? OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part.asFloatBuffer(), shape)
                    : OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), part, shape, slot.type()));
        }
        return tensors;
    }

    private DiagnosticException failed(String how, OrtException e) {
        return new Diagnostics().fatal(place, "the model " + how + ": " + e.getMessage(), "",
                "write the policy again");
    }

    @Override
    public void close() {
        for (Binding binding : bindings) {
            if (binding != null) {
                binding.inputs().values().forEach(OnnxTensor::close);
                binding.outputs().values().forEach(OnnxTensor::close);
            }
        }
        try {
            session.close();
        } catch (OrtException e) {
            throw failed("cannot be closed", e);
        }
    }
}
