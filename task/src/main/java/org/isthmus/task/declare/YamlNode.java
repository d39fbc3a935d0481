package org.isthmus.task.declare;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// A value in a YAML file, with its place. What is wrong becomes an error in the diagnostics, and a harmless value is given instead, so that
/// reading goes on.
public final class YamlNode {
    /// Longest file that is read, characters.
    public static final int MAX_LENGTH = 1 << 20;
    /// Lists and maps in each other, at most.
    public static final int MAX_DEPTH = 40;
    private static final int SHOWN = 40;

    private final String file;
    private final @Nullable Node node;
    private final boolean isMissing;
    private final SourceLocation location;
    private final Diagnostics diagnostics;
    /// Names of a map's members.
    private final Set<String> members = new LinkedHashSet<>();

    private YamlNode(
            String file, @Nullable Node node, boolean isMissing, SourceLocation location, Diagnostics diagnostics) {
        this.file = file;
        this.node = node;
        this.isMissing = isMissing;
        this.location = location;
        this.diagnostics = diagnostics;
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (!members.add(key(tuple))) {
                    diagnostics.error(place(file, tuple.getKeyNode().getStartMark()),
                            "a second '" + brief(key(tuple)) + "'", "each name once", "");
                }
            }
        }
    }

    /// Parses a file.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when it is no YAML, too long or too deep, or has aliases
    public static YamlNode parse(String file, String text, Diagnostics diagnostics) {
        SourceLocation whole = new SourceLocation(file, 0, 0);
        if (text.length() > MAX_LENGTH) {
            throw diagnostics.fatal(whole, text.length() + " characters", "at most " + MAX_LENGTH, "");
        }
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            checkShape(file, text, settings, diagnostics);
            Node root = new Composer(settings, parser(text, settings)).getSingleNode().orElse(null);
            return new YamlNode(file, root, false, root == null ? whole : place(file, root.getStartMark()),
                    diagnostics);
        } catch (MarkedYamlEngineException e) {
            throw diagnostics.fatal(place(file, e.getProblemMark()), e.getProblem(), "YAML", "");
        } catch (YamlEngineException e) {
            throw diagnostics.fatal(whole, String.valueOf(e.getMessage()), "YAML", "");
        }
    }

    private static void checkShape(String file, String text, LoadSettings settings, Diagnostics diagnostics) {
        int depth = 0;
        ParserImpl events = parser(text, settings);
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof AliasEvent) {
                throw diagnostics.fatal(place(file, event.getStartMark()), "an alias", "the value itself",
                        "write it out where it is meant");
            }
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw diagnostics.fatal(place(file, event.getStartMark()), "more than " + MAX_DEPTH
                        + " lists and maps in each other", "fewer", "");
            }
        }
    }

    private static ParserImpl parser(String text, LoadSettings settings) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    private static SourceLocation place(String file, Optional<Mark> mark) {
        return mark.map(m -> new SourceLocation(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new SourceLocation(file, 0, 0));
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /// Tells that something is wrong here; that something is missing was told when it was asked for.
    public void error(String found, String expected, String remedy) {
        if (!isMissing) {
            diagnostics.error(location, found, expected, remedy);
        }
    }

    /// Tells that a value is none of those that may stand here.
    public void unknown(String what, String value, Collection<String> words) {
        error("no " + what + " '" + value + "'", "one of " + String.join(", ", words), Nearest.remedy(value, words));
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean has(String key) {
        return members.contains(key);
    }

    /// The member of a map; an empty one, and an error, where there is none.
    public YamlNode get(String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (key(tuple).equals(key)) {
                    return child(tuple.getValueNode());
                }
            }
        }
        error(node instanceof MappingNode ? "no '" + key + "'" : shown(), "a map with '" + key + "'", "");
        return new YamlNode(file, null, true, location, diagnostics);
    }

    /// The member of a map that may be left out: an empty one then, without an error.
    public YamlNode section(String key) {
        return has(key) ? get(key) : new YamlNode(file, null, true, location, diagnostics);
    }

    /// Names of a map's members, as they come in the file.
    public List<String> names() {
        return List.copyOf(members);
    }

    private YamlNode child(Node value) {
        return new YamlNode(file, value, false, place(file, value.getStartMark()), diagnostics);
    }

    /// The items of a list; of anything else, only itself; of nothing, none.
    public List<YamlNode> items() {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(this::child).toList();
        }
        return node == null ? List.of() : List.of(this);
    }

    /// The items of a member; none where it is not there.
    public List<YamlNode> items(String key) {
        return has(key) ? get(key).items() : List.of();
    }

    /// A word, and what is said about it: `word` alone, or `word: …` as the only member of a map.
    public record Phrase(String word, YamlNode about) {}

    public Phrase phrase() {
        if (node instanceof ScalarNode scalar) {
            return new Phrase(scalar.getValue(), new YamlNode(file, null, false, location, diagnostics));
        }
        if (node instanceof MappingNode map && map.getValue().size() == 1) {
            NodeTuple only = map.getValue().getFirst();
            return new Phrase(key(only), child(only.getValueNode()));
        }
        error(shown(), "a word, or a map with one member", "");
        return new Phrase("", new YamlNode(file, null, true, location, diagnostics));
    }

    public String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        error(shown(), "a text", "");
        return "";
    }

    public String text(String key) {
        return get(key).text();
    }

    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /// The texts of a list, or the one text.
    public List<String> texts() {
        return items().stream().map(YamlNode::text).toList();
    }

    public double number() {
        if (node instanceof ScalarNode scalar) {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                error("'" + brief(scalar.getValue()) + "'", "a number", "");
                return 0;
            }
        }
        error(shown(), "a finite number", "");
        return 0;
    }

    public double number(String key) {
        return get(key).number();
    }

    public double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    /// A number in a range.
    public double number(String key, double low, double high) {
        YamlNode value = get(key);
        double number = value.number();
        if (number < low || number > high) {
            value.error(value.shown(), "a number from " + low + " to " + high, "");
            return low;
        }
        return number;
    }

    /// A whole number in a range.
    public int integer(String key, int low, int high) {
        YamlNode value = get(key);
        double number = value.number();
        if (number != Math.rint(number) || number < low || number > high) {
            value.error(value.shown(), "a whole number from " + low + " to " + high, "");
            return low;
        }
        return (int) number;
    }

    public int integer(String key, int low, int high, int otherwise) {
        return has(key) ? integer(key, low, high) : otherwise;
    }

    public boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        YamlNode value = get(key);
        String text = value.text();
        if (!text.equals("true") && !text.equals("false")) {
            value.error("'" + brief(text) + "'", "true or false", "");
        }
        return text.equals("true");
    }

    /// So many numbers; zeros, and an error, where there are others.
    public double[] numbers(int count) {
        if (!(node instanceof SequenceNode list) || list.getValue().size() != count) {
            error(shown(), "a list of " + count + " numbers", "");
            return new double[count];
        }
        return items().stream().mapToDouble(YamlNode::number).toArray();
    }

    public double[] numbers(String key, double... otherwise) {
        return has(key) ? get(key).numbers(otherwise.length) : otherwise;
    }

    /// Tells of members other than these.
    public void allow(String... known) {
        members.forEach(key -> {
            if (!List.of(known).contains(key)) {
                error("'" + brief(key) + "' is not known here", "one of " + String.join(", ", known),
                        Nearest.remedy(key, List.of(known)));
            }
        });
    }

    private String shown() {
        return switch (node) {
            case null -> "nothing";
            case ScalarNode scalar -> "'" + brief(scalar.getValue()) + "'";
            case SequenceNode list -> "a list of " + list.getValue().size();
            case MappingNode map -> "a map of " + map.getValue().size();
            default -> "something else";
        };
    }

    private static String brief(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
