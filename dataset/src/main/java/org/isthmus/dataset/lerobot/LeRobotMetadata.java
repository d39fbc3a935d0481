package org.isthmus.dataset.lerobot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.lerobot.Features.Feature;
import org.isthmus.dataset.parquet.Tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes the folder `meta`: episodes, tasks, statistics, and `info.json` last.
final class LeRobotMetadata {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final int MEGABYTES_OF_DATA = 100;
    private static final int MEGABYTES_OF_VIDEO = 200;
    /// What pandas must find in the footer of the tasks, or it does not take the texts for the index.
    private static final String PANDAS = "{\"index_columns\": [\"task\"], \"column_indexes\": [{\"name\": null, "
            + "\"field_name\": null, \"pandas_type\": \"unicode\", \"numpy_type\": \"object\", \"metadata\": "
            + "{\"encoding\": \"UTF-8\"}}], \"columns\": [{\"name\": \"task_index\", \"field_name\": \"task_index\", "
            + "\"pandas_type\": \"int64\", \"numpy_type\": \"int64\", \"metadata\": null}, {\"name\": \"task\", "
            + "\"field_name\": \"task\", \"pandas_type\": \"unicode\", \"numpy_type\": \"object\", \"metadata\": null}], "
            + "\"creator\": {\"library\": \"pyarrow\", \"version\": \"21.0.0\"}, \"pandas_version\": \"2.0.0\"}";

    private final Path folder;
    private final LeRobotOptions options;
    private final List<Feature> features;
    private final boolean tellsSuccess;
    private final int rate;
    private final SourceLocation place;
    private final Diagnostics diagnostics;

    LeRobotMetadata(Path folder, LeRobotOptions options, List<Feature> features, boolean tellsSuccess, int rate,
            SourceLocation place, Diagnostics diagnostics) {
        this.folder = folder;
        this.options = options;
        this.features = features;
        this.tellsSuccess = tellsSuccess;
        this.rate = rate;
        this.place = place;
        this.diagnostics = diagnostics;
    }

    /// An episode of the dataset.
    record Row(int number, String task, long length, long firstIndex, DataFiles.Place table,
            Map<String, VideoFiles.Place> videos, Map<String, FeatureStatistics> statistics) {}

    void write(List<Row> rows, Map<String, Integer> tasks, String robot, long frames) throws IOException {
        Files.createDirectories(folder.resolve("meta"));
        if (options.version() == LeRobotVersion.V3_0) {
            writeTables(rows, tasks);
            writeStatistics(rows);
        } else {
            writeLines(rows, tasks);
        }
        if (options.forGroot()) {
            LeRobotExporter.write(folder.resolve("meta/modality.json"), pretty(Modality.of(features)), diagnostics);
        }
        ObjectNode info = info(rows.size(), tasks.size(), robot, frames);
        LeRobotExporter.write(folder.resolve("meta/info.json"), pretty(info), diagnostics);
    }

    private static String pretty(JsonNode node) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    // --- version 3.0 --------------------------------------------------------------------------------------------------------

    private void writeTables(List<Row> rows, Map<String, Integer> tasks) throws IOException {
        Files.createDirectories(folder.resolve("meta/episodes/chunk-000"));
        try (Tables tables = Tables.open(place, diagnostics)) {
            tables.execute("CREATE TABLE tasks (task_index BIGINT, task VARCHAR)");
            tasks.forEach(
                    (task, index) -> tables.execute("INSERT INTO tasks VALUES (" + index + ", " + Tables.text(task)
                            + ")"));
            tables.write("SELECT * FROM tasks", folder.resolve("meta/tasks.parquet"), Map.of("pandas", PANDAS));
            tables.execute("CREATE TABLE episodes (" + String.join(", ", columns(rows.getFirst()).values()) + ")");
            rows.forEach(row -> tables.execute("INSERT INTO episodes VALUES (" + String.join(", ", values(row)) + ")"));
            tables.write("SELECT * FROM episodes", folder.resolve("meta/episodes/chunk-000/file-000.parquet"),
                    Map.of());
        }
    }

    /// Names and types of the columns, as SQL declares them, by name.
    private static Map<String, String> columns(Row row) {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("episode_index", "BIGINT");
        out.put("tasks", "VARCHAR[]");
        for (String name : List.of("length", "data/chunk_index", "data/file_index", "dataset_from_index",
                "dataset_to_index", "meta/episodes/chunk_index", "meta/episodes/file_index")) {
            out.put(name, "BIGINT");
        }
        row.videos().keySet().forEach(key -> {
            out.put("videos/" + key + "/chunk_index", "BIGINT");
            out.put("videos/" + key + "/file_index", "BIGINT");
            out.put("videos/" + key + "/from_timestamp", "DOUBLE");
            out.put("videos/" + key + "/to_timestamp", "DOUBLE");
        });
        row.statistics().forEach((key, one) -> {
            FeatureStatistics.NAMES.forEach(name -> out.put("stats/" + key + "/" + name, one.sqlType()));
            out.put("stats/" + key + "/count", "BIGINT[]");
        });
        out.replaceAll((name, type) -> Tables.name(name) + " " + type);
        return out;
    }

