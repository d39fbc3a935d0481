package org.isthmus.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;

import com.fasterxml.jackson.databind.JsonNode;

/// Where the parts of a store are, and its manifest.
///
///     store.json                                  the format and its version
///     manifest.jsonl                              a line for each episode, derived from the files
///     episodes/chunk-000/episode-000000.hdf5      up to a thousand in each chunk
///     writer.lock                                 held by who writes
///     damaged/                                    what a repair put aside
record StoreFolder(Path root) {
    static final int VERSION = 1;
    private static final String FORMAT = "isthmus-store";
    private static final int CHUNK = 1000;
    private static final Pattern NAME = Pattern.compile("episode-(\\d{6,18})\\.hdf5");
    private static final int MAX_MARKER_BYTES = 10_000;

    Path marker() {
        return root.resolve("store.json");
    }

    Path manifest() {
        return root.resolve("manifest.jsonl");
    }

    Path lock() {
        return root.resolve("writer.lock");
    }

    Path damaged() {
        return root.resolve("damaged");
    }

    Path file(long number) {
        return root.resolve("episodes").resolve(String.format(Locale.ROOT, "chunk-%03d", number / CHUNK))
                .resolve(String.format(Locale.ROOT, "episode-%06d.hdf5", number));
    }

    /// Files of episodes by number.
    TreeMap<Long, Path> files() {
        TreeMap<Long, Path> found = new TreeMap<>();
        for (Path file : walk()) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && file.equals(file(Long.parseLong(name.group(1))))) {
                found.put(Long.parseLong(name.group(1)), file);
            }
        }
        return found;
    }

    /// What processes left that were killed.
    List<Path> leftovers() {
        return walk().stream().filter(NewFile::isTemporary).toList();
    }

    private List<Path> walk() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root, 3)) {
            return all.filter(file -> !file.startsWith(damaged())).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // a folder that cannot be listed; opening what is in it says why
        }
    }

    boolean isStore() {
        return Files.isRegularFile(marker());
    }

    void writeMarker(Diagnostics diagnostics) {
        String text = "{\"format\":\"" + FORMAT + "\",\"version\":" + VERSION + "}\n";
        NewFile.write(marker(), text.getBytes(StandardCharsets.UTF_8), diagnostics);
    }

    /// @throws DiagnosticException when this is no store, or one of a later version
    void checkMarker(Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(root);
        if (!isStore()) {
            throw diagnostics.fatal(place, "this is no store of episodes (it has no store.json)", "",
                    "check the name; if the file was lost, isthmus data repair makes it again");
        }
        try {
            JsonNode mark = Json.read(
                    new String(SmallFile.bytes(marker(), MAX_MARKER_BYTES), StandardCharsets.ISO_8859_1),
                    SourceLocation.of(marker()), diagnostics);
            if (!FORMAT.equals(mark.path("format").asText()) || mark.path("version").asInt() != VERSION) {
                throw diagnostics.fatal(SourceLocation.of(marker()),
                        "a store of version " + mark.path("version").asText(),
                        "version " + VERSION,
                        "use the Isthmus that wrote it, or isthmus data repair if the file is damaged");
            }
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(marker()), "the file cannot be read (" + NewFile.reason(e) + ")",
                    "",
                    "");
        }
    }

    // --- manifest -----------------------------------------------------------------------------------------------------------

    /// The lines of the manifest that can be read, by number; the last of each.
    Map<Long, EpisodeEntry> readManifest() {
        Map<Long, EpisodeEntry> entries = new TreeMap<>();
        if (!Files.isRegularFile(manifest())) {
            return entries;
        }
        try (Stream<String> lines = Files.lines(manifest(), StandardCharsets.UTF_8)) {
            lines.forEach(line -> entry(line).ifPresent(entry -> entries.put(entry.number(), entry)));
        } catch (IOException | UncheckedIOException e) {
            return entries; // it is derived: what cannot be read is derived again
        }
        return entries;
    }

    private static Optional<EpisodeEntry> entry(String line) {
        try {
            JsonNode node = Json.read(line, SourceLocation.UNKNOWN, new Diagnostics());
            return Optional.of(Json.entry(node));
        } catch (DiagnosticException | IllegalArgumentException e) {
            return Optional.empty(); // cut by a kill
        }
    }

    void writeManifest(Collection<EpisodeEntry> entries, Diagnostics diagnostics) {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(Json.write(Json.entry(entry))).append('\n'));
        NewFile.write(manifest(), text.toString().getBytes(StandardCharsets.UTF_8), diagnostics);
    }

    void appendToManifest(EpisodeEntry entry, Diagnostics diagnostics) {
        try {
            Files.writeString(manifest(), Json.write(Json.entry(entry)) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            diagnostics.warning(SourceLocation.of(manifest()),
                    "the manifest cannot be written (" + NewFile.reason(e) + ")",
                    "", "nothing is lost: it is made again when the store is opened");
        }
    }

    // --- entries from files -------------------------------------------------------------------------------------------------

    /// What the file of an episode says of itself; its content is not checked.
    static EpisodeEntry derive(long number, Path file, Diagnostics diagnostics) {
        EpisodeFile head = head(file, diagnostics);
        try (Episode episode = Episode.open(file, diagnostics)) {
            return new EpisodeEntry(number, head.sha256(), head.bytes(), episode.steps(), episode.success(),
                    episode.info());
        }
    }

    /// The beginning of a file, with the right length.
    static EpisodeFile head(Path file, Diagnostics diagnostics) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            EpisodeFile head = EpisodeFile.parse(in.readNBytes(EpisodeFile.USER_BLOCK))
                    .orElseThrow(() -> diagnostics.fatal(SourceLocation.of(file),
                            "the file does not begin as an episode of version "
                                    + EpisodeFile.VERSION,
                            "", "it is damaged, or of a newer Isthmus"));
            if (head.bytes() != size) {
                throw diagnostics.fatal(SourceLocation.of(file), "the file has " + size + " bytes", "" + head.bytes(),
                        "it was cut or grew; take it from a copy");
            }
            return head;
        } catch (IOException e) {
            throw diagnostics.fatal(SourceLocation.of(file), "the file cannot be read (" + NewFile.reason(e) + ")", "",
                    "");
        }
    }
}
