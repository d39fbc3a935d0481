package org.isthmus.dataset.lerobot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.Success;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.lerobot.Features.Feature;
import org.isthmus.dataset.lerobot.LeRobotMetadata.Row;

/// Writes episodes of a store as a dataset of LeRobot.
///
/// All episodes must have the same channels and the same whole number of steps per second. In memory are the numbers of one episode and one
/// table (about 100 MB). The dataset is made beside its place and renamed when it is whole.
public final class LeRobotExporter {
    private final EpisodeStore store;
    private final List<EpisodeEntry> episodes;
    private final LeRobotOptions options;
    private final Path folder;
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long frames;

    private LeRobotExporter(EpisodeStore store, List<EpisodeEntry> episodes, Path folder, SourceLocation place,
            LeRobotOptions options, Diagnostics diagnostics) {
        this.store = store;
        this.episodes = episodes;
        this.folder = folder;
        this.place = place;
        this.options = options;
        this.diagnostics = diagnostics;
    }

    /// Writes a dataset.
    ///
    /// @param episodes of the store, with at least a step each; their order is that of the dataset
    /// @param target a folder that does not exist
    /// @throws DiagnosticException when episodes do not fit together, one is damaged, or the disk is full; nothing is left then
    public static void export(EpisodeStore store, List<EpisodeEntry> episodes, Path target, LeRobotOptions options,
            Progress progress, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(target);
        List<EpisodeEntry> nonEmpty = episodes.stream().filter(e -> e.steps() > 0).toList();
        if (nonEmpty.isEmpty() || Files.exists(target)) {
            throw diagnostics.fatal(place,
                    nonEmpty.isEmpty() ? "there are no episodes to export" : "the folder is there already",
                    "", nonEmpty.isEmpty() ? "choose others" : "choose another name");
        }
        Path made = target.toAbsolutePath()
                .resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid()
                        + ".partial");
        try {
            Files.createDirectories(made);
            new LeRobotExporter(store, nonEmpty, made, place, options, diagnostics).write(progress);
            Files.move(made, target.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw diagnostics.fatal(place, "the dataset cannot be written (" + NewFile.reason(e) + ")", "",
                    "check the folder and the space on its disk");
        } finally {
            delete(made);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            assert Files.exists(folder); // what is left has a name that says so
        }
    }

    private void write(Progress progress) throws IOException {
        int rate = rate();
        List<Feature> features = features();
        boolean tellsSuccess = episodes.stream().noneMatch(e -> e.success() == Success.UNKNOWN);
        try (DataFiles data = new DataFiles(folder, options, features, tellsSuccess, rate, place, diagnostics);
                VideoFiles videos = new VideoFiles(folder, options, features, rate, diagnostics)) {
            for (EpisodeEntry entry : episodes) {
                progress.checkCancelled();
                try (Episode episode = store.read(entry.number(), diagnostics)) {
                    check(entry, Features.of(episode, place, new Diagnostics()), features);
                    add(entry, episode, data, videos);
                }
                progress.advance(1);
            }
            data.finish();
            videos.finish();
        }
        new LeRobotMetadata(folder, options, features, tellsSuccess, rate, place, diagnostics).write(rows, tasks,
                robot(), frames);
    }

    private void add(EpisodeEntry entry, Episode episode, DataFiles data, VideoFiles videos) {
        String said = entry.info().language();
        String task = said.isEmpty() ? entry.info().task() : said;
        int taskIndex = tasks.computeIfAbsent(task, key -> tasks.size());
        Map<String, FeatureStatistics> statistics = new LinkedHashMap<>();
        DataFiles.Place table = data.add(episode, rows.size(), frames, taskIndex, statistics);
        Map<String, VideoFiles.Place> shots = videos.add(episode, rows.size(), statistics);
        rows.add(new Row(rows.size(), task, entry.steps(), frames, table, shots, statistics));
        frames += entry.steps();
    }

    private int rate() {
        for (EpisodeEntry entry : episodes) {
            if (!entry.info().rate().equals(episodes.getFirst().info().rate())
                    || entry.info().rate().denominator() != 1) {
                throw diagnostics.fatal(place,
                        "episode " + entry.number() + " has " + entry.info().rate() + " steps per second",
                        "one whole number for all episodes", "choose episodes of one rate with isthmus data merge");
            }
        }
        return episodes.getFirst().info().rate().numerator();
    }

    private String robot() {
        return episodes.getFirst().info().robot();
    }

    private List<Feature> features() {
        try (Episode first = store.read(episodes.getFirst().number(), diagnostics)) {
            return Features.of(first, place, diagnostics);
        }
    }

    private void check(EpisodeEntry entry, List<Feature> found, List<Feature> expected) {
        if (!found.equals(expected)) {
            throw diagnostics.fatal(place, "episode " + entry.number() + " has other channels than episode "
                    + episodes.getFirst().number(), "the same names, types, shapes and labels",
                    "export them apart, chosen by --task or --where");
        }
    }

    /// Writes a small file of the dataset.
    static void write(Path file, String text, Diagnostics diagnostics) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        NewFile.write(file, text.getBytes(StandardCharsets.UTF_8), diagnostics);
    }
}
