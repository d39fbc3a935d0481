package org.isthmus.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.hdf5.Hdf5File;
import org.isthmus.dataset.hdf5.Hdf5Node;

/// A recorded episode, read row by row. Not safe for several threads; [DiagnosticException] leaves any method where the file is damaged.
public final class Episode implements AutoCloseable {
    private final Hdf5File file;
    private final EpisodeInfo info;
    private final long steps;
    private final Success success;
    private final List<Segment> segments;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, Hdf5Node> nodes = new LinkedHashMap<>();

    private Episode(Hdf5File file, SourceLocation place, Diagnostics diagnostics) {
        this.file = file;
        Hdf5Node root = file.root();
        info = EpisodeAttributes.info(root, place, diagnostics);
        steps = root.wholeNumber("steps").orElse(-1L);
        success = Success.parse(root.text("success").orElse(""));
        segments = EpisodeAttributes.segments(root, place, diagnostics);
        for (Channel channel : EpisodeAttributes.channels(root, place, diagnostics)) {
            Hdf5Node node = root.require(channel.name());
            if (steps < 0 || node.rows() != channel.rows(steps)) {
                throw diagnostics.fatal(place, "channel '" + channel.name() + "' has " + node.rows() + " rows",
                        channel.rows(steps) + " of an episode of " + steps + " steps",
                        "the file is damaged; repair the store");
            }
            channels.put(channel.name(), channel);
            nodes.put(channel.name(), node);
        }
    }

    /// Opens the file of an episode.
    ///
    /// @throws DiagnosticException when it is none, or is damaged where this looks; [StoreCheck] looks everywhere
    public static Episode open(Path file, Diagnostics diagnostics) {
        Hdf5File hdf5 = Hdf5File.open(file, diagnostics);
        try {
            return new Episode(hdf5, SourceLocation.of(file), diagnostics);
        } catch (Throwable e) {
            hdf5.close();
            throw e;
        }
    }

    public EpisodeInfo info() {
        return info;
    }

    /// T.
    public long steps() {
        return steps;
    }

    public Success success() {
        return success;
    }

    public List<Segment> segments() {
        return segments;
    }

    /// In the order of their names.
    public List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    public boolean has(String channel) {
        return channels.containsKey(channel);
    }

    /// @throws IllegalArgumentException when there is none of the name
    public Channel channel(String name) {
        Channel found = channels.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no channel '" + name + "'; there are " + channels.keySet());
        }
        return found;
    }

    /// Rows `from` to `to` (exclusive) as numbers, in the elements' own scale.
    ///
    /// @return [rows][shape of the channel…]
    public double[] values(String channel, long from, long to) {
        return node(channel).read(from, to).doubles();
    }

    /// Rows `from` to `to` (exclusive) as bytes, little-endian.
    ///
    /// @return [rows][shape of the channel…][bytes of an element]
    public byte[] bytes(String channel, long from, long to) {
        return node(channel).bytes(from, to);
    }

    /// A row of depth.
    ///
    /// @return [height][width], m; 0 where there is none
    public float[] depth(String channel, long row) {
        double scale = channel(channel).scale();
        double[] units = values(channel, row, row + 1);
        float[] metres = new float[units.length];
        for (int i = 0; i < units.length; i++) {
            metres[i] = (float) (units[i] * scale);
        }
        return metres;
    }

    private Hdf5Node node(String channel) {
        Hdf5Node found = nodes.get(channel);
        if (found == null) {
            throw new IllegalArgumentException("no channel '" + channel + "'; there are " + channels.keySet());
        }
        return found;
    }

    @Override
    public void close() {
        file.close();
    }
}
