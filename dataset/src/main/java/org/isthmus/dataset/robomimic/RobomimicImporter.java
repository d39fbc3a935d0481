package org.isthmus.dataset.robomimic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.progress.Progress;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Role;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.EpisodeNote;
import org.isthmus.dataset.hdf5.Hdf5File;
import org.isthmus.dataset.hdf5.Hdf5Node;
import org.isthmus.dataset.hdf5.Hdf5Type;
import org.isthmus.dataset.hdf5.Hdf5Value;
import org.isthmus.dataset.video.FrameRate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/// Reads HDF5 files of robomimic, robosuite and MimicGen into a store.
///
/// What [RobomimicExporter] wrote comes back as it was, but for annotations. Of others every dataset of a demonstration that has as many rows as its actions becomes a channel; `next_obs` is left out, since it repeats `obs`.
/// Datasets of other lengths or types are left out with a warning.
public final class RobomimicImporter {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /// What robosuite acts at where a file does not say.
    private static final int USUAL_RATE = 20;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_CHANNELS = 1000;

    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private final JsonNode environment;

    private RobomimicImporter(Hdf5Node data, SourceLocation place, Diagnostics diagnostics) {
        this.place = place;
        this.diagnostics = diagnostics;
        JsonNode newer = json(data.text("env_args").orElse(""));
        environment = newer.isMissingNode() ? json(data.text("env_info").orElse("")) : newer;
    }

    /// Whether a file could be one of demonstrations: by its name.
    public static boolean recognises(Path file) {
        return Files.isRegularFile(file) && String.valueOf(file.getFileName()).matches(".*\\.(hdf5|h5)");
    }

    /// Adds the demonstrations of a file to a store.
    ///
    /// @return how many were added
    /// @throws DiagnosticException when the file is none, or is damaged; demonstrations before that are there
    public static int read(Path file, EpisodeStore store, Progress progress, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        try (Hdf5File hdf5 = Hdf5File.open(file, diagnostics)) {
            Hdf5Node data = hdf5.root().find("data")
                    .orElseThrow(() -> diagnostics.fatal(place, "there is no group 'data'",
                            "a file of robomimic or robosuite", "check the file"));
            List<String> names = new ArrayList<>(
                    data.names().stream().filter(n -> n.matches("demo_\\d{1,9}")).toList());
            names.sort(Comparator.comparingInt(name -> Integer.parseInt(name.substring("demo_".length()))));
            RobomimicImporter importer = new RobomimicImporter(data, place, diagnostics);
            FrameRate rate = importer.rate();
            progress.total(names.size());
            for (String name : names) {
                progress.checkCancelled();
                importer.demonstration(data.require(name), rate, store);
                progress.advance(1);
            }
            return names.size();
        }
    }

    private void demonstration(Hdf5Node group, FrameRate rate, EpisodeStore store) {
        Optional<String> note = group.text(Names.NOTE);
        if (note.isPresent()) {
            new NotedDemonstration(group, EpisodeNote.parse(note.get(), place, diagnostics), place, diagnostics)
                    .read(store);
            return;
        }
        long steps = group.require("actions").rows();
        Map<Channel, Hdf5Node> found = new LinkedHashMap<>();
        collect(group, group.path().length() + 1, steps, found, 0);
        try (EpisodeWriter writer = store.begin(info(group, rate), List.copyOf(found.keySet()))) {
            for (Map.Entry<Channel, Hdf5Node> each : found.entrySet()) {
                copy(each.getKey(), each.getValue(), writer, steps);
            }
            writer.finish(success(group), List.of());
        }
    }

    private void copy(Channel channel, Hdf5Node node, EpisodeWriter writer, long steps) {
        boolean isSame = node.type().equals(channel.element().type());
        for (long t = 0; t < steps; t++) {
            if (isSame) {
                writer.append(channel.name(), node.bytes(t, t + 1));
            } else {
                writer.append(channel.name(), node.read(t, t + 1).doubles());
            }
        }
    }

