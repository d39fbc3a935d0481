package org.isthmus.dataset.lerobot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.annotation.Annotations;

/// Which channel of an episode is which feature of a dataset.
///
/// | channel | feature |
/// |---|---|
/// | `actions` | `action` |
/// | `observations/images/NAME` | `observation.images.NAME`, video or image |
/// | `observations/A/B` | `observation.A.B` |
/// | `rewards` | `next.reward` |
/// | `A/B` | `A.B` |
///
/// Of channels with T + 1 rows the first T are taken. Whole numbers become int64. Depth, masks and annotations have no feature of their own: they are
/// left out, and this is told.
final class Features {
    private static final Map<String, String> SPECIAL = Map.of(Channel.ACTIONS, "action", "rewards", "next.reward");
    private static final String OBSERVATION = "observation.";

    private Features() {}

    /// @param shape how many numbers a frame has; of videos height, width and channels
    record Feature(String key, String dtype, List<Integer> shape, List<String> names, Channel channel) {
        boolean isVideo() {
            return dtype.equals("video");
        }

        /// Whether it is PNG in the tables.
        boolean isImage() {
            return dtype.equals("image");
        }

        int size() {
            return channel.rowSize();
        }

        /// The type of its column in a table.
        String column() {
            if (isImage()) {
                return "STRUCT(bytes BLOB, path VARCHAR)";
            }
            String element = switch (dtype) {
                case "float32" -> "FLOAT";
                case "float64" -> "DOUBLE";
                case "bool" -> "BOOLEAN";
                default -> "BIGINT";
            };
            return size() == 1 ? element : element + "[]";
        }
    }

    /// @param imagesInTables whether images are PNG in the tables, not videos
    static List<Feature> of(Episode episode, boolean imagesInTables, SourceLocation place, Diagnostics diagnostics) {
        List<Feature> features = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Channel channel : episode.channels()) {
            if (channel.role() == Role.DEPTH || channel.role() == Role.MASK || Annotations.isAnnotation(channel)) {
                leftOut.add(channel.name());
            } else if (channel.rowSize() > 0) {
                features.add(of(channel, imagesInTables));
            }
        }
        if (!leftOut.isEmpty()) {
            diagnostics.warning(place, "channels are left out: " + String.join(", ", leftOut), "",
                    "depth, masks and annotations have no features of their own; --format rlds keeps them");
        }
        return features;
    }

    private static Feature of(Channel channel, boolean imagesInTables) {
        if (channel.role() == Role.IMAGE) {
            return new Feature(key(channel.name()), imagesInTables ? "image" : "video", channel.shape(),
                    List.of("height", "width", "channels"), channel);
        }
        String dtype = switch (channel.element()) {
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case BOOL -> "bool";
            case UINT8, UINT16, INT32, INT64 -> "int64";
        };
        return new Feature(key(channel.name()), dtype, List.of(channel.rowSize()), channel.labels(), channel);
    }

    static String key(String channel) {
        String special = SPECIAL.get(channel);
        if (special != null) {
            return special;
        }
        String dotted = channel.replace('/', '.');
        return dotted.startsWith("observations.") ? OBSERVATION + dotted.substring("observations.".length()) : dotted;
    }

    /// The channel of a feature; the way back of [#key].
    static String channelName(String key) {
        for (Map.Entry<String, String> special : SPECIAL.entrySet()) {
            if (special.getValue().equals(key)) {
                return special.getKey();
            }
        }
        String plain = key.replaceAll("[^A-Za-z0-9_.-]", "_");
        return plain.startsWith(OBSERVATION)
                ? Channel.OBSERVATIONS + plain.substring(OBSERVATION.length()).replace('.', '/')
                : plain.replace('.', '/');
    }

    static Channel channel(String key, String dtype, int size, List<String> names) {
        Element element = switch (dtype) {
            case "float64" -> Element.FLOAT64;
            case "bool" -> Element.BOOL;
            case "float32", "float16" -> Element.FLOAT32;
            default -> Element.INT64;
        };
        Channel plain = Channel.values(channelName(key), element, Timing.STEPS, size);
        return names.size() == size ? plain.withLabels(names) : plain;
    }
}
