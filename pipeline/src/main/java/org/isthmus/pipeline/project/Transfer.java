package org.isthmus.pipeline.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;
import org.isthmus.dataset.quality.Proportion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How a policy does in worlds other than those it was trained in.
///
/// @param trials of each engine and shift
/// @param missing engines that are not there, with what to do about it
record Transfer(List<Row> trials, SortedMap<String, String> missing) {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int MAX_BYTES = 1 << 26;

    /// Trials in an engine with a shift.
    ///
    /// @param meanSteps of a trial
    /// @param failures trials that failed, by the reward that they did not reach
    /// @param examples the first failed trials of each kind
    record Row(String engine, Shift shift, Proportion success, double meanSteps, SortedMap<String, Long> failures,
            SortedMap<String, List<Long>> examples) {
        Row {
            failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
            examples = Collections.unmodifiableSortedMap(new TreeMap<>(examples));
        }
    }

    Transfer {
        trials = List.copyOf(trials);
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }

    /// As a table for people.
    String text() {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%-14s %-18s %9s %7s %18s  %s%n", "engine",
                "shift", "success", "share", "95 % interval", "failures"));
        for (Row row : trials) {
            Proportion p = row.success;
            String failures = row.failures.entrySet().stream().map(f -> f.getValue() + " × " + f.getKey())
                    .collect(Collectors.joining(", "));
            out.append(String.format(Locale.ROOT, "%-14s %-18s %4d/%-4d %5.1f %% %6.1f to %5.1f %%  %s%n", row.engine,
                    row.shift.name(), p.successes(), p.trials(), 100 * p.share(), 100 * p.lower(), 100 * p.upper(),
                    failures));
        }
        missing.forEach((engine, remedy) -> out.append(engine).append(": not tried, ").append(remedy).append('\n'));
        return out.toString();
    }

    /// As an array of objects, one for each engine and shift.
    byte[] json() {
        ArrayNode rows = MAPPER.createArrayNode();
        for (Row row : trials) {
            ObjectNode node = rows.addObject();
            node.put("engine", row.engine);
            node.put("shift", row.shift.name());
            node.set("parameters", MAPPER.valueToTree(row.shift.factors()));
            node.put("trials", row.success.trials());
            node.put("successes", row.success.successes());
            node.put("share", row.success.share());
            node.put("lower", row.success.lower());
            node.put("upper", row.success.upper());
            node.put("meanSteps", row.meanSteps);
            node.set("failures", MAPPER.valueToTree(row.failures));
            node.set("examples", MAPPER.valueToTree(row.examples));
        }
        for (Map.Entry<String, String> engine : missing.entrySet()) {
            rows.addObject().put("engine", engine.getKey()).put("missing", engine.getValue());
        }
        try {
            return (MAPPER.writeValueAsString(rows) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// Reads what was written.
    static Transfer read(Path file, Diagnostics diagnostics) {
        List<Row> rows = new ArrayList<>();
        SortedMap<String, String> missing = new TreeMap<>();
        try {
            for (JsonNode node : MAPPER.readTree(SmallFile.bytes(file, MAX_BYTES))) {
                String engine = node.required("engine").asText();
                if (node.has("missing")) {
                    missing.put(engine, node.get("missing").asText());
                    continue;
                }
                rows.add(new Row(engine, new Shift(node.required("shift").asText(),
                        MAPPER.convertValue(node.required("parameters"),
                                new TypeReference<TreeMap<String, Double>>() {})),
                        new Proportion(node.required("successes").asLong(), node.required("trials").asLong()),
                        node.required("meanSteps").asDouble(),
                        MAPPER.convertValue(node.required("failures"), new TypeReference<TreeMap<String, Long>>() {}),
                        MAPPER.convertValue(node.required("examples"),
                                new TypeReference<TreeMap<String, List<Long>>>() {})));
            }
            return new Transfer(rows, missing);
        } catch (IOException | IllegalArgumentException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "a table that cannot be read (" + e.getMessage() + ")", "",
                    "evaluate again");
        }
    }

    void write(Path json, Path text, Diagnostics diagnostics) {
        NewFile.write(json, json(), diagnostics);
        NewFile.write(text, text().getBytes(StandardCharsets.UTF_8), diagnostics);
    }
}
