package org.isthmus.dataset.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;

/// Small pictures of a few episodes: how they begin, go on and end.
public final class QualityPictures {
    private static final int EPISODES = 6;
    private static final int MOMENTS = 4;
    private static final int WIDTH = 200;

    private QualityPictures() {}

    /// Pictures of an episode.
    ///
    /// @param shots in the order of time
    public record Strip(EpisodeEntry entry, String camera, List<Shot> shots) {
        public Strip {
            shots = List.copyOf(shots);
        }
    }

    /// One picture.
    ///
    /// @param seconds since the episode began
    /// @param png a file's bytes
    public record Shot(double seconds, byte[] png) {}

    /// Of episodes that are spread evenly over a list, those that have images.
    static List<Strip> of(EpisodeStore store, List<EpisodeEntry> episodes, Diagnostics diagnostics) {
        List<Strip> strips = new ArrayList<>();
        int count = Math.min(EPISODES, episodes.size());
        for (int i = 0; i < count; i++) {
            EpisodeEntry entry = episodes.get((int) ((long) i * (episodes.size() - 1) / Math.max(1, count - 1)));
            try (Episode episode = store.read(entry.number(), diagnostics)) {
                strip(entry, episode).ifPresent(strips::add);
            }
        }
        return strips;
    }

    private static Optional<Strip> strip(EpisodeEntry entry, Episode episode) {
        Optional<Channel> found = episode.channels().stream().filter(c -> c.role() == Channel.Role.IMAGE).findFirst();
        long rows = found.map(c -> c.rows(episode.steps())).orElse(0L);
        if (found.isEmpty() || rows == 0 || found.get().rowSize() == 0) {
            return Optional.empty();
        }
        Channel channel = found.get();
        List<Shot> shots = new ArrayList<>();
        for (int m = 0; m < MOMENTS; m++) {
            long row = m * (rows - 1) / (MOMENTS - 1);
            shots.add(new Shot(entry.info().rate().time(row), png(episode.bytes(channel.name(), row, row + 1),
                    channel.shape().get(1), channel.shape().get(0))));
        }
        return Optional.of(new Strip(entry, channel.name().substring(channel.name().lastIndexOf('/') + 1), shots));
    }

    /// A smaller image: each pixel the mean of those that it stands for.
    ///
    /// @param rgb [height][width][3]
    private static byte[] png(byte[] rgb, int width, int height) {
        int step = Math.max(1, Math.ceilDiv(width, WIDTH));
        int columns = width / step;
        int lines = Math.max(1, height / step);
        byte[] small = new byte[3 * columns * lines];
        for (int i = 0; i < small.length; i++) {
            int x = i / 3 % columns * step;
            int y = i / 3 / columns * step;
            int sum = 0;
            int count = 0;
            for (int dy = 0; dy < step && y + dy < height; dy++) {
                for (int dx = 0; dx < step; dx++) {
                    sum += rgb[3 * ((y + dy) * width + x + dx) + i % 3] & 0xff;
                    count++;
                }
            }
            small[i] = (byte) (sum / count);
        }
        return Images.toPng(new Image(columns, lines, 3, ByteArray.wrap(small)));
    }
}
