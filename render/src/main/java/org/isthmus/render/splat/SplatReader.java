package org.isthmus.render.splat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.isthmus.core.array.FloatArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;

/// Reads clouds of splats from `.ply` files as trainers write them: binary, little endian, with `x y z`, `f_dc_0…2`, `f_rest_*` (all of red,
/// then of green, then of blue), `opacity` before the logistic function, `scale_0 scale_1` and, unless the splats are flat, `scale_2`, all
/// logarithms, and `rot_0…3` (w, x, y, z). Other properties are skipped.
public final class SplatReader {
    /// A longer file is refused.
    public static final int MAX_FILE_BYTES = 1 << 30;
    private static final int MAX_HEADER_LINES = 1_000;
    private static final int MAX_LINE = 1_000;
    /// Positions farther away, m, are nowhere.
    private static final double MAX_COORDINATE = 1e9;
    /// Logarithms of sizes: less than a micrometre over a million, more than a thousand kilometres.
    private static final double MIN_LOG_SCALE = -27;
    private static final double MAX_LOG_SCALE = 14;
    private static final String REMEDY = "export the splats as a binary PLY of 3D Gaussian splatting";

    private final String file;
    private final byte[] bytes;
    private final Diagnostics diagnostics;
    private int at;
    private int count;
    /// Offsets of properties in a row.
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Boolean> isDouble = new LinkedHashMap<>();
    private int rowBytes;

    private SplatReader(String file, byte[] bytes, Diagnostics diagnostics) {
        this.file = file;
        this.bytes = bytes;
        this.diagnostics = diagnostics;
    }

    /// Reads a file.
    ///
    /// @param file name as [FileAccess#find] gives it
    /// @param from where the file was asked for
    /// @return empty after at least one error
    public static Optional<Splats> read(String file, FileAccess files, SourceLocation from, Diagnostics diagnostics) {
        return files.bytes(file, MAX_FILE_BYTES, from, diagnostics).flatMap(b -> parse(file, b, diagnostics));
    }

    /// Reads a file's content.
    ///
    /// @param file its name, for messages
    /// @return empty after at least one error
    public static Optional<Splats> parse(String file, byte[] bytes, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        try {
            return Optional.of(new SplatReader(file, bytes, own).read());
        } catch (DiagnosticException e) {
            return Optional.empty(); // what went wrong is in the diagnostics
        } finally {
            own.list().forEach(d -> {
                switch (d.severity()) {
                    case ERROR -> diagnostics.error(d.location(), d.found(), d.expected(), d.remedy());
                    case WARNING -> diagnostics.warning(d.location(), d.found(), d.expected(), d.remedy());
                }
            });
        }
    }

    private DiagnosticException fatal(String found, String expected, String remedy) {
        return diagnostics.fatal(new SourceLocation(file, 0, 0), found, expected, remedy);
    }

    private Splats read() {
        readHeader();
        if (count > Splats.MAX_COUNT) {
            throw fatal("the file has " + count + " splats", "at most " + Splats.MAX_COUNT, "prune or split it");
        }
        if ((long) count * rowBytes > bytes.length - at) {
            throw fatal("the file is cut off: it declares " + count + " splats of " + rowBytes + " bytes and has "
                    + (bytes.length - at), "", "export or download it again");
        }
        require("x", "y", "z", "f_dc_0", "f_dc_1", "f_dc_2", "opacity", "scale_0", "scale_1", "rot_0", "rot_1",
                "rot_2", "rot_3");
        return new Rows(degree(), !columns.containsKey("scale_2")).read();
    }

    private void readHeader() {
        if (!nextLine().equals("ply")) {
            throw fatal("the file is no PLY", "a file that begins with 'ply'", REMEDY);
        }
        boolean binary = false;
        boolean ofSplats = false;
        boolean any = false;
        for (int i = 0; i < MAX_HEADER_LINES; i++) {
            String[] words = nextLine().split("\\s+", -1);
            switch (words[0]) {
                case "format" -> binary = words.length > 1 && words[1].equals("binary_little_endian");
                case "element" -> {
                    ofSplats = !any;
                    if (ofSplats) {
                        readElement(words);
                    }
                    any = true;
                }
                case "property" -> {
                    if (ofSplats) {
                        readProperty(words);
                    }
                }
                case "comment", "obj_info" -> {
                    // for people
                }
                case "end_header" -> {
                    if (!binary) {
                        throw fatal("the PLY file is not binary in little endian", "binary_little_endian", REMEDY);
                    }
                    return;
                }
                default -> throw fatal("'" + words[0] + "' in the header",
                        "format, comment, element, property, end_header", REMEDY);
            }
        }
        throw fatal("the header does not end", "end_header within " + MAX_HEADER_LINES + " lines", REMEDY);
    }

