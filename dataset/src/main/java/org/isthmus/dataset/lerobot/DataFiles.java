package org.isthmus.dataset.lerobot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.duckdb.DuckDBAppender;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.lerobot.Features.Feature;
import org.isthmus.dataset.parquet.Tables;

/// Writes the numbers of frames, and images that are in tables: a row for each, in tables of many episodes (version 3.0) or of one (2.1).
final class DataFiles implements AutoCloseable {
    /// Columns that every dataset has, and their types in tables.
    static final Map<String, String> FRAME_COLUMNS = frameColumns();
    private static final int ELEMENT_BYTES = 8;

    private final Path folder;
    private final LeRobotOptions options;
    private final List<Feature> features;
    private final boolean tellsSuccess;
    private final int rate;
    private final Tables tables;
    private long file;
    private long bytes;
    private long rowsInFile;

    DataFiles(Path folder, LeRobotOptions options, List<Feature> features, boolean tellsSuccess, int rate,
            SourceLocation place, Diagnostics diagnostics) {
        this.folder = folder;
        this.options = options;
        this.features = features.stream().filter(f -> !f.isVideo()).toList();
        this.tellsSuccess = tellsSuccess;
        this.rate = rate;
        tables = Tables.open(place, diagnostics);
        StringBuilder columns = new StringBuilder();
        for (Feature feature : this.features) {
            columns.append(Tables.name(feature.key())).append(' ').append(feature.column()).append(", ");
        }
        flags().forEach(flag -> columns.append(Tables.name(flag)).append(" BOOLEAN, "));
        FRAME_COLUMNS.forEach((name, type) -> columns.append(name).append(' ').append(type).append(", "));
        tables.execute("CREATE TABLE frames (" + columns.substring(0, columns.length() - 2) + ")");
    }

