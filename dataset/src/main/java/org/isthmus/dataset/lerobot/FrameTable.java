package org.isthmus.dataset.lerobot;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.lerobot.LeRobotSource.Source;
import org.isthmus.dataset.parquet.Tables;
import org.jspecify.annotations.Nullable;

/// The numbers of the frames of one episode, in the order of the frames.
final class FrameTable {
    /// The most numbers of an episode.
    private static final long MAX_NUMBERS = 200_000_000;

    private final Map<String, List<double[]>> columns;
    private final int rows;

    private FrameTable(Map<String, List<double[]>> columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static FrameTable read(Tables tables, LeRobotSource source, Source episode, SourceLocation place,
            Diagnostics diagnostics) {
        int width = source.features().values().stream().mapToInt(Channel::rowSize).sum();
        if (episode.length() < 1 || episode.length() * Math.max(1, width) > MAX_NUMBERS) {
            throw diagnostics.fatal(place,
                    "episode " + episode.number() + " has " + episode.length() + " frames of " + width
                            + " numbers",
                    "1 or more frames, up to " + MAX_NUMBERS + " numbers", "");
        }
        List<String> keys = List.copyOf(source.features().keySet());
        String names = keys.stream().map(Tables::name).collect(Collectors.joining(", "));
        String sql = "SELECT " + (names.isEmpty() ? "frame_index" : names) + " FROM read_parquet("
                + Tables.text(episode.table().toString()) + ") WHERE episode_index = " + episode.number()
                + " ORDER BY frame_index";
        return tables.query(sql, result -> collect(result, source, keys, episode, place, diagnostics));
    }

    private static FrameTable collect(ResultSet result, LeRobotSource source, List<String> keys, Source episode,
            SourceLocation place, Diagnostics diagnostics) throws SQLException {
        Map<String, List<double[]>> columns = new LinkedHashMap<>();
        keys.forEach(key -> columns.put(key, new ArrayList<>()));
        int rows = 0;
        while (result.next()) {
            rows++;
            for (Map.Entry<String, List<double[]>> column : columns.entrySet()) {
                double[] row = numbers(result.getObject(column.getKey()));
                Channel channel = source.features().get(column.getKey());
                if (channel == null || row.length != channel.rowSize()) {
                    throw diagnostics.fatal(place, "feature '" + column.getKey() + "' has " + row.length
                            + " numbers in frame " + (rows - 1) + " of episode " + episode.number(),
                            channel == null ? "" : Integer.toString(channel.rowSize()),
                            "meta/info.json and the tables must agree");
                }
                column.getValue().add(row);
            }
        }
        if (rows != episode.length()) {
            throw diagnostics.fatal(place, "episode " + episode.number() + " has " + rows + " frames in "
                    + episode.table().getFileName(), Long.toString(episode.length()),
                    "the dataset is damaged or not finished");
        }
        return new FrameTable(columns, rows);
    }

    private static double[] numbers(@Nullable Object value) throws SQLException {
        return switch (value) {
            case Number number -> new double[]{number.doubleValue()};
            case Boolean flag -> new double[]{flag ? 1 : 0};
            case Array array -> numbers((Object[]) array.getArray());
            case null, default -> new double[0];
        };
    }

    private static double[] numbers(Object[] elements) {
        double[] out = new double[elements.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = switch (elements[i]) {
                case Number number -> number.doubleValue();
                case Boolean flag -> flag ? 1 : 0;
                case null, default -> Double.NaN;
            };
        }
        return out;
    }

    int rows() {
        return rows;
    }

    double[] row(String key, int frame) {
        return columns.getOrDefault(key, List.of()).get(frame);
    }
}
