package org.isthmus.motion.hand;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// One object of a JSON file of settings, with messages that name the place of what is wrong.
public final class Settings {
    /// Longest file that is read, characters.
    public static final int MAX_LENGTH = 1 << 20;

    /// So much of a wrong value is shown, characters.
    private static final int SHOWN = 60;

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Diagnostics diagnostics;
    private final Set<String> known = new LinkedHashSet<>();

    private Settings(String file, String path, JsonNode node, Diagnostics diagnostics) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.diagnostics = diagnostics;
    }

    /// Parses a file whose text is one JSON object.
    public static Settings parse(String file, String text, Diagnostics diagnostics) {
        if (text.length() > MAX_LENGTH) {
            throw diagnostics.fatal(new SourceLocation(file, 0, 0), text.length() + " characters",
                    "at most " + MAX_LENGTH, "");
        }
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            if (root.isObject()) {
                return new Settings(file, "", root, diagnostics);
            }
            throw diagnostics.fatal(new SourceLocation(file, 1, 0), "no JSON object", "{ … }", "");
        } catch (JsonProcessingException e) {
            SourceLocation at = new SourceLocation(file, Math.max(0, e.getLocation().getLineNr()),
                    Math.max(0, e.getLocation().getColumnNr()));
            throw diagnostics.fatal(at, e.getOriginalMessage(), "JSON", "");
        }
    }

    /// The names of all members.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        known.addAll(names);
        return names;
    }

    public boolean has(String key) {
        known.add(key);
        return node.has(key);
    }

    /// The object of that name; an empty one, and an error, where there is none.
    public Settings object(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null || !value.isObject()) {
            error(key, value, "an object");
            return new Settings(file, place(key), new ObjectMapper().createObjectNode(), diagnostics);
        }
        return new Settings(file, place(key), value, diagnostics);
    }

    /// The text of that name; empty, and an error, where there is none.
    public String text(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual()) {
            error(key, value, "a text");
            return "";
        }
        return value.textValue();
    }

    /// The number of that name; NaN, and an error, where there is no finite one.
    public double number(String key) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.asDouble())) {
            error(key, value, "a number");
            return Double.NaN;
        }
        return value.asDouble();
    }

    /// The objects of the array of that name; an error where there are none, or more than `most`.
    public List<Settings> objects(String key, int most) {
        List<Settings> objects = new ArrayList<>();
        int index = 0;
        for (JsonNode item : array(key, most, "objects")) {
            String name = key + "[" + index++ + "]";
            if (item.isObject()) {
                objects.add(new Settings(file, place(name), item, diagnostics));
            } else {
                error(name, item, "an object");
            }
        }
        return objects;
    }

    /// The rows of the array of that name, each an array of `width` finite numbers; an error for those that are not, or more than `most`.
    public List<double[]> rows(String key, int width, int most) {
        List<double[]> rows = new ArrayList<>();
        int index = 0;
        for (JsonNode item : array(key, most, "arrays of " + width + " numbers")) {
            numbers(key + "[" + index++ + "]", item, width).ifPresent(rows::add);
        }
        return rows;
    }

    private Iterable<JsonNode> array(String key, int most, String of) {
        known.add(key);
        JsonNode value = node.get(key);
        if (value == null || !value.isArray()) {
            error(key, value, "an array of " + of);
            return List.of();
        }
        if (value.size() > most) {
            error(key, value.size() + " " + of, "at most " + most, "");
            return List.of();
        }
        return value;
    }

    /// The texts of the array of that name.
    public List<String> texts(String key) {
        known.add(key);
        List<String> texts = new ArrayList<>();
        JsonNode value = node.get(key);
        if (value == null || !value.isArray()) {
            error(key, value, "an array of texts");
            return texts;
        }
        value.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /// The numbers of the array of that name; nothing, and an error, when they are not `count` finite ones.
    public Optional<double[]> numbers(String key, int count) {
        known.add(key);
        return numbers(key, node.get(key), count);
    }

    private Optional<double[]> numbers(String key, @Nullable JsonNode value, int count) {
        if (value == null || !value.isArray() || value.size() != count) {
            error(key, value, "an array of " + count + " numbers");
            return Optional.empty();
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = value.get(i).asDouble(Double.NaN);
            if (!value.get(i).isNumber() || !Double.isFinite(numbers[i])) {
                error(key, value, "an array of " + count + " numbers");
                return Optional.empty();
            }
        }
        return Optional.of(numbers);
    }

    /// Adds an error about a value.
    public void error(String key, String found, String expected, String remedy) {
        diagnostics.error(new SourceLocation(file, 0, 0), place(key) + ": " + found, expected, remedy);
    }

    /// Adds an error when a word is none of those that may stand there.
    public boolean check(String key, String word, Collection<String> words) {
        if (words.contains(word)) {
            return true;
        }
        error(key, "'" + word + "'", "one of " + String.join(", ", words), Nearest.remedy(word, words));
        return false;
    }

    /// Adds an error for every member that nobody asked for.
    public void finish() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                error(name, "unknown", "one of " + String.join(", ", known), Nearest.remedy(name, known));
            }
        });
    }

    private void error(String key, @Nullable JsonNode value, String expected) {
        String found = value == null ? "missing" : value.toString();
        error(key, found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found, expected, "");
    }

    private String place(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
