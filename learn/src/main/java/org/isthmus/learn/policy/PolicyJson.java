package org.isthmus.learn.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// `policy.json`, read and written.
final class PolicyJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String FORMAT = "isthmus-policy";
    private static final int VERSION = 1;

    private PolicyJson() {}

    /// All of the file.
    ///
    /// @param sha256 of the graph
    /// @param difference between ONNX Runtime and libtorch when it was written
    record Content(PolicySpec spec, String sha256, double difference) {}

    static byte[] write(Content content) {
        PolicySpec spec = content.spec();
        ObjectNode out = MAPPER.createObjectNode().put("format", FORMAT).put("version", VERSION)
                .put("graph", PolicyFolder.GRAPH).put("sha256", content.sha256())
                .put("difference_to_libtorch", content.difference());
        ArrayNode inputs = out.putArray("inputs");
        for (PolicySpec.Input input : spec.inputs()) {
            ObjectNode one = inputs.addObject().put("name", input.name())
                    .put("kind", input.kind().name().toLowerCase(Locale.ROOT));
            input.shape().forEach(one.putArray("shape")::add);
            one.put("history", input.history()).put("unit", input.unit());
            input.labels().forEach(one.putArray("labels")::add);
        }
        ArrayNode states = out.putArray("states");
        for (PolicySpec.State state : spec.states()) {
            state.shape().forEach(states.addObject().put("name", state.name()).putArray("shape")::add);
        }
        PolicySpec.Action action = spec.action();
        ObjectNode one = out.putObject("action").put("size", action.size()).put("rate_hz", action.rateHz())
                .put("chunk", action.chunk()).put("steps", action.steps()).put("ensembling", action.ensembling())
                .put("unit", action.unit());
        action.labels().forEach(one.putArray("labels")::add);
        ObjectNode provenance = out.putObject("provenance");
        spec.provenance().forEach(provenance::put);
        try {
            return MAPPER.writeValueAsBytes(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// @throws DiagnosticException when it is no specification, or one that cannot be
    static Content read(byte[] file, SourceLocation place, Diagnostics diagnostics) {
        JsonNode root;
        try {
            root = MAPPER.readTree(file);
        } catch (IOException e) {
            throw diagnostics.fatal(place, "JSON that cannot be read: " + e.getMessage(), "", "write the policy again");
        }
        if (!root.path("format").asText().equals(FORMAT) || root.path("version").asInt() != VERSION) {
            throw diagnostics.fatal(place, "format '" + root.path("format").asText() + "' version "
                    + root.path("version").asText(), FORMAT + " version " + VERSION, "name a policy's folder");
        }
        try {
            return new Content(spec(root), root.path("sha256").asText(),
                    root.path("difference_to_libtorch").asDouble());
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, String.valueOf(e.getMessage()), "", "write the policy again");
        }
    }

    /// @throws IllegalArgumentException when it cannot be
    private static PolicySpec spec(JsonNode root) {
        List<PolicySpec.Input> inputs = new ArrayList<>();
        for (JsonNode node : root.path("inputs")) {
            inputs.add(new PolicySpec.Input(node.path("name").asText(),
                    PolicySpec.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)), numbers(node),
                    node.path("history").asInt(), node.path("unit").asText(), labels(node)));
        }
        List<PolicySpec.State> states = new ArrayList<>();
        root.path("states").forEach(node -> states.add(
                new PolicySpec.State(node.path("name").asText(), numbers(node))));
        JsonNode action = root.path("action");
        SortedMap<String, String> provenance = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("provenance").properties()) {
            provenance.put(entry.getKey(), entry.getValue().asText());
        }
        return new PolicySpec(inputs, states, new PolicySpec.Action(action.path("size").asInt(),
                action.path("rate_hz").asDouble(), action.path("chunk").asInt(), action.path("steps").asInt(),
                action.path("ensembling").asDouble(-1), action.path("unit").asText(), labels(action)), provenance);
    }

    private static List<Integer> numbers(JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        node.path("shape").forEach(length -> shape.add(length.asInt()));
        return shape;
    }

    private static List<String> labels(JsonNode node) {
        List<String> labels = new ArrayList<>();
        node.path("labels").forEach(label -> labels.add(label.asText()));
        return labels;
    }
}