    private String nextLine() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            if (++end - at > MAX_LINE) {
                throw fatal("a line of the header is longer than " + MAX_LINE, "", REMEDY);
            }
        }
        if (end == bytes.length) {
            throw fatal("the header is cut off", "end_header", REMEDY);
        }
        String line = new String(bytes, at, end - at, ISO_8859_1).strip();
        at = end + 1;
        return line;
    }

    private void readElement(String[] words) {
        if (words.length != 3 || !words[1].equals("vertex") || !words[2].matches("\\d{1,9}")) {
            throw fatal("the first element is '" + String.join(" ", words) + "'", "element vertex <count>", REMEDY);
        }
        count = Integer.parseInt(words[2]);
    }

    private void readProperty(String[] words) {
        int size = words.length != 3 ? 0 : switch (words[1]) {
            case "float", "float32", "int", "int32", "uint", "uint32" -> 4;
            case "double", "float64" -> 8;
            case "short", "ushort", "int16", "uint16" -> 2;
            case "char", "uchar", "int8", "uint8" -> 1;
            default -> 0;
        };
        if (size == 0) {
            throw fatal("'" + String.join(" ", words) + "'", "property <type of a number> <name>", REMEDY);
        }
        if (words[1].startsWith("float") || words[1].equals("double")) {
            columns.putIfAbsent(words[2], rowBytes);
            isDouble.putIfAbsent(words[2], size == 8);
        }
        rowBytes += size;
    }

    private void require(String... names) {
        StringBuilder missing = new StringBuilder();
        for (String name : names) {
            if (!columns.containsKey(name)) {
                missing.append(missing.isEmpty() ? "" : ", ").append(name);
            }
        }
        if (!missing.isEmpty()) {
            throw fatal("the vertices have no floating-point property " + missing, "the attributes of Gaussian splats",
                    REMEDY);
        }
    }

    /// By how many coefficients there are for each colour besides the first.
    private int degree() {
        int rest = 0;
        while (columns.containsKey("f_rest_" + rest)) {
            rest++;
        }
        return switch (rest) {
            case 0 -> 0;
            case 9 -> 1;
            case 24 -> 2;
            case 45 -> 3;
            default -> throw fatal(rest + " properties f_rest_*", "0, 9, 24 or 45: degrees 0 to 3", REMEDY);
        };
    }

    /// The rows after the header; those with numbers that are none are left out.
    private final class Rows {
        private final ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        private final int degree;
        private final boolean flat;
        private final int terms;
        private final float[] position = new float[3 * count];
        private final float[] scale = new float[3 * count];
        private final float[] rotation = new float[4 * count];
        private final float[] opacity = new float[count];
        private final float[] harmonics;
        /// [terms][3] where coefficients stand in a row
        private final String[] names;
        private int kept;

        Rows(int degree, boolean flat) {
            this.degree = degree;
            this.flat = flat;
            terms = (degree + 1) * (degree + 1);
            harmonics = new float[Math.multiplyExact(3 * terms, count)];
            names = new String[3 * terms];
            for (int c = 0; c < 3; c++) {
                names[c] = "f_dc_" + c;
                for (int k = 1; k < terms; k++) {
                    names[3 * k + c] = "f_rest_" + (c * (terms - 1) + k - 1);
                }
            }
        }

        Splats read() {
            Column[] all = new Column[names.length];
            for (int i = 0; i < names.length; i++) {
                all[i] = column(names[i]);
            }
            Column[] place = columns("x", "y", "z");
            Column[] sizes = flat ? columns("scale_0", "scale_1") : columns("scale_0", "scale_1", "scale_2");
            Column[] turn = columns("rot_0", "rot_1", "rot_2", "rot_3");
            Column visible = column("opacity");
            for (int i = 0; i < count; i++) {
                if (readRow(at + i * (long) rowBytes, place, sizes, turn, visible, all)) {
                    kept++;
                }
            }
            if (kept < count) {
                diagnostics.warning(new SourceLocation(file, 0, 0), (count - kept)
                        + " splats have numbers that are infinite, too large or none", "finite numbers",
                        "they are left out");
            }
            return new Splats(flat, degree, cut(position, 3), cut(scale, 3), cut(rotation, 4), cut(opacity, 1),
                    cut(harmonics, 3 * terms));
        }

        private FloatArray cut(float[] values, int each) {
            return FloatArray.wrap(
                    values.length == each * kept ? values : Arrays.copyOf(values, each * kept));
        }

        private boolean readRow(long rowStart, Column[] place, Column[] sizes, Column[] turn, Column visible,
                Column[] colours) {
            int row = (int) rowStart;
            boolean good = true;
            for (int k = 0; k < 3; k++) {
                double p = place[k].of(in, row);
                good &= Math.abs(p) <= MAX_COORDINATE;
                position[3 * kept + k] = (float) p;
            }
            for (int k = 0; k < sizes.length; k++) {
                double log = sizes[k].of(in, row);
                good &= log <= MAX_LOG_SCALE;
                scale[3 * kept + k] = (float) StrictMath.exp(Math.max(MIN_LOG_SCALE, log));
            }
            double square = 0;
            for (Column column : turn) {
                double q = column.of(in, row);
                square += q * q;
            }
            good &= square > 1e-30 && square < 1e30;
            for (int k = 0; k < 4; k++) {
                rotation[4 * kept + k] = (float) (turn[k].of(in, row) / Math.sqrt(square));
            }
            double raw = visible.of(in, row);
            good &= Math.abs(raw) < Double.POSITIVE_INFINITY;
            opacity[kept] = (float) (1 / (1 + StrictMath.exp(-raw)));
            for (int k = 0; k < colours.length; k++) {
                double c = colours[k].of(in, row);
                good &= Math.abs(c) <= 1e6;
                harmonics[colours.length * kept + k] = (float) c;
            }
            return good;
        }

        private Column[] columns(String... wanted) {
            Column[] all = new Column[wanted.length];
            for (int i = 0; i < wanted.length; i++) {
                all[i] = column(wanted[i]);
            }
            return all;
        }

        private Column column(String name) {
            return new Column(columns.getOrDefault(name, 0), isDouble.getOrDefault(name, false));
        }
    }

    /// A property: where in a row it stands, and whether it has 8 bytes.
    private record Column(int offset, boolean wide) {
        double of(ByteBuffer in, int row) {
            return wide ? in.getDouble(row + offset) : in.getFloat(row + offset);
        }
    }
}
