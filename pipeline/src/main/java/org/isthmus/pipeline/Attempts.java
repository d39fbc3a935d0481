package org.isthmus.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How many attempts a store's successes took, and why the others failed: `attempts.json` beside them. It is the same after any interruption.
///
/// @param attempts all
/// @param successes that are kept
/// @param failures how many failed by reason, in the words of who acted: step and reason
public record Attempts(long attempts, long successes, SortedMap<String, Integer> failures) {
    /// Its name in the folder of a store.
    public static final String FILE = "attempts.json";
    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Attempts {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    }

    void write(Path store, Diagnostics diagnostics) {
        ObjectNode out = MAPPER.createObjectNode().put("attempts", attempts).put("successes", successes);
        failures.forEach(out.putObject("failures")::put);
        try {
            NewFile.write(store.resolve(FILE), (MAPPER.writeValueAsString(out) + "\n").getBytes(StandardCharsets.UTF_8),
                    diagnostics);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    /// That of a store; empty where there is none.
    ///
    /// @throws DiagnosticException when the file is damaged
    public static Optional<Attempts> read(Path store, Diagnostics diagnostics) {
        Path file = store.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = MAPPER.readTree(SmallFile.bytes(file, MAX_BYTES));
            SortedMap<String, Integer> failures = new TreeMap<>();
            for (Map.Entry<String, JsonNode> each : node.path("failures").properties()) {
                failures.put(each.getKey(), each.getValue().asInt());
            }
            return Optional.of(new Attempts(node.path("attempts").asLong(), node.path("successes").asLong(), failures));
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "JSON with attempts, successes and failures", "delete it: the episodes do not need it");
        }
    }
}
