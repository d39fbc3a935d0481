package org.isthmus.dataset.lerobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.EpisodeNote;
import org.isthmus.dataset.lerobot.LeRobotSource.Shot;
import org.isthmus.dataset.lerobot.LeRobotSource.Source;
import org.isthmus.dataset.parquet.Tables;
import org.isthmus.dataset.video.VideoInfo;
import org.isthmus.dataset.video.VideoReader;
import org.jspecify.annotations.Nullable;

/// Reads datasets of LeRobot, versions 2.1 (and 2.0) and 3.0, into a store.
///
/// Videos, and images in tables, are decoded into lossless images. The columns that every dataset has are checked, not kept; `next.done` and `next.success` become how
/// an episode ended. Features of texts, and of more than one dimension are left out, with a warning. Episodes whose files are not there are left
/// out, with one warning for all; one that is damaged ends the import: those before it are there.
public final class LeRobotImporter {
    private static final String DONE = "next.done";
    private static final String SUCCESS = "next.success";
    private static final double TOLERANCE_SECONDS = 1e-3;

    private final LeRobotSource source;
    private final Tables tables;
    private final Notes notes;
    private final boolean withImages;
    private final Diagnostics diagnostics;
    private final SourceLocation place;
    /// Numbers of episodes whose files are not there.
    private final List<Long> leftOut = new ArrayList<>();
    private String firstMissing = "";
    private boolean isTableMissing;

    private LeRobotImporter(LeRobotSource source, Tables tables, Notes notes, boolean withImages, SourceLocation place,
            Diagnostics diagnostics) {
        this.source = source;
        this.tables = tables;
        this.notes = notes;
        this.withImages = withImages;
        this.place = place;
        this.diagnostics = diagnostics;
    }

    /// Whether a folder looks like a dataset of LeRobot.
    public static boolean recognises(Path folder) {
        return Files.isRegularFile(folder.resolve("meta/info.json"));
    }

    /// Adds the episodes of a dataset to a store.
    ///
    /// @param withImages whether videos are read
    /// @return how many were added
    /// @throws DiagnosticException when the folder is no dataset, or is damaged
    public static int read(Path folder, EpisodeStore store, boolean withImages, Progress progress,
            Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(folder);
        try (Tables tables = Tables.open(place, diagnostics)) {
            LeRobotSource source = LeRobotSource.read(folder, tables, diagnostics);
            LeRobotImporter importer = new LeRobotImporter(source, tables, Notes.read(folder, diagnostics), withImages,
                    place, diagnostics);
            int count = 0;
            progress.total(source.episodes().size());
            for (Source episode : source.episodes()) {
                progress.checkCancelled();
                count += importer.readEpisode(episode, store) ? 1 : 0;
                progress.advance(1);
            }
            importer.tellWhatIsMissing();
            return count;
        }
    }

    private boolean readEpisode(Source episode, EpisodeStore store) {
        List<Path> missing = new ArrayList<>();
        if (!Files.isRegularFile(episode.table())) {
            missing.add(episode.table());
        }
        episode.shots().values().stream().filter(s -> withImages && !Files.isRegularFile(s.video()))
                .forEach(s -> missing.add(s.video()));
        if (!missing.isEmpty()) {
            leftOut.add(episode.number());
            firstMissing = firstMissing.isEmpty() ? missing.getFirst().toString() : firstMissing;
            isTableMissing |= !Files.isRegularFile(episode.table());
            return false;
        }
        Map<String, VideoReader> videos = new LinkedHashMap<>();
        try {
            Map<String, Channel> cameras = new LinkedHashMap<>();
            if (withImages) {
                openVideos(episode, videos, cameras);
            }
            record(episode, store, videos, cameras);
            return true;
        } finally {
            videos.values().forEach(VideoReader::close);
        }
    }

    private void tellWhatIsMissing() {
        if (leftOut.isEmpty()) {
            return;
        }
        diagnostics.warning(place, leftOut.size() + " of " + source.episodes().size()
                + " episodes are left out, since files are not there, the first " + firstMissing + ": episodes "
                + NumberRanges.of(leftOut), "",
                withImages && !isTableMissing ? "leave the images out to take the rest" : "");
    }

