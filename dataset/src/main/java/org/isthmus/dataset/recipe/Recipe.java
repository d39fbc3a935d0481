package org.isthmus.dataset.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.EpisodeEntry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// All that it takes to make a dataset again: a kilobyte of JSON, `recipe.json` beside the episodes.
///
/// @param task its name, as generators know it
/// @param seed from which everything is drawn; episode n draws from the stream of its number
/// @param episodes how many, numbered from 0
/// @param distribution of ξ, as JSON in the generator's own terms
/// @param engine what simulates, with its version
/// @param modelHash SHA-256 of the compiled model, hexadecimal
/// @param assets SHA-256 of each file that the task reads, hexadecimal
/// @param content SHA-256 over the checksums of all episodes, see [#contentOf]; empty where it is not known yet
public record Recipe(
        String task, long seed, long episodes, String distribution, String engine, String modelHash,
        SortedMap<String, String> assets, String content) {
    /// Its name in the folder of a store.
    public static final String FILE = "recipe.json";
    private static final String FORMAT = "isthmus-recipe";
    private static final int VERSION = 1;
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_ASSETS = 100_000;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /// @throws IllegalArgumentException unless `episodes` is 0 or more and `distribution` is JSON
    public Recipe {
        assets = Collections.unmodifiableSortedMap(new TreeMap<>(assets));
        if (episodes < 0 || !isJson(distribution) || assets.size() > MAX_ASSETS) {
            throw new IllegalArgumentException("a recipe of " + episodes + " episodes, " + assets.size()
                    + " assets, with ξ " + distribution);
        }
    }

    private static boolean isJson(String text) {
        try {
            return !MAPPER.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    public Recipe withContent(String sha256) {
        return new Recipe(task, seed, episodes, distribution, engine, modelHash, assets, sha256);
    }

    /// SHA-256 over the numbers and checksums of episodes: datasets with the same are the same in every bit.
    public static String contentOf(List<EpisodeEntry> episodes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (EpisodeEntry entry : episodes) {
                digest.update((entry.number() + " " + entry.sha256() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
            out.set("distribution", MAPPER.readTree(distribution));
            out.put("engine", engine).put("model_hash", modelHash);
            ObjectNode hashes = out.putObject("assets");
            assets.forEach(hashes::put);
            return MAPPER.writeValueAsString(out.put("content", content)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the distribution was JSON before", e);
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
            if (Files.size(file) > MAX_BYTES) {
                throw diagnostics.fatal(place, "a recipe of " + Files.size(file) + " bytes", "at most " + MAX_BYTES,
                        "");
            }
            return Optional.of(parse(MAPPER.readTree(Files.readAllBytes(file)), place, diagnostics));
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
        SortedMap<String, String> assets = new TreeMap<>();
        for (Map.Entry<String, JsonNode> asset : node.path("assets").properties()) {
            assets.put(asset.getKey(), asset.getValue().asText());
        }
        return new Recipe(node.path("task").asText(), node.path("seed").asLong(), node.path("episodes").asLong(),
                node.path("distribution").toString(), node.path("engine").asText(), node.path("model_hash").asText(),
                assets, node.path("content").asText());
    }
}
