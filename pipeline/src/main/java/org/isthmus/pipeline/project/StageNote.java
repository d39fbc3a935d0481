package org.isthmus.pipeline.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a stage made, of what: `stage.json` beside its outputs, written when all of them are there.
///
/// @param inputs the content of each stage that it read, by the stage's word
/// @param settings by name, as the stage says them
/// @param content SHA-256 of what was made, hexadecimal; empty while it is not
/// @param figures of the making, by name, such as `seconds`
record StageNote(SortedMap<String, String> inputs, SortedMap<String, String> settings, String content,
        SortedMap<String, Double> figures) {
    /// Of outputs that are whole.
    static final String FILE = "stage.json";
    /// Of outputs that are being made.
    static final String UNFINISHED = "unfinished.json";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MAX_BYTES = 1 << 20;

    StageNote {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /// Of a stage that is to be made.
    static StageNote wanted(SortedMap<String, String> inputs, SortedMap<String, String> settings) {
        return new StageNote(inputs, settings, "", new TreeMap<>());
    }

    StageNote made(String what, SortedMap<String, Double> numbers) {
        return new StageNote(inputs, settings, what, numbers);
    }

    /// Whether the same is to be made.
    boolean isLike(StageNote other) {
        return inputs.equals(other.inputs) && settings.equals(other.settings);
    }

    /// What is other than it was, in words.
    List<String> changesSince(StageNote before) {
        List<String> changes = new ArrayList<>();
        SortedMap<String, String> all = new TreeMap<>(before.settings);
        all.putAll(settings);
        for (String name : all.keySet()) {
            String was = before.settings.get(name);
            String now = settings.get(name);
            if (was == null || !was.equals(now)) {
                changes.add(name + " was " + (was == null ? "not set" : was) + " and is "
                        + (now == null ? "not set" : now));
            }
        }
        SortedMap<String, String> stages = new TreeMap<>(before.inputs);
        stages.putAll(inputs);
        for (String stage : stages.keySet()) {
            if (!stages.get(stage).equals(before.inputs.get(stage)) || !inputs.containsKey(stage)) {
                changes.add("what " + stage + " made is other than it was");
            }
        }
        return changes;
    }

    /// The note in a folder; empty where there is none that can be read.
    static Optional<StageNote> read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            JsonNode root = MAPPER.readTree(SmallFile.bytes(file, MAX_BYTES));
            TypeReference<TreeMap<String, String>> texts = new TypeReference<>() {};
            TypeReference<TreeMap<String, Double>> numbers = new TypeReference<>() {};
            return Optional.of(new StageNote(MAPPER.convertValue(root.required("inputs"), texts),
                    MAPPER.convertValue(root.required("settings"), texts), root.required("content").asText(),
                    MAPPER.convertValue(root.required("figures"), numbers)));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty(); // what cannot be read holds nothing: the stage is made again
        }
    }

    void write(Path file, Diagnostics diagnostics) {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("inputs", MAPPER.valueToTree(inputs));
        root.set("settings", MAPPER.valueToTree(settings));
        root.put("content", content);
        root.set("figures", MAPPER.valueToTree(figures));
        try {
            NewFile.write(file, (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8),
                    diagnostics);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
