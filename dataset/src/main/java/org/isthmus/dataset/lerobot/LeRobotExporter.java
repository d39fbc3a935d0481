package org.isthmus.dataset.lerobot;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.Success;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.export.EpisodeNote;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.lerobot.Features.Feature;
import org.isthmus.dataset.lerobot.LeRobotMetadata.Row;

/// Writes episodes of a store as a dataset of LeRobot.
///
/// All episodes must have the same channels and the same whole number of steps per second. In memory are the numbers of one episode and one
/// table (about 100 MB). The dataset is made beside its place and renamed when it is whole.
public final class LeRobotExporter {
    private final ExportJob job;
    private final LeRobotOptions options;
    private final Path folder;
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private long frames;

    private LeRobotExporter(ExportJob job, Path folder, LeRobotOptions options) {
        this.job = job;
        this.folder = folder;
        this.options = options;
        place = job.place();
        diagnostics = job.diagnostics();
    }

    /// Writes a dataset.
    ///
    /// @throws DiagnosticException when episodes do not fit together, one is damaged, or the disk is full; nothing is left then
    public static void export(ExportJob job, LeRobotOptions options) {
        job.intoFolder(folder -> new LeRobotExporter(job, folder, options).write());
    }

    private void write() throws IOException {
        int rate = rate();
        List<Feature> features = features();
        boolean tellsSuccess = job.episodes().stream().noneMatch(e -> e.success() == Success.UNKNOWN);
        Path notes = Notes.file(folder);
        Files.createDirectories(notes.resolveSibling(""));
        try (NewFile file = NewFile.at(notes, diagnostics)) {
            writeRows(features, tellsSuccess, rate, file.temporary());
            file.commit();
        }
        new LeRobotMetadata(folder, options, features, tellsSuccess, rate, place, diagnostics).write(rows, tasks,
                job.first().info().robot(), frames);
    }

    private void writeRows(List<Feature> features, boolean tellsSuccess, int rate, Path notes) throws IOException {
        try (Writer lines = Files.newBufferedWriter(notes);
                DataFiles data = new DataFiles(folder, options, features, tellsSuccess, rate, place, diagnostics);
                VideoFiles videos = new VideoFiles(folder, options, features, rate, diagnostics)) {
            job.forEach((index, entry, episode) -> {
                job.requireSame(entry, Features.of(episode, options.imagesInTables(), place, new Diagnostics()),
                        features);
                add(entry, episode, data, videos);
                lines.write(EpisodeNote.of(episode, c -> keeps(features, c)).toJson() + "\n");
            });
            data.finish();
            videos.finish();
        }
    }

    /// Last rows of numbers are small enough to be kept beside.
    private static boolean keeps(List<Feature> features, Channel channel) {
        return channel.role() == Channel.Role.VALUES && features.stream().anyMatch(f -> f.channel().equals(channel));
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
        EpisodeEntry first = job.first();
        for (EpisodeEntry entry : job.episodes()) {
            if (!entry.info().rate().equals(first.info().rate()) || entry.info().rate().denominator() != 1) {
                throw diagnostics.fatal(place,
                        "episode " + entry.number() + " has " + entry.info().rate() + " steps per second",
                        "one whole number for all episodes", "choose episodes of one rate with isthmus data merge");
            }
        }
        return first.info().rate().numerator();
    }

    private List<Feature> features() {
        try (Episode first = job.store().read(job.first().number(), diagnostics)) {
            return Features.of(first, options.imagesInTables(), place, diagnostics);
        }
    }

    /// Writes a small file of the dataset.
    static void write(Path file, String text, Diagnostics diagnostics) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        NewFile.write(file, text.getBytes(StandardCharsets.UTF_8), diagnostics);
    }
}
