package org.isthmus.dataset.lerobot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.lerobot.Features.Feature;
import org.isthmus.dataset.video.FrameRate;
import org.isthmus.dataset.video.VideoSettings;
import org.isthmus.dataset.video.VideoWriter;
import org.jspecify.annotations.Nullable;

/// Writes the frames of cameras: videos of many episodes each (version 3.0) or of one (2.1).
final class VideoFiles implements AutoCloseable {
    private final List<Track> tracks = new ArrayList<>();

    VideoFiles(Path folder, LeRobotOptions options, List<Feature> features, int rate, Diagnostics diagnostics) {
        for (Feature feature : features) {
            if (feature.isVideo()) {
                tracks.add(new Track(folder, options, feature, FrameRate.of(rate), diagnostics));
            }
        }
    }

    /// Where the frames of an episode are, s within the video.
    record Place(long chunk, long file, double from, double to) {}

    Map<String, Place> add(Episode episode, int number, Map<String, FeatureStatistics> statistics) {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Track track : tracks) {
            places.put(track.feature.key(), track.add(episode, number, statistics));
        }
        return places;
    }

    void finish() {
        tracks.forEach(Track::finish);
    }

    @Override
    public void close() {
        tracks.forEach(Track::close);
    }

    /// One camera.
    private static final class Track {
        private final Path folder;
        private final LeRobotOptions options;
        private final Feature feature;
        private final VideoSettings settings;
        private final Diagnostics diagnostics;
        private @Nullable VideoWriter writer;
        private long file;

        Track(Path folder, LeRobotOptions options, Feature feature, FrameRate rate, Diagnostics diagnostics) {
            this.folder = folder;
            this.options = options;
            this.feature = feature;
            this.diagnostics = diagnostics;
            settings = VideoSettings.training(feature.shape().get(1), feature.shape().get(0), rate)
                    .withCodec(options.codec())
                    .withThreads(Math.min(4, Runtime.getRuntime().availableProcessors()));
        }

        Place add(Episode episode, int number, Map<String, FeatureStatistics> statistics) {
            boolean startsNew = options.version() == LeRobotVersion.V2_1
                    || writer != null && writer.bytesSoFar() >= options.videoFileBytes();
            if (writer != null && startsNew) {
                finish();
            }
            VideoWriter video = writer == null ? begin() : writer;
            writer = video;
            long first = video.frames();
            int steps = Math.toIntExact(episode.steps());
            FrameSampling sampling = new FrameSampling(steps, settings.width(), settings.height());
            for (int t = 0; t < steps; t++) {
                byte[] rgb = episode.bytes(feature.channel().name(), t, t + 1);
                video.write(rgb);
                sampling.add(t, rgb);
            }
            statistics.put(feature.key(), sampling.statistics());
            boolean isOwnFile = options.version() == LeRobotVersion.V2_1;
            return new Place(file / LeRobotVersion.CHUNK, isOwnFile ? number : file % LeRobotVersion.CHUNK,
                    settings.rate().time(first), settings.rate().time(first + steps));
        }

        private VideoWriter begin() {
            boolean isOwnFile = options.version() == LeRobotVersion.V2_1;
            Path target = folder.resolve(options.version().videoFile(file / LeRobotVersion.CHUNK,
                    isOwnFile ? file : file % LeRobotVersion.CHUNK, feature.key()));
            try {
                Files.createDirectories(target.resolveSibling(""));
            } catch (IOException e) {
                throw new UncheckedIOException("no folder for " + target, e);
            }
            return VideoWriter.create(target, settings, diagnostics);
        }

        void finish() {
            VideoWriter video = writer;
            if (video != null) {
                video.finish();
                writer = null;
                file++;
            }
        }

        void close() {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
