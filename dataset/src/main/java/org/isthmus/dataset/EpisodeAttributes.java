package org.isthmus.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.hdf5.Hdf5Node;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Writer;
import org.isthmus.dataset.video.FrameRate;

/// What an episode is about, as attributes of its file, and back.
final class EpisodeAttributes {
    private static final String FORMAT = "isthmus-episode";
    private static final int MAX_CHANNELS = 1000;
    private static final int MAX_DEPTH = 6;

    private EpisodeAttributes() {}

    static void write(Hdf5Writer hdf5, EpisodeInfo info, long steps, Success success, List<Segment> segments,
            Collection<Channel> channels) {
        hdf5.attribute("", "format", FORMAT);
        hdf5.attribute("", "version", EpisodeFile.VERSION);
        hdf5.attribute("", "task", info.task());
        hdf5.attribute("", "language", info.language());
        hdf5.attribute("", "robot", info.robot());
        hdf5.attribute("", "engine", info.engine());
        hdf5.attribute("", "model_hash", info.modelHash());
        hdf5.attribute("", "seed", info.seed());
        hdf5.attribute("", "rate_numerator", info.rate().numerator());
        hdf5.attribute("", "rate_denominator", info.rate().denominator());
        hdf5.attribute("", "steps", steps);
        hdf5.attribute("", "success", success.word());
        hdf5.attribute("", "factors", Json.write(Json.factors(info.factors())));
        hdf5.attribute("", "segments", Json.write(Json.segments(segments)));
        for (Channel channel : channels) {
            hdf5.attribute(channel.name(), "timing", channel.timing().name().toLowerCase(Locale.ROOT));
            hdf5.attribute(channel.name(), "role", channel.role().name().toLowerCase(Locale.ROOT));
            hdf5.attribute(channel.name(), "unit", channel.unit());
            hdf5.attribute(channel.name(), "labels", channel.labels());
            hdf5.attribute(channel.name(), "scale", channel.scale());
        }
    }

    static EpisodeInfo info(Hdf5Node root, SourceLocation place, Diagnostics diagnostics) {
        if (!FORMAT.equals(root.text("format").orElse(""))
                || root.wholeNumber("version").orElse(0L) != EpisodeFile.VERSION) {
            throw diagnostics.fatal(place, "an HDF5 file that is no episode of version " + EpisodeFile.VERSION,
                    "format '" + FORMAT + "'", "import it, or read it with a newer Isthmus");
        }
        try {
            FrameRate rate = new FrameRate(number(root, "rate_numerator", 0), number(root, "rate_denominator", 0));
            return new EpisodeInfo(text(root, "task"), text(root, "language"), rate,
                    root.wholeNumber("seed").orElse(0L),
                    Json.factors(Json.read(text(root, "factors"), place, diagnostics)),
                    text(root, "robot"), text(root, "engine"), text(root, "model_hash"));
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, String.valueOf(e.getMessage()), "", "the file is damaged; repair the store");
        }
    }

    static List<Segment> segments(Hdf5Node root, SourceLocation place, Diagnostics diagnostics) {
        try {
            return Json.segments(Json.read(text(root, "segments"), place, diagnostics));
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, String.valueOf(e.getMessage()), "", "the file is damaged; repair the store");
        }
    }

    private static String text(Hdf5Node node, String attribute) {
        return node.text(attribute).orElse("");
    }

    private static int number(Hdf5Node node, String attribute, int missing) {
        return Math.toIntExact(Math.clamp(node.wholeNumber(attribute).orElse((long) missing), Integer.MIN_VALUE,
                Integer.MAX_VALUE));
    }

    /// All datasets that are channels, in the order of their names.
    static List<Channel> channels(Hdf5Node root, SourceLocation place, Diagnostics diagnostics) {
        List<Channel> channels = new ArrayList<>();
        collect(root, channels, 0, place, diagnostics);
        return channels;
    }

    private static void collect(Hdf5Node node, List<Channel> channels, int depth, SourceLocation place,
            Diagnostics diagnostics) {
        if (depth > MAX_DEPTH || channels.size() > MAX_CHANNELS) {
            throw diagnostics.fatal(place, "more than " + MAX_CHANNELS + " channels, or groups in groups", "", "");
        }
        if (node.isDataset()) {
            channels.add(channel(node, place, diagnostics));
        }
        for (String name : node.names()) {
            collect(node.require(name), channels, depth + 1, place, diagnostics);
        }
    }

    private static Channel channel(Hdf5Node node, SourceLocation place, Diagnostics diagnostics) {
        try {
            return new Channel(node.path(), element(node.type()), node.rowShape(),
                    Channel.Timing.valueOf(text(node, "timing").toUpperCase(Locale.ROOT)),
                    Channel.Role.valueOf(text(node, "role").toUpperCase(Locale.ROOT)), text(node, "unit"),
                    node.attribute("labels").map(v -> v.texts()).orElse(List.of()), node.number("scale").orElse(1.0));
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, "dataset '" + node.path() + "' is no channel (" + e.getMessage() + ")", "",
                    "the file is damaged; repair the store");
        }
    }

    private static Channel.Element element(Hdf5Type type) {
        Optional<Channel.Element> found = List.of(Channel.Element.values()).stream().filter(e -> e.type().equals(type))
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("elements of " + type));
    }
}
