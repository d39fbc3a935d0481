package org.isthmus.dataset.lerobot;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Quoted;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.core.file.SmallFile;
import org.isthmus.dataset.parquet.Tables;
import org.isthmus.dataset.video.FrameRate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// What the folder `meta` of a dataset says: features and where each episode is.
///
/// @param features numbers of frames, by key
/// @param images keys of images in the tables
record LeRobotSource(
        FrameRate rate, String robot, Map<String, Channel> features, List<String> images, List<Source> episodes) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_TEXT_BYTES = 1 << 28;
    private static final int MAX_SIZE = 100_000;
    private static final int MAX_FPS = 100_000;

    /// An episode and its files.
    record Source(long number, long length, String task, Path table, Map<String, Shot> shots) {}

    /// Frames of a video.
    ///
    /// @param from time of the first, s
    record Shot(Path video, double from) {}

    static LeRobotSource read(Path folder, Tables tables, Diagnostics diagnostics) {
        Path file = folder.resolve("meta/info.json");
        SourceLocation place = SourceLocation.of(file);
        JsonNode info = json(text(file, diagnostics), place, diagnostics);
        String version = info.path("codebase_version").asText();
        if (!version.matches("v(2\\.[01]|3\\.[0-9]+)")) {
            throw diagnostics.fatal(place, "a dataset of version " + Quoted.of(version), "v2.0, v2.1 or v3.0",
                    "convert it with lerobot's own scripts");
        }
        int fps = info.path("fps").asInt();
        if (fps < 1 || fps > MAX_FPS) {
            throw diagnostics.fatal(place, "fps is " + info.path("fps"), "1 to " + MAX_FPS, "");
        }
        List<String> cameras = new ArrayList<>();
        List<String> images = new ArrayList<>();
        Map<String, Channel> features = features(info.path("features"), cameras, images, place, diagnostics);
        Reader reader = new Reader(folder, info, cameras, tables, diagnostics);
        List<Source> episodes = version.startsWith("v3") ? reader.ofTables() : reader.ofLines();
        return new LeRobotSource(FrameRate.of(fps), info.path("robot_type").asText("").replace("null", ""), features,
                images,
                episodes);
    }

    private static Map<String, Channel> features(JsonNode all, List<String> cameras, List<String> images,
            SourceLocation place, Diagnostics diagnostics) {
        Map<String, Channel> features = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> feature : all.properties()) {
            String key = feature.getKey();
            String dtype = feature.getValue().path("dtype").asText();
            JsonNode shape = feature.getValue().path("shape");
            int size = shape.path(0).asInt();
            if (DataFiles.FRAME_COLUMNS.containsKey(key)) {
                continue;
            }
            if (dtype.equals("video")) {
                cameras.add(key);
            } else if (dtype.equals("image")) {
                images.add(key);
            } else if (shape.size() != 1 || size < 1 || size > MAX_SIZE
                    || !dtype.matches("float(16|32|64)|u?int[0-9]+|bool")) {
                diagnostics.warning(place, "feature '" + key + "' is left out (" + dtype + ", shape " + shape + ")",
                        "numbers of one dimension, or video", "");
            } else {
                add(features, key, Features.channel(key, dtype, size, names(feature.getValue().path("names"))), place,
                        diagnostics);
            }
        }
        return features;
    }

    private static void add(Map<String, Channel> features, String key, Channel channel, SourceLocation place,
            Diagnostics diagnostics) {
        if (features.values().stream().anyMatch(c -> c.name().equals(channel.name()))) {
            throw diagnostics.fatal(place,
                    "two features would be channel '" + channel.name() + "', the second is '" + key
                            + "'",
                    "", "rename one");
        }
        features.put(key, channel);
    }

    /// Names of the numbers: a list, a list in a list, or lists under names.
    private static List<String> names(JsonNode node) {
        List<String> out = new ArrayList<>();
        node.forEach(each -> {
            if (each.isArray()) {
                out.addAll(names(each));
            } else if (each.isTextual()) {
                out.add(each.asText());
            }
        });
        return out;
    }

    static String text(Path file, Diagnostics diagnostics) {
        return SmallFile.text(file, MAX_TEXT_BYTES, "the folder of a LeRobot dataset", "check the name", diagnostics);
    }

    private static JsonNode json(String text, SourceLocation place, Diagnostics diagnostics) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw diagnostics.fatal(place, "JSON that cannot be read (" + e.getOriginalMessage() + ")", "",
                    "the dataset is damaged");
        }
    }

    /// Reads where the episodes are.
    private record Reader(Path folder, JsonNode info, List<String> cameras, Tables tables, Diagnostics diagnostics) {
        /// Of version 3.0.
        List<Source> ofTables() {
            StringBuilder columns = new StringBuilder(
                    "episode_index, length, tasks[1] AS task, \"data/chunk_index\" AS chunk, "
                            + "\"data/file_index\" AS file");
            for (int i = 0; i < cameras.size(); i++) {
                String prefix = "videos/" + cameras.get(i) + "/";
                columns.append(", ").append(Tables.name(prefix + "chunk_index")).append(" AS c").append(i)
                        .append(", ").append(Tables.name(prefix + "file_index")).append(" AS f").append(i)
                        .append(", ").append(Tables.name(prefix + "from_timestamp")).append(" AS t").append(i);
            }
            String files = Tables.text(folder.toAbsolutePath() + "/meta/episodes/*/*.parquet");
            return tables.query("SELECT " + columns + " FROM read_parquet(" + files + ") ORDER BY episode_index",
                    this::collect);
        }

        private List<Source> collect(ResultSet rows) throws SQLException {
            List<Source> out = new ArrayList<>();
            while (rows.next()) {
                Map<String, Shot> shots = new LinkedHashMap<>();
                for (int i = 0; i < cameras.size(); i++) {
                    Path video = folder
                            .resolve(LeRobotVersion.V3_0.videoFile(rows.getLong("c" + i), rows.getLong("f" + i),
                                    checked(cameras.get(i))));
                    shots.put(cameras.get(i), new Shot(video, rows.getDouble("t" + i)));
                }
                String task = rows.getString("task");
                out.add(new Source(rows.getLong("episode_index"), rows.getLong("length"), task == null ? "" : task,
                        folder.resolve(LeRobotVersion.V3_0.dataFile(rows.getLong("chunk"), rows.getLong("file"))),
                        shots));
            }
            return out;
        }

        /// Of version 2.
        List<Source> ofLines() {
            Path file = folder.resolve("meta/episodes.jsonl");
            long chunk = Math.max(1, info.path("chunks_size").asLong(LeRobotVersion.CHUNK));
            List<Source> out = new ArrayList<>();
            int number = 0;
            for (String line : text(file, diagnostics).split("\n")) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                JsonNode episode = json(line, new SourceLocation(file.toString(), number, 0), diagnostics);
                long index = episode.path("episode_index").asLong();
                Map<String, Shot> shots = new LinkedHashMap<>();
                for (String camera : cameras) {
                    shots.put(camera, new Shot(folder.resolve(
                            LeRobotVersion.V2_1.videoFile(index / chunk, index, checked(camera))), 0));
                }
                out.add(new Source(index, episode.path("length").asLong(), episode.path("tasks").path(0).asText(),
                        folder.resolve(LeRobotVersion.V2_1.dataFile(index / chunk, index)), shots));
            }
            return out;
        }

        /// A key that is no way out of the folder.
        private String checked(String key) {
            if (!key.matches("[A-Za-z0-9_.-]{1,200}") || key.contains("..")) {
                throw diagnostics.fatal(SourceLocation.of(folder), "a camera named " + Quoted.of(key),
                        "letters, digits, '_', '.' and '-'", "");
            }
            return key;
        }
    }
}
