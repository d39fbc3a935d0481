package org.isthmus.dataset.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.file.SmallFile;
import org.isthmus.dataset.EpisodeEntry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// All that it takes to make a dataset again: a kilobyte of JSON, `recipe.json` beside the episodes.
///
/// @param task its name, as generators know it
/// @param seed from which everything is drawn
/// @param episodes how many
/// @param setup in the generator's own words: the robot, who acts, what is kept
/// @param distribution of ξ: of each factor how it is drawn, in the generator's own words
/// @param engine what simulates
/// @param modelHash SHA-256 of the compiled model, hexadecimal
/// @param assets SHA-256 of each file that the task reads, hexadecimal
/// @param content SHA-256 over the checksums of all episodes, see [#contentOf]; empty where it is not known yet
public record Recipe(
        String task, long seed, long episodes, SortedMap<String, String> setup, SortedMap<String, String> distribution,
        String engine, String modelHash, SortedMap<String, String> assets, String content) {
    /// Its name in the folder of a store.
    public static final String FILE = "recipe.json";
    private static final String FORMAT = "isthmus-recipe";
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /// @throws IllegalArgumentException unless `episodes` is 0 or more
    public Recipe {
        setup = copy(setup);
        distribution = copy(distribution);
        assets = copy(assets);
        if (episodes < 0) {
            throw new IllegalArgumentException("a recipe of " + episodes + " episodes");
        }
    }

    private static SortedMap<String, String> copy(SortedMap<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    public Recipe withEpisodes(long count) {
        return new Recipe(task, seed, count, setup, distribution, engine, modelHash, assets, content);
    }

    public Recipe withContent(String sha256) {
        return new Recipe(task, seed, episodes, setup, distribution, engine, modelHash, assets, sha256);
    }

    /// The first thing, but for how many episodes there are, in which another recipe is not this one, in words; empty: they make the same.
    public Optional<String> difference(Recipe other) {
        Map<String, List<Object>> both = new LinkedHashMap<>();
        both.put("task", List.of(task, other.task));
        both.put("seed", List.of(seed, other.seed));
        Stream.concat(setup.keySet().stream(), other.setup.keySet().stream())
                .forEach(word -> both.put(word, List.of(setup.getOrDefault(word, ""),
                        other.setup.getOrDefault(word, ""))));
        both.put("distribution", List.of(distribution, other.distribution));
        both.put("engine", List.of(engine, other.engine));
        both.put("model", List.of(modelHash, other.modelHash));
        both.put("assets", List.of(assets, other.assets));
        return both.entrySet().stream().filter(e -> !e.getValue().getFirst().equals(e.getValue().getLast())).findFirst()
                .map(e -> e.getKey() + " '" + e.getValue().getFirst() + "', not '" + e.getValue().getLast() + "'");
    }

    /// SHA-256 over the numbers and checksums of episodes: datasets with the same are the same in every bit.
    public static String contentOf(List<EpisodeEntry> episodes) {
        MessageDigest digest = Sha256.begin();
        for (EpisodeEntry entry : episodes) {
            digest.update((entry.number() + " " + entry.sha256() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return Sha256.end(digest);
    }

    /// Writes it into the folder of a store.
    ///
    /// @throws DiagnosticException when the folder cannot be written to
    public void write(Path store, Diagnostics diagnostics) {
        NewFile.write(store.resolve(FILE), toJson().getBytes(StandardCharsets.UTF_8), diagnostics);
    }

    public String toJson() {
        try {
            ObjectNode out = MAPPER.createObjectNode().put("format", FORMAT).put("version", VERSION).put("task", task)
                    .put("seed", seed).put("episodes", episodes);
            setup.forEach(out.putObject("setup")::put);
            distribution.forEach(out.putObject("distribution")::put);
            out.put("engine", engine).put("model_hash", modelHash);
            assets.forEach(out.putObject("assets")::put);
            return MAPPER.writeValueAsString(out.put("content", content)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    /// That of a store; empty where there is none.
    ///
    /// @throws DiagnosticException when the file is damaged, or of a later version
    public static Optional<Recipe> read(Path store, Diagnostics diagnostics) {
        Path file = store.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SourceLocation place = SourceLocation.of(file);
        try {
            return Optional.of(parse(MAPPER.readTree(SmallFile.bytes(file, MAX_BYTES)), place, diagnostics));
        } catch (IOException | IllegalArgumentException e) {
            throw diagnostics.fatal(place, "a recipe that cannot be read (" + e.getClass().getSimpleName() + ")", "",
                    "take it from a copy, or delete it: the episodes do not need it");
        }
    }

    private static Recipe parse(JsonNode node, SourceLocation place, Diagnostics diagnostics) {
        if (!node.path("format").asText().equals(FORMAT) || node.path("version").asInt() != VERSION) {
            throw diagnostics.fatal(place, "a recipe of version " + node.path("version").asText(),
                    "version " + VERSION, "use the Isthmus that wrote it");
        }
        return new Recipe(node.path("task").asText(), node.path("seed").asLong(), node.path("episodes").asLong(),
                words(node.path("setup")), words(node.path("distribution")), node.path("engine").asText(),
                node.path("model_hash").asText(), words(node.path("assets")), node.path("content").asText());
    }

    private static SortedMap<String, String> words(JsonNode object) {
        SortedMap<String, String> words = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            words.put(each.getKey(), each.getValue().asText());
        }
        return words;
    }
}
