package org.isthmus.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Quoted;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.video.FrameRate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Episodes' data as JSON, and back.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

    private Json() {}

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    static JsonNode read(String text, SourceLocation place, Diagnostics diagnostics) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw diagnostics.fatal(place,
                    "JSON that cannot be read (" + e.getOriginalMessage() + "): " + Quoted.of(text),
                    "", "the file is damaged; repair the store");
        }
    }

    static ObjectNode factors(SortedMap<String, List<Double>> factors) {
        ObjectNode out = MAKE.objectNode();
        factors.forEach((name, values) -> {
            ArrayNode array = out.putArray(name);
            values.forEach(array::add);
        });
        return out;
    }

    static SortedMap<String, List<Double>> factors(JsonNode node) {
        SortedMap<String, List<Double>> out = new TreeMap<>();
        for (Map.Entry<String, JsonNode> factor : node.properties()) {
            List<Double> values = new ArrayList<>();
            factor.getValue().forEach(value -> values.add(value.asDouble()));
            out.put(factor.getKey(), values);
        }
        return out;
    }

    static ArrayNode segments(List<Segment> segments) {
        ArrayNode out = MAKE.arrayNode();
        segments.forEach(s -> out.addObject().put("name", s.name()).put("from", s.from()).put("to", s.to()));
        return out;
    }

    static List<Segment> segments(JsonNode node) {
        List<Segment> out = new ArrayList<>();
        node.forEach(
                s -> out.add(new Segment(s.path("name").asText(), s.path("from").asLong(), s.path("to").asLong())));
        return out;
    }

    static ObjectNode entry(EpisodeEntry entry) {
        EpisodeInfo info = entry.info();
        ObjectNode out = MAKE.objectNode().put("number", entry.number()).put("sha256", entry.sha256())
                .put("bytes", entry.bytes()).put("steps", entry.steps()).put("success", entry.success().word())
                .put("task", info.task()).put("language", info.language())
                .put("rate_numerator", info.rate().numerator())
                .put("rate_denominator", info.rate().denominator()).put("seed", info.seed()).put("robot", info.robot())
                .put("engine", info.engine()).put("model_hash", info.modelHash());
        out.set("factors", factors(info.factors()));
        return out;
    }

    /// @throws IllegalArgumentException when a rate is none
    static EpisodeEntry entry(JsonNode node) {
        EpisodeInfo info = new EpisodeInfo(node.path("task").asText(), node.path("language").asText(),
                new FrameRate(node.path("rate_numerator").asInt(), node.path("rate_denominator").asInt()),
                node.path("seed").asLong(), factors(node.path("factors")), node.path("robot").asText(),
                node.path("engine").asText(), node.path("model_hash").asText());
        return new EpisodeEntry(node.path("number").asLong(), node.path("sha256").asText(), node.path("bytes").asLong(),
                node.path("steps").asLong(), Success.parse(node.path("success").asText()), info);
    }
}