    private static Map<String, String> frameColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("timestamp", "FLOAT");
        for (String name : List.of("frame_index", "episode_index", "index", "task_index")) {
            columns.put(name, "BIGINT");
        }
        return columns;
    }

    /// Where the rows of an episode are.
    record Place(long chunk, long file) {}

    private List<String> flags() {
        return flags(tellsSuccess);
    }

    /// Columns that are made of how an episode ended.
    static List<String> flags(boolean tellsSuccess) {
        return tellsSuccess ? List.of("next.done", "next.success") : List.of("next.done");
    }

    Place add(Episode episode, int number, long firstIndex, int task, Map<String, FeatureStatistics> statistics) {
        int steps = Math.toIntExact(episode.steps());
        List<double[]> values = new ArrayList<>();
        int numbers = flags().size() + FRAME_COLUMNS.size();
        for (Feature feature : features) {
            if (feature.isImage()) {
                values.add(new double[0]);
                continue;
            }
            double[] all = episode.values(feature.channel().name(), 0, steps);
            values.add(all);
            statistics.put(feature.key(), FeatureStatistics.ofValues(all, feature.size()));
            numbers += feature.size();
        }
        double[][] frame = frameValues(steps, number, firstIndex, task, episode.success() == Success.YES, statistics);
        boolean isFull = bytes + (long) steps * numbers * ELEMENT_BYTES > options.dataFileBytes();
        if (rowsInFile > 0 && (isFull || options.version() == LeRobotVersion.V2_1)) {
            writeFile();
        }
        Map<String, FrameSampling> sampling = new LinkedHashMap<>();
        features.stream().filter(Feature::isImage).forEach(f -> sampling.put(f.key(),
                new FrameSampling(steps, f.shape().get(1), f.shape().get(0))));
        tables.fill("frames", rows -> {
            for (int t = 0; t < steps; t++) {
                addRow(rows, episode, values, frame, t, sampling);
            }
        });
        sampling.forEach((key, images) -> statistics.put(key, images.statistics()));
        bytes += (long) steps * numbers * ELEMENT_BYTES;
        rowsInFile += steps;
        return new Place(file / LeRobotVersion.CHUNK, fileNumber());
    }

    /// Flags, then the columns of all datasets, of each frame.
    private double[][] frameValues(int steps, int number, long firstIndex, int task, boolean success,
            Map<String, FeatureStatistics> statistics) {
        List<String> names = new ArrayList<>(flags());
        names.addAll(FRAME_COLUMNS.keySet());
        double[][] columns = new double[names.size()][steps];
        for (int t = 0; t < steps; t++) {
            double[] row = {t == steps - 1 ? 1 : 0, t == steps - 1 && success ? 1 : 0, (float) ((double) t / rate), t,
                number,
                firstIndex + t, task};
            for (int c = 0; c < columns.length; c++) {
                columns[c][t] = row[tellsSuccess || c == 0 ? c : c + 1];
            }
        }
        for (int c = 0; c < columns.length; c++) {
            statistics.put(names.get(c), FeatureStatistics.ofValues(columns[c], 1));
        }
        return columns;
    }

    private void addRow(DuckDBAppender rows, Episode episode, List<double[]> values, double[][] frame, int t,
            Map<String, FrameSampling> sampling) throws SQLException {
        rows.beginRow();
        for (int f = 0; f < features.size(); f++) {
            FrameSampling images = sampling.get(features.get(f).key());
            if (images == null) {
                append(rows, features.get(f), values.get(f), t);
            } else {
                appendImage(rows, episode, features.get(f), t, images);
            }
        }
        int c = 0;
        for (; c < flags().size(); c++) {
            rows.append(frame[c][t] != 0);
        }
        rows.append((float) frame[c++][t]);
        for (; c < frame.length; c++) {
            rows.append((long) frame[c][t]);
        }
        rows.endRow();
    }

    private void appendImage(DuckDBAppender rows, Episode episode, Feature feature, int t, FrameSampling images)
            throws SQLException {
        byte[] rgb = episode.bytes(feature.channel().name(), t, t + 1);
        images.add(t, rgb);
        byte[] png = ChannelPng.write(feature.channel(), rgb);
        bytes += png.length;
        rows.beginStruct();
        rows.append(png);
        rows.appendNull();
        rows.endStruct();
    }

    private static void append(DuckDBAppender rows, Feature feature, double[] values, int t) throws SQLException {
        int size = feature.size();
        double first = values[t * size];
        switch (feature.dtype()) {
            case "float32" -> {
                float[] row = new float[size];
                for (int i = 0; i < size; i++) {
                    row[i] = (float) values[t * size + i];
                }
                if (size == 1) {
                    rows.append(row[0]);
                } else {
                    rows.append(row);
                }
            }
            case "float64" -> {
                if (size == 1) {
                    rows.append(first);
                } else {
                    rows.append(Arrays.copyOfRange(values, t * size, (t + 1) * size));
                }
            }
            case "bool" -> {
                boolean[] row = new boolean[size];
                for (int i = 0; i < size; i++) {
                    row[i] = values[t * size + i] != 0;
                }
                if (size == 1) {
                    rows.append(row[0]);
                } else {
                    rows.append(row);
                }
            }
            default -> {
                long[] row = new long[size];
                for (int i = 0; i < size; i++) {
                    row[i] = (long) values[t * size + i];
                }
                if (size == 1) {
                    rows.append(row[0]);
                } else {
                    rows.append(row);
                }
            }
        }
    }

    void finish() {
        if (rowsInFile > 0) {
            writeFile();
        }
    }

    /// The number of the file in its name: in version 3.0 within the chunk, in 2.1 that of the episode.
    private long fileNumber() {
        return options.version() == LeRobotVersion.V2_1 ? file : file % LeRobotVersion.CHUNK;
    }

    private void writeFile() {
        Path target = folder.resolve(options.version().dataFile(file / LeRobotVersion.CHUNK, fileNumber()));
        try {
            Files.createDirectories(target.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for " + target, e);
        }
        tables.write("SELECT * FROM frames", target, Map.of());
        tables.execute("TRUNCATE frames");
        file++;
        bytes = 0;
        rowsInFile = 0;
    }

    @Override
    public void close() {
        tables.close();
    }
}