    private void openVideos(Source episode, Map<String, VideoReader> videos, Map<String, Channel> cameras) {
        for (Map.Entry<String, Shot> shot : episode.shots().entrySet()) {
            VideoReader video = VideoReader.open(shot.getValue().video(), diagnostics);
            videos.put(shot.getKey(), video);
            VideoInfo what = video.info();
            cameras.put(shot.getKey(), new Channel(Features.channelName(shot.getKey()), Channel.Element.UINT8,
                    List.of(what.height(), what.width(), 3), Timing.STEPS, Channel.Role.IMAGE, "", List.of(), 1));
        }
    }

    private void record(Source episode, EpisodeStore store, Map<String, VideoReader> videos,
            Map<String, Channel> cameras) {
        FrameTable frames = FrameTable.read(tables, source, episode, place, diagnostics);
        Optional<EpisodeNote> note = notes.of(episode.number(), episode.length());
        Map<String, Channel> channels = new LinkedHashMap<>();
        source.features().forEach((key, channel) -> {
            if (!isFlag(channel)) {
                channels.put(key, Notes.restored(note, key, channel));
            }
        });
        cameras.forEach((key, channel) -> channels.put(key, Notes.restored(note, key, channel)));
        List<ImageColumn> images = withImages ? source.images().stream().map(key -> ImageColumn.read(tables, key,
                episode, place, diagnostics)).toList() : List.of();
        images.forEach(i -> channels.put(i.key(), Notes.restored(note, i.key(), i.channel())));
        EpisodeInfo info = note.map(n -> n.what().info()).orElse(EpisodeInfo.of(episode.task(), source.rate())
                .withLanguage(episode.task()).withRobot(source.robot()));
        try (EpisodeWriter writer = store.begin(info, List.copyOf(channels.values()))) {
            channels.forEach((key, channel) -> {
                if (source.features().containsKey(key)) {
                    appendNumbers(writer, channel, key, frames);
                }
            });
            for (int t = 0; t < frames.rows(); t++) {
                for (Map.Entry<String, VideoReader> video : videos.entrySet()) {
                    writer.append(name(channels, video.getKey()),
                            frame(video.getValue(), episode.shots().get(video.getKey()), t));
                }
            }
            images.forEach(image -> image.append(writer, name(channels, image.key()), frames.rows()));
            note.ifPresent(n -> channels.values().stream().filter(c -> c.timing() == Timing.STATES)
                    .forEach(c -> writer.append(c.name(), n.lastRows().getOrDefault(c.name(), new byte[0]))));
            writer.finish(note.map(n -> n.what().success()).orElseGet(() -> success(frames)),
                    note.map(n -> n.what().segments()).orElse(List.of()));
        }
    }

    private static String name(Map<String, Channel> channels, String key) {
        Channel channel = channels.get(key);
        return channel == null ? Features.channelName(key) : channel.name();
    }

    private void appendNumbers(EpisodeWriter writer, Channel channel, String key, FrameTable frames) {
        try {
            for (int t = 0; t < frames.rows(); t++) {
                writer.append(channel.name(), frames.row(key, t));
            }
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, "feature '" + key + "' has a number that is none of its kind ("
                    + e.getMessage() + ")", "", "the dataset is damaged, or was changed");
        }
    }

    private byte[] frame(VideoReader video, @Nullable Shot shot, int step) {
        double time = (shot == null ? 0 : shot.from()) + source.rate().time(step);
        int index = video.frameAt(time);
        if (Math.abs(video.time(index) - time) > TOLERANCE_SECONDS) {
            throw diagnostics.fatal(shot == null ? place : SourceLocation.of(shot.video()),
                    "no frame at " + time + " s",
                    "one for every step", "the video is cut or of another rate; leave the images out to take the rest");
        }
        return video.read(index);
    }

    private static boolean isFlag(Channel channel) {
        return channel.name().equals(Features.channelName(DONE))
                || channel.name().equals(Features.channelName(SUCCESS));
    }

    private Success success(FrameTable frames) {
        if (!source.features().containsKey(SUCCESS) || frames.rows() == 0) {
            return Success.UNKNOWN;
        }
        return frames.row(SUCCESS, frames.rows() - 1)[0] != 0 ? Success.YES : Success.NO;
    }
}
