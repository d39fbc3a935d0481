package org.isthmus.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// All of an episode but its rows, as a line of JSON: formats that have a place for a text keep with it what they have no field for, so that an
/// export and an import later the episode is the same.
///
/// @param channels in the order of their names
public record EpisodeDescription(
        EpisodeInfo info, long steps, Success success, List<Segment> segments, List<Channel> channels) {
    private static final int MAX_CHANNELS = 1000;

    public EpisodeDescription {
        segments = List.copyOf(segments);
        channels = List.copyOf(channels);
    }

    public static EpisodeDescription of(Episode episode) {
        return new EpisodeDescription(episode.info(), episode.steps(), episode.success(), episode.segments(),
                episode.channels());
    }

    public String toJson() {
        EpisodeEntry entry = new EpisodeEntry(0, "", 0, steps, success, info);
        ObjectNode out = Json.entry(entry);
        out.remove(List.of("number", "sha256", "bytes"));
        out.set("segments", Json.segments(segments));
        for (Channel channel : channels) {
            out.withArray("channels").add(json(channel));
        }
        return Json.write(out);
    }

    private static ObjectNode json(Channel channel) {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("name", channel.name())
                .put("element", word(channel.element())).put("timing", word(channel.timing()))
                .put("role", word(channel.role())).put("unit", channel.unit()).put("scale", channel.scale());
        channel.shape().forEach(out.putArray("shape")::add);
        channel.labels().forEach(out.putArray("labels")::add);
        return out;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// The way back of [#toJson].
    ///
    /// @throws DiagnosticException when the text is none
    public static EpisodeDescription parse(String text, SourceLocation place, Diagnostics diagnostics) {
        JsonNode node = Json.read(text, place, diagnostics);
        try {
            EpisodeEntry entry = Json.entry(node);
            List<Channel> channels = new ArrayList<>();
            for (JsonNode channel : node.path("channels")) {
                channels.add(channel(channel));
            }
            if (channels.size() > MAX_CHANNELS || entry.steps() < 0) {
                throw new IllegalArgumentException(channels.size() + " channels of " + entry.steps() + " steps");
            }
            return new EpisodeDescription(entry.info(), entry.steps(), entry.success(),
                    Json.segments(node.path("segments")), channels);
        } catch (IllegalArgumentException e) {
            throw diagnostics.fatal(place, "an episode described wrongly (" + e.getMessage() + ")", "",
                    "the file is damaged");
        }
    }

    private static Channel channel(JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        node.path("shape").forEach(side -> shape.add(side.asInt()));
        List<String> labels = new ArrayList<>();
        node.path("labels").forEach(label -> labels.add(label.asText()));
        return new Channel(node.path("name").asText(), Element.valueOf(constant(node, "element")), shape,
                Timing.valueOf(constant(node, "timing")), Role.valueOf(constant(node, "role")),
                node.path("unit").asText(), labels, node.path("scale").asDouble());
    }

    private static String constant(JsonNode node, String key) {
        return node.path(key).asText().toUpperCase(Locale.ROOT);
    }
}
