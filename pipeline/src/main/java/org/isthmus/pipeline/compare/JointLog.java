package org.isthmus.pipeline.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.SmallFile;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;

/// What a real robot's joints did, and what their motors gave.
///
/// @param times [n] s, ascending
/// @param joints those of the model that were logged
public record JointLog(DoubleArray times, List<Channel> joints) {
    /// The most rows of a log.
    public static final int MAX_ROWS = 1_000_000;
    private static final int LEAST_ROWS = 3;
    private static final int MAX_BYTES = 1 << 28;
    /// The longest log, s: it is simulated from its beginning to its end.
    private static final double MAX_SECONDS = 3600;

    public JointLog {
        joints = List.copyOf(joints);
    }

    /// One joint's measurements.
    ///
    /// @param joint number in the model
    /// @param name as messages have it
    /// @param position [n] rad or m
    /// @param velocity [n] rad/s or m/s; differences of positions where it was not measured
    /// @param effort [n] in the log's own unit, N·m or N where it is a torque or force; empty: not measured
    public record Channel(int joint, String name, DoubleArray position, DoubleArray velocity, DoubleArray effort) {}

    /// A table of numbers with names.
    private record Table(Map<String, DoubleArray> columns) {
        DoubleArray find(String... names) {
            for (String name : names) {
                DoubleArray column = columns.get(name);
                if (column != null) {
                    return column;
                }
            }
            return DoubleArray.wrap();
        }
    }

    /// Reads tables of comma-separated numbers with a line of names, whose columns are put together.
    ///
    /// The time is `time` or `t`, in seconds. A joint's columns are `NAME_position`, `NAME_velocity` and `NAME_effort`, or by its number `k`
    /// among the model's hinges and slides, from 1: `pos_meask`, `vel_meask` and `tau_meask`, or `posk`, `velk` and `tauk`.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when a file cannot be read or has no joint of the model
    public static JointLog read(List<Path> files, Model model, Diagnostics diagnostics) {
        Map<String, DoubleArray> columns = new LinkedHashMap<>();
        for (Path file : files) {
            for (Map.Entry<String, DoubleArray> column : read(file, diagnostics).entrySet()) {
                DoubleArray before = columns.put(column.getKey(), column.getValue());
                if (before != null && !Arrays.equals(before.toArray(), column.getValue().toArray())) {
                    diagnostics.error(SourceLocation.of(file), "other numbers in the column '" + column.getKey()
                            + "' than the file before", "the same",
                            "give files of the same moments, and each column once");
                }
            }
        }
        diagnostics.throwIfErrors();
        Table table = new Table(columns);
        DoubleArray times = table.find("time", "t");
        List<Channel> joints = new ArrayList<>();
        int k = 0;
        for (int j = 0; j < model.sizes().njnt(); j++) {
            if (model.joints().type().get(j) >= JointType.SLIDE.ordinal()) {
                k++;
                String name = model.names().name(ObjectType.JOINT, j);
                DoubleArray position = table.find(name + "_position", "pos_meas" + k, "pos" + k);
                if (position.length() > 0) {
                    DoubleArray velocity = table.find(name + "_velocity", "vel_meas" + k, "vel" + k);
                    joints.add(new Channel(j, name.isEmpty() ? "joint " + k : name, position,
                            velocity.length() > 0 ? velocity : differences(times, position),
                            table.find(name + "_effort", "tau_meas" + k, "tau" + k)));
                }
            }
        }
        check(files, columns, times, joints, diagnostics);
        return new JointLog(times, joints);
    }

    private static void check(List<Path> files, Map<String, DoubleArray> columns, DoubleArray times,
            List<Channel> joints, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(files.getFirst());
        if (times.length() < LEAST_ROWS || joints.isEmpty()) {
            throw diagnostics.fatal(place, "a log with the columns " + columns.keySet() + " and " + times.length()
                    + " rows", "columns time and, of a joint, NAME_position or posk; " + LEAST_ROWS + " rows or more",
                    "rename the columns");
        }
        for (Map.Entry<String, DoubleArray> column : columns.entrySet()) {
            if (column.getValue().length() != times.length()) {
                diagnostics.error(place, "column " + column.getKey() + " has " + column.getValue().length() + " rows",
                        times.length() + ", as the times have", "files of the same moments");
            }
        }
        for (int i = 1; i < times.length(); i++) {
            if (!(times.get(i) > times.get(i - 1))) {
                diagnostics.error(place, "time " + times.get(i) + " after " + times.get(i - 1) + " in row " + (i + 1),
                        "ascending times", "leave the row out");
            }
        }
        double seconds = times.get(times.length() - 1) - times.get(0);
        if (seconds > MAX_SECONDS) {
            diagnostics.error(place, "times over " + seconds + " s", "at most " + MAX_SECONDS + " s",
                    "times are in seconds; cut the log");
        }
        diagnostics.throwIfErrors();
    }

    private static Map<String, DoubleArray> read(Path file, Diagnostics diagnostics) {
        List<String> lines = SmallFile.text(file, MAX_BYTES, "a table of comma-separated numbers", "check the path",
                diagnostics).lines().filter(line -> !line.isBlank()).toList();
        String[] names = lines.isEmpty() ? new String[0] : lines.getFirst().split(",", -1);
        int rows = Math.max(0, lines.size() - 1);
        if (rows > MAX_ROWS) {
            throw diagnostics.fatal(SourceLocation.of(file), rows + " rows", "at most " + MAX_ROWS, "cut the log");
        }
        double[][] cells = new double[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = numbers(file, r + 2, lines.get(r + 1), names.length, diagnostics);
        }
        Map<String, DoubleArray> table = new LinkedHashMap<>();
        for (int c = 0; c < names.length; c++) {
            // some tools write the names as a list
            String name = names[c].strip();
            double[] column = new double[rows];
            for (int r = 0; r < rows; r++) {
                column[r] = cells[r][c];
            }
            table.put(name.startsWith("- ") ? name.substring(2) : name, DoubleArray.wrap(column));
        }
        return table;
    }

    /// [count] a row
    private static double[] numbers(Path file, int line, String text, int count, Diagnostics diagnostics) {
        String[] cells = text.split(",", -1);
        if (cells.length != count) {
            throw diagnostics.fatal(new SourceLocation(file.toString(), line, 0), cells.length + " cells",
                    count + ", as the first line has", "leave the row out");
        }
        double[] numbers = new double[count];
        for (int c = 0; c < count; c++) {
            numbers[c] = number(file, line, cells[c].strip(), diagnostics);
        }
        return numbers;
    }

    private static double number(Path file, int line, String cell, Diagnostics diagnostics) {
        try {
            double value = Double.parseDouble(cell);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        diagnostics.error(new SourceLocation(file.toString(), line, 0), "'" + cell + "'", "a finite number",
                "leave the row out");
        return 0;
    }

    /// Central differences, one-sided at the ends.
    private static DoubleArray differences(DoubleArray times, DoubleArray values) {
        double[] rates = new double[values.length()];
        for (int i = 0; i < rates.length && times.length() == rates.length; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(rates.length - 1, i + 1);
            rates[i] = (values.get(after) - values.get(before))
                    / Math.max(Double.MIN_NORMAL, times.get(after) - times.get(before));
        }
        return DoubleArray.wrap(rates);
    }
}
