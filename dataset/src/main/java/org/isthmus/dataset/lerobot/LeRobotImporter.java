package org.isthmus.dataset.lerobot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
import org.isthmus.dataset.lerobot.LeRobotSource.Shot;
import org.isthmus.dataset.lerobot.LeRobotSource.Source;
import org.isthmus.dataset.parquet.Tables;
import org.isthmus.dataset.video.VideoInfo;
import org.isthmus.dataset.video.VideoReader;
import org.jspecify.annotations.Nullable;

/// Reads datasets of LeRobot, versions 2.1 (and 2.0) and 3.0, into a store.
///
/// Videos are decoded into lossless images. The columns that every dataset has are checked, not kept; `next.done` and `next.success` become how
/// an episode ended. Features of images in tables, of texts, and of more than one dimension are left out, with a warning. An episode whose files
/// are not there is left out, with a warning; one that is damaged ends the import: those before it are there.
public final class LeRobotImporter {
    private static final String DONE = "next.done";
    private static final String SUCCESS = "next.success";
    private static final double TOLERANCE_SECONDS = 1e-3;

    private final LeRobotSource source;
    private final Tables tables;
    private final boolean withImages;
    private final Diagnostics diagnostics;
    private final SourceLocation place;

    private LeRobotImporter(LeRobotSource source, Tables tables, boolean withImages, SourceLocation place,
            Diagnostics diagnostics) {
        this.source = source;
        this.tables = tables;
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
            LeRobotImporter importer = new LeRobotImporter(source, tables, withImages, place, diagnostics);
            int count = 0;
            progress.total(source.episodes().size());
            for (Source episode : source.episodes()) {
                progress.checkCancelled();
                count += importer.readEpisode(episode, store) ? 1 : 0;
                progress.advance(1);
            }
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
            diagnostics.warning(place,
                    "episode " + episode.number() + " is left out: " + missing.getFirst() + " is not there",
                    "",
                    withImages && Files.isRegularFile(episode.table()) ? "leave the images out to take the rest" : "");
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
        EpisodeInfo info = EpisodeInfo.of(episode.task(), source.rate()).withLanguage(episode.task())
                .withRobot(source.robot());
        List<Channel> channels = new ArrayList<>();
        source.features().values().stream().filter(c -> !isFlag(c)).forEach(channels::add);
        channels.addAll(cameras.values());
        try (EpisodeWriter writer = store.begin(info, channels)) {
            for (int t = 0; t < frames.rows(); t++) {
                for (Map.Entry<String, Channel> feature : source.features().entrySet()) {
                    if (!isFlag(feature.getValue())) {
                        writer.append(feature.getValue().name(), frames.row(feature.getKey(), t));
                    }
                }
                for (Map.Entry<String, VideoReader> video : videos.entrySet()) {
                    writer.append(Features.channelName(video.getKey()),
                            frame(video.getValue(), episode.shots().get(video.getKey()), t));
                }
            }
            writer.finish(success(frames), List.of());
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