    private void collect(Hdf5Node node, int prefix, long steps, Map<Channel, Hdf5Node> found, int depth) {
        for (String name : node.names()) {
            Hdf5Node child = node.require(name);
            String path = child.path().substring(prefix);
            if (path.startsWith("next_obs")) {
                continue;
            }
            if (!child.isDataset()) {
                if (depth < MAX_DEPTH) {
                    collect(child, prefix, steps, found, depth + 1);
                }
                continue;
            }
            if (child.shape().isEmpty() || child.rows() != steps || child.type().isText()
                    || found.size() == MAX_CHANNELS) {
                diagnostics.warning(place, "dataset '" + child.path() + "' is left out (shape " + child.shape() + ", "
                        + child.type().kind() + ")", steps + " rows of numbers", "");
            } else {
                add(path, child, found);
            }
        }
    }

    private void add(String path, Hdf5Node node, Map<Channel, Hdf5Node> found) {
        List<Integer> rowShape = node.rowShape();
        boolean isImage = node.type().equals(Hdf5Type.UINT8) && rowShape.size() == 3 && rowShape.get(2) == 3;
        List<Integer> shape = rowShape.isEmpty() ? List.of(1) : rowShape;
        try {
            Channel channel = new Channel(Names.channel(path, isImage), element(node.type()), shape, Timing.STEPS,
                    isImage ? Role.IMAGE : Role.VALUES, "", List.of(), 1);
            if (found.keySet().stream().anyMatch(c -> c.name().equals(channel.name()))) {
                throw new IllegalArgumentException("two datasets are channel '" + channel.name() + "'");
            }
            found.put(channel, node);
        } catch (IllegalArgumentException e) {
            diagnostics.warning(place, "dataset '" + node.path() + "' is left out (" + e.getMessage() + ")", "", "");
        }
    }

    /// The element that holds all numbers of a type.
    private static Element element(Hdf5Type type) {
        return switch (type.kind()) {
            case FLOAT -> type.size() == 8 ? Element.FLOAT64 : Element.FLOAT32;
            case BOOL -> Element.BOOL;
            case UNSIGNED -> type.size() == 1 ? Element.UINT8 : type.size() == 2 ? Element.UINT16 : Element.INT64;
            default -> type.size() <= 4 ? Element.INT32 : Element.INT64;
        };
    }

    private EpisodeInfo info(Hdf5Node group, FrameRate rate) {
        JsonNode meta = json(group.text("ep_meta").orElse(""));
        String task = environment.path("env_name").asText();
        SortedMap<String, List<Double>> factors = new TreeMap<>();
        for (Map.Entry<String, JsonNode> factor : meta.path("factors").properties()) {
            List<Double> values = new ArrayList<>();
            factor.getValue().forEach(value -> values.add(value.asDouble()));
            factors.put(factor.getKey(), values);
        }
        JsonNode robots = environment.has("robots") ? environment.path("robots")
                : environment.path("env_kwargs").path("robots");
        return new EpisodeInfo(task, meta.path("lang").asText(), rate, group.wholeNumber("seed").orElse(0L), factors,
                robots.isArray() ? robots.path(0).asText() : robots.asText(), environment.path("env_version").asText(),
                "");
    }

    private static Success success(Hdf5Node group) {
        return group.attribute("success").map(Hdf5Value::longs).filter(v -> v.length == 1)
                .map(v -> v[0] != 0 ? Success.YES : Success.NO).orElse(Success.UNKNOWN);
    }

    private FrameRate rate() {
        JsonNode frequency = environment.has("control_freq") ? environment.path("control_freq")
                : environment.path("env_kwargs").path("control_freq");
        double perSecond = frequency.asDouble();
        if (!(perSecond >= 0.001 && perSecond <= 1000)) {
            diagnostics.warning(place, "the file does not say how often the robot acts", "control_freq in env_args",
                    USUAL_RATE + " times per second are taken");
            return FrameRate.of(USUAL_RATE);
        }
        return new FrameRate((int) Math.round(perSecond * 1000), 1000);
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // what is told here is not needed for the numbers
        }
    }
}
