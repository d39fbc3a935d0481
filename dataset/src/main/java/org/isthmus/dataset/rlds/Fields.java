package org.isthmus.dataset.rlds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;

/// Which channel of an episode is which feature of the steps.
///
/// | channel | feature |
/// |---|---|
/// | `actions` | `action` |
/// | `rewards` | `reward` |
/// | `observations/images/NAME` | `observation/NAME` |
/// | `observations/depth/NAME` | `observation/NAME_depth` |
/// | `observations/A/B` | `observation/A/B` |
/// | `A/B` | `A/B` |
final class Fields {
    static final String REWARD = "reward";
    static final String LANGUAGE = "language_instruction";
    /// What every dataset has besides channels, and of which type.
    static final Map<String, String> MARKS = marks();
    /// A text with each episode that has what no feature has a place for.
    static final String DESCRIPTION = "isthmus";
    private static final String OBSERVATION = "observation/";
    private static final String DEPTH = "_depth";

    private Fields() {}

    private static Map<String, String> marks() {
        Map<String, String> marks = new LinkedHashMap<>();
        for (String name : List.of("is_first", "is_last", "is_terminal")) {
            marks.put(name, "bool");
        }
        marks.put("discount", "float32");
        return marks;
    }

    /// Features of channels, by the channel's name.
    static Map<String, Field> of(List<Channel> channels, SourceLocation place, Diagnostics diagnostics) {
        Map<String, Field> fields = new LinkedHashMap<>();
        List<String> taken = new ArrayList<>(MARKS.keySet());
        taken.add(LANGUAGE);
        for (Channel channel : channels) {
            String path = path(channel);
            if (taken.stream().anyMatch(other -> clash(other, path))) {
                throw diagnostics.fatal(place, "channel '" + channel.name() + "' would be the feature '" + path
                        + "', which is another's", "", "leave it out, or give it another name");
            }
            taken.add(path);
            fields.put(channel.name(), Field.of(path, channel));
        }
        return fields;
    }

    /// Whether two names cannot be in one tree.
    private static boolean clash(String a, String b) {
        return a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/");
    }

    private static String path(Channel channel) {
        String name = channel.name();
        if (name.equals(Channel.ACTIONS)) {
            return "action";
        }
        if (name.equals("rewards")) {
            return REWARD;
        }
        if (name.startsWith(Channel.IMAGES)) {
            return OBSERVATION + name.substring(Channel.IMAGES.length());
        }
        if (name.startsWith(Channel.DEPTHS)) {
            return OBSERVATION + name.substring(Channel.DEPTHS.length()) + DEPTH;
        }
        return name.startsWith(Channel.OBSERVATIONS) ? OBSERVATION + name.substring(Channel.OBSERVATIONS.length())
                : name;
    }

    /// The channel of a feature of a dataset that others made; empty where none can hold it.
    static Optional<Channel> channel(Field field) {
        try {
            return switch (field.kind()) {
                case TENSOR -> element(field.dtype()).map(element -> new Channel(name(field), element,
                        field.shape().isEmpty() ? List.of(1) : field.shape(), Timing.STEPS, Role.VALUES, "", List.of(),
                        1));
                case IMAGE -> image(field);
                case TEXT, OTHER -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // such as a side that is not fixed
        }
    }

    private static Optional<Channel> image(Field field) {
        boolean isColour = field.shape().size() == 3 && field.shape().get(2) == 3;
        boolean isGrey = field.shape().size() == 3 && field.shape().get(2) == 1;
        if (isColour && field.dtype().equals("uint8")) {
            return Optional.of(Channel.image(tail(field), Timing.STEPS, field.shape().get(1), field.shape().get(0)));
        }
        if (isGrey && field.dtype().equals("uint16") && field.path().endsWith(DEPTH)) {
            String camera = tail(field).substring(0, tail(field).length() - DEPTH.length());
            return Optional.of(Channel.depth(camera, Timing.STEPS, field.shape().get(1), field.shape().get(0), 0.001));
        }
        Optional<Element> element = element(field.dtype());
        return isGrey && element.isPresent() ? Optional.of(new Channel(name(field), element.get(),
                field.shape().subList(0, 2), Timing.STEPS, Role.MASK, "", List.of(), 1)) : Optional.empty();
    }

    private static String tail(Field field) {
        String plain = plain(field);
        return plain.startsWith(OBSERVATION) ? plain.substring(OBSERVATION.length()) : plain;
    }

    private static String name(Field field) {
        return switch (plain(field)) {
            case "action" -> Channel.ACTIONS;
            case REWARD -> "rewards";
            case String path when path.startsWith(OBSERVATION) -> Channel.OBSERVATIONS + tail(field);
            case String path -> path;
        };
    }

    private static String plain(Field field) {
        return field.path().replaceAll("[^A-Za-z0-9_./-]", "_");
    }

    /// The element that holds all numbers of a type.
    private static Optional<Element> element(String dtype) {
        return Optional.ofNullable(switch (dtype) {
            case "bool" -> Element.BOOL;
            case "uint8" -> Element.UINT8;
            case "uint16" -> Element.UINT16;
            case "int8", "int16", "int32" -> Element.INT32;
            case "uint32", "int64" -> Element.INT64;
            case "float16", "bfloat16", "float32" -> Element.FLOAT32;
            case "float64" -> Element.FLOAT64;
            default -> null;
        });
    }
}