    private static List<String> values(Row row) {
        List<String> out = new ArrayList<>();
        out.add(Integer.toString(row.number()));
        out.add("[" + Tables.text(row.task()) + "]");
        for (long value : new long[]{row.length(), row.table().chunk(), row.table().file(), row.firstIndex(),
            row.firstIndex() + row.length(), 0, 0}) {
            out.add(Long.toString(value));
        }
        row.videos().values().forEach(v -> out.addAll(List.of(Long.toString(v.chunk()), Long.toString(v.file()),
                Double.toString(v.from()), Double.toString(v.to()))));
        row.statistics().values().forEach(one -> {
            FeatureStatistics.NAMES.forEach(name -> out.add(one.sql(name)));
            out.add("[" + one.count() + "]");
        });
        return out;
    }

    private void writeStatistics(List<Row> rows) throws IOException {
        ObjectNode out = MAKE.objectNode();
        for (String key : rows.getFirst().statistics().keySet()) {
            List<FeatureStatistics> all = new ArrayList<>();
            rows.forEach(row -> all.add(row.statistics().getOrDefault(key, rows.getFirst().statistics().get(key))));
            out.set(key, FeatureStatistics.of(all).json(true));
        }
        LeRobotExporter.write(folder.resolve("meta/stats.json"), pretty(out), diagnostics);
    }

    // --- version 2.1 --------------------------------------------------------------------------------------------------------

    private void writeLines(List<Row> rows, Map<String, Integer> tasks) throws IOException {
        StringBuilder episodes = new StringBuilder();
        StringBuilder statistics = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        tasks.forEach((task, index) -> lines.append(MAKE.objectNode().put("task_index", index).put("task", task))
                .append('\n'));
        for (Row row : rows) {
            ObjectNode episode = MAKE.objectNode().put("episode_index", row.number());
            episode.putArray("tasks").add(row.task());
            episodes.append(episode.put("length", row.length())).append('\n');
            ObjectNode all = MAKE.objectNode();
            row.statistics().forEach((key, one) -> all.set(key, one.json(false)));
            ObjectNode line = MAKE.objectNode().put("episode_index", row.number());
            line.set("stats", all);
            statistics.append(line).append('\n');
        }
        LeRobotExporter.write(folder.resolve("meta/tasks.jsonl"), lines.toString(), diagnostics);
        LeRobotExporter.write(folder.resolve("meta/episodes_stats.jsonl"), statistics.toString(), diagnostics);
        LeRobotExporter.write(folder.resolve("meta/episodes.jsonl"), episodes.toString(), diagnostics);
    }

    // --- info.json ----------------------------------------------------------------------------------------------------------

    private ObjectNode info(int episodes, int tasks, String robot, long frames) {
        boolean isNew = options.version() == LeRobotVersion.V3_0;
        long cameras = features.stream().filter(Feature::isVideo).count();
        ObjectNode out = MAKE.objectNode().put("codebase_version", options.version().word());
        out.put("robot_type", robot.isEmpty() ? null : robot).put("total_episodes", episodes)
                .put("total_frames", frames)
                .put("total_tasks", tasks);
        if (isNew) {
            out.put("chunks_size", LeRobotVersion.CHUNK).put("data_files_size_in_mb", MEGABYTES_OF_DATA)
                    .put("video_files_size_in_mb", MEGABYTES_OF_VIDEO);
        } else {
            out.put("total_videos", episodes * cameras)
                    .put("total_chunks", Math.ceilDiv(episodes, LeRobotVersion.CHUNK))
                    .put("chunks_size", LeRobotVersion.CHUNK);
        }
        out.put("fps", rate);
        out.putObject("splits").put("train", "0:" + episodes);
        out.put("data_path", options.version().dataTemplate());
        out.put("video_path", cameras == 0 ? null : options.version().videoTemplate());
        ObjectNode all = out.putObject("features");
        features.forEach(feature -> all.set(feature.key(), feature(feature)));
        DataFiles.flags(tellsSuccess).forEach(flag -> all.set(flag, scalar("bool")));
        DataFiles.FRAME_COLUMNS
                .forEach((name, type) -> all.set(name, scalar(type.equals("FLOAT") ? "float32" : "int64")));
        return out;
    }

    private ObjectNode scalar(String dtype) {
        ObjectNode out = MAKE.objectNode().put("dtype", dtype);
        out.putArray("shape").add(1);
        out.putNull("names");
        return options.version() == LeRobotVersion.V3_0 ? out.put("fps", rate) : out;
    }

    private ObjectNode feature(Feature feature) {
        ObjectNode out = MAKE.objectNode().put("dtype", feature.dtype());
        feature.shape().forEach(out.putArray("shape")::add);
        if (feature.names().isEmpty()) {
            out.putNull("names");
        } else {
            feature.names().forEach(out.putArray("names")::add);
        }
        if (!feature.isVideo()) {
            return options.version() == LeRobotVersion.V3_0 ? out.put("fps", rate) : out;
        }
        out.putObject("info").put("video.height", feature.shape().get(0)).put("video.width", feature.shape().get(1))
                .put("video.codec", options.codec().standardName()).put("video.pix_fmt", "yuv420p")
                .put("video.is_depth_map", false).put("video.fps", rate).put("video.channels", 3)
                .put("has_audio", false);
        return out;
    }
}
