package org.isthmus.dataset.rlds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.rlds.Field.Kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// `features.json`: the tree of features, as TensorFlow Datasets writes it.
final class FeaturesJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PACKAGE = "tensorflow_datasets.core.features.";
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FIELDS = 1000;

    private FeaturesJson() {}

    /// The features of the steps.
    ///
    /// @throws DiagnosticException when the text is none, or has no steps
    static List<Field> read(String text, SourceLocation place, Diagnostics diagnostics) {
        JsonNode steps;
        try {
            steps = MAPPER.readTree(text).path("featuresDict").path("features").path("steps").path("sequence")
                    .path("feature");
        } catch (JsonProcessingException e) {
            throw diagnostics.fatal(place, "JSON that cannot be read (" + e.getOriginalMessage() + ")", "",
                    "the dataset is damaged");
        }
        if (!steps.path("featuresDict").isObject()) {
            throw diagnostics.fatal(place, "there is no dataset 'steps' of features",
                    "features.json of an RLDS dataset, as TensorFlow Datasets 4.6 and later write it", "");
        }
        List<Field> fields = new ArrayList<>();
        collect(steps, "", fields, 0);
        if (fields.size() > MAX_FIELDS) {
            throw diagnostics.fatal(place, "more than " + MAX_FIELDS + " features", "", "");
        }
        return fields;
    }

    private static void collect(JsonNode node, String path, List<Field> fields, int depth) {
        if (fields.size() > MAX_FIELDS || depth > MAX_DEPTH) {
            return;
        }
        if (!node.has("featuresDict")) {
            fields.add(leaf(node, path));
            return;
        }
        for (Map.Entry<String, JsonNode> each : node.path("featuresDict").path("features").properties()) {
            collect(each.getValue(), path.isEmpty() ? each.getKey() : path + "/" + each.getKey(), fields, depth + 1);
        }
    }

    private static Field leaf(JsonNode node, String path) {
        if (node.has("image")) {
            JsonNode image = node.path("image");
            return new Field(path, Kind.IMAGE, image.path("dtype").asText("uint8"), shape(image), "");
        }
        if (node.has("text")) {
            return new Field(path, Kind.TEXT, "string", List.of(), "none");
        }
        if (node.has("tensor")) {
            JsonNode tensor = node.path("tensor");
            boolean isText = tensor.path("dtype").asText().equals("string");
            return new Field(path, isText ? Kind.TEXT : Kind.TENSOR, tensor.path("dtype").asText(), shape(tensor),
                    tensor.path("encoding").asText("none"));
        }
        return new Field(path, Kind.OTHER, "", List.of(), "");
    }

    private static List<Integer> shape(JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        node.path("shape").path("dimensions").forEach(side -> shape.add(side.asInt(-1)));
        return shape;
    }

    /// The whole file for a dataset of these features, with the marks and texts that all have.
    static String write(Collection<Field> fields) {
        ObjectNode steps = dict();
        fields.forEach(field -> insert(steps, field.path(), json(field)));
        if (fields.stream().noneMatch(field -> field.path().equals(Fields.REWARD))) {
            insert(steps, Fields.REWARD, scalar("float32"));
        }
        Fields.MARKS.forEach((name, dtype) -> insert(steps, name, scalar(dtype)));
        insert(steps, Fields.LANGUAGE, text());
        ObjectNode metadata = dict();
        insert(metadata, Fields.DESCRIPTION, text());
        ObjectNode sequence = feature("dataset_feature.Dataset");
        sequence.putObject("sequence").put("length", "-1").set("feature", steps);
        ObjectNode all = dict();
        insert(all, "steps", sequence);
        insert(all, "episode_metadata", metadata);
        return all.toPrettyString() + "\n";
    }

    private static ObjectNode scalar(String dtype) {
        ObjectNode out = feature("scalar.Scalar");
        ObjectNode tensor = out.putObject("tensor").put("dtype", dtype).put("encoding", "none");
        tensor.putObject("shape");
        return out;
    }

    private static ObjectNode text() {
        ObjectNode out = feature("text_feature.Text");
        out.putObject("text");
        return out;
    }

    private static ObjectNode feature(String name) {
        return JsonNodeFactory.instance.objectNode().put("pythonClassName", PACKAGE + name);
    }

    private static ObjectNode dict() {
        ObjectNode out = feature("features_dict.FeaturesDict");
        out.putObject("featuresDict").putObject("features");
        return out;
    }

    /// Puts a feature into the tree, with the branches that lead there.
    private static void insert(ObjectNode root, String path, ObjectNode feature) {
        String[] parts = path.split("/");
        ObjectNode at = root;
        for (int i = 0; i < parts.length - 1; i++) {
            ObjectNode features = (ObjectNode) at.path("featuresDict").path("features");
            if (!features.has(parts[i])) {
                features.set(parts[i], dict());
            }
            at = (ObjectNode) features.path(parts[i]);
        }
        ((ObjectNode) at.path("featuresDict").path("features")).set(parts[parts.length - 1], feature);
    }

    private static ObjectNode json(Field field) {
        boolean isImage = field.kind() == Kind.IMAGE;
        ObjectNode out = feature(isImage ? "image_feature.Image" : "tensor_feature.Tensor");
        ObjectNode inside = out.putObject(isImage ? "image" : "tensor");
        ObjectNode shape = inside.putObject("shape");
        if (!field.shape().isEmpty()) {
            field.shape().forEach(side -> shape.withArray("dimensions").add(Integer.toString(side)));
        }
        inside.put("dtype", field.dtype()).put(isImage ? "encodingFormat" : "encoding", field.encoding());
        return out;
    }
}
