package org.isthmus.dataset.export;

import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeDescription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a format of T rows has no place for, as a line of JSON that an exporter leaves beside an episode and the importer finds: the description, and
/// the last rows of channels of T + 1.
///
/// @param lastRows bytes by the channel's name: [shape of the channel…][bytes of an element], little-endian
public record EpisodeNote(EpisodeDescription what, Map<String, byte[]> lastRows) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LAST = "last_rows";

    public EpisodeNote {
        lastRows = Collections.unmodifiableMap(new TreeMap<>(lastRows));
    }

    /// @param keepsLast for which channels of T + 1 rows the last is kept here
    public static EpisodeNote of(Episode episode, Predicate<Channel> keepsLast) {
        Map<String, byte[]> lastRows = new TreeMap<>();
        for (Channel channel : episode.channels()) {
            if (channel.timing() == Timing.STATES && keepsLast.test(channel)) {
                lastRows.put(channel.name(), episode.bytes(channel.name(), episode.steps(), episode.steps() + 1));
            }
        }
        return new EpisodeNote(EpisodeDescription.of(episode), lastRows);
    }

    public String toJson() {
        try {
            ObjectNode out = (ObjectNode) MAPPER.readTree(what.toJson());
            ObjectNode rows = out.putObject(LAST);
            lastRows.forEach((name, row) -> rows.put(name, Base64.getEncoder().encodeToString(row)));
            return MAPPER.writeValueAsString(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was just written can be read", e);
        }
    }

    /// @throws DiagnosticException when the text is no such note
    public static EpisodeNote parse(String text, SourceLocation place, Diagnostics diagnostics) {
        EpisodeDescription what = EpisodeDescription.parse(text, place, diagnostics);
        Map<String, byte[]> lastRows = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> row : MAPPER.readTree(text).path(LAST).properties()) {
                byte[] bytes = Base64.getDecoder().decode(row.getValue().asText());
                for (Channel channel : what.channels()) {
                    if (channel.name().equals(row.getKey())
                            && bytes.length == channel.rowSize() * channel.element().type().size()) {
                        lastRows.put(row.getKey(), bytes);
                    }
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw diagnostics.fatal(place, "the last rows of an episode cannot be read (" + e.getMessage() + ")", "",
                    "the file is damaged");
        }
        return new EpisodeNote(what, lastRows);
    }

    /// The channel as it can be brought back: of T rows where the last of T + 1 is lost.
    public Channel restored(Channel channel, boolean hasLast) {
        return channel.timing() == Timing.STEPS || hasLast || lastRows.containsKey(channel.name()) ? channel
                : new Channel(channel.name(), channel.element(), channel.shape(), Timing.STEPS, channel.role(),
                        channel.unit(), channel.labels(), channel.scale());
    }
}
