package org.isthmus.pipeline.gaps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

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

/// What the benchmark writes beside stores and runs, as JSON.
final class GapFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    static final String PICTURES = "pictures";
    private static final String TRIALS = "trials";
    private static final int MAX_BYTES = 1 << 20;

    private GapFiles() {}

    /// Makes a folder that of a benchmark with these settings, or finds that it is.
    static void claim(Path folder, GapPreset preset, String engine, long seed, Diagnostics diagnostics) {
        ObjectNode plan = MAPPER.createObjectNode();
        plan.put("preset", preset.toString());
        plan.put("engine", engine);
        plan.put("seed", seed);
        Path file = folder.resolve("plan.json");
        Optional<JsonNode> before = read(file);
        if (before.isPresent() && !before.get().toString().equals(plan.toString())) {
            throw diagnostics.fatal(SourceLocation.of(folder), "a gap benchmark with other settings: " + before.get(),
                    plan.toString(), "name another folder with --out, or delete this one");
        }
        try {
            Files.createDirectories(folder.resolve(TRIALS));
            Files.createDirectories(folder.resolve(PICTURES));
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(folder), "the folder cannot be made (" + NewFile.reason(e) + ")",
                    "", "check its permissions and the space on the disk");
        }
        write(file, plan, diagnostics);
    }

    /// How long a part took; empty while it is not whole.
    static Optional<Double> seconds(Path file) {
        return read(file).map(node -> node.path("seconds").asDouble());
    }

    static void writeSeconds(Path file, double seconds, Diagnostics diagnostics) {
        write(file, MAPPER.createObjectNode().put("seconds", seconds), diagnostics);
    }

    /// Where the trials of a dataset's policy under a gap are noted.
    static Path cell(Path folder, GapDataset dataset, Gap gap) {
        return folder.resolve(TRIALS).resolve(dataset.word() + "-" + gap.word() + ".json");
    }

    static Optional<GapCell> readCell(GapDataset dataset, Gap gap, Path file) {
        return read(file).map(node -> new GapCell(dataset, gap,
                new Proportion(node.path("successes").asLong(), node.path("trials").asLong()),
                MAPPER.convertValue(node.path("failures"), new TypeReference<TreeMap<String, Long>>() {}),
                node.path("seconds").asDouble()));
    }

    static void write(Path file, GapCell cell, Diagnostics diagnostics) {
        write(file, tree(cell), diagnostics);
    }

    private static ObjectNode tree(GapCell cell) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("dataset", cell.dataset().word());
        node.put("gap", cell.gap().word());
        node.put("successes", cell.success().successes());
        node.put("trials", cell.success().trials());
        node.put("share", cell.success().share());
        node.put("lower", cell.success().lower());
        node.put("upper", cell.success().upper());
        node.set("failures", MAPPER.valueToTree(cell.failures()));
        node.put("seconds", cell.seconds());
        return node;
    }

    /// Writes a table as one object.
    static void write(Path file, GapTable table, Diagnostics diagnostics) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("preset", table.preset().toString());
        root.put("engine", table.engine());
        root.put("seed", table.seed());
        root.set("seconds", MAPPER.valueToTree(table.seconds()));
        ArrayNode cells = root.putArray("cells");
        table.cells().forEach(cell -> cells.add(tree(cell)));
        write(file, root, diagnostics);
    }

    private static void write(Path file, JsonNode node, Diagnostics diagnostics) {
        try {
            NewFile.write(file, (MAPPER.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8), diagnostics);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /// What is there and can be read; what cannot is made again.
    private static Optional<JsonNode> read(Path file) {
        try {
            return Optional.of(MAPPER.readTree(SmallFile.bytes(file, MAX_BYTES)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
