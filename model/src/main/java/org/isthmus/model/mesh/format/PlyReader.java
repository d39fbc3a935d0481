package org.isthmus.model.mesh.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshTexture;

/// Reads PLY, as text or binary in both byte orders: vertices with normals, colours and texture coordinates, polygons with
/// texture coordinates at corners, triangle strips. All other elements and properties are skipped.
final class PlyReader {
    private final MeshSource source;
    private final PlyHeader header;
    private final Numbers numbers;
    private final MeshBuilder builder = new MeshBuilder();
    private boolean vertexNormals;
    private boolean vertexTexcoords;
    private boolean vertexColours;
    /// The present row: numbers, and lists one after the other with where each begins and ends.
    private double[] row = new double[16];
    private final int[] start = new int[257];

    private PlyReader(MeshSource source) {
        this.source = source;
        this.header = PlyHeader.read(source);
        this.numbers = header.form() == PlyHeader.Form.ASCII ? new Text() : new Binary();
    }

    static Mesh read(MeshSource source) {
        return new PlyReader(source).read();
    }

    private Mesh read() {
        if (!header.texture().isEmpty()) {
            Optional<MeshTexture> texture = source.texture(header.texture(), FileAccess.folderOf(source.file()),
                    source.at());
            builder.part("", new MeshMaterial("", DoubleArray.wrap(), texture));
        }
        for (PlyHeader.Element element : header.elements()) {
            switch (element.name()) {
                case "vertex" -> readVertices(element);
                case "face" -> readFaces(element);
                case "tristrips" -> readStrips(element);
                default -> skip(element);
            }
        }
        return source.finish(builder);
    }

    /// Where numbers come from.
    private interface Numbers {
        void beginRow();

        double next(PlyHeader.Type type);

        /// How many more numbers there can be.
        int left(PlyHeader.Type type);
    }

    private final class Text implements Numbers {
        private final Words words = header.words();
        private boolean warned;

        /// A row is a line. What is left of the line before it has no place in the header.
        @Override
        public void beginRow() {
            if (words.nextWord() && !warned) {
                source.warning(words.line(), "the line has more numbers than the header says", "", "they are ignored");
                warned = true;
            }
            if (!words.nextLine()) {
                throw cutOff();
            }
        }

        @Override
        public double next(PlyHeader.Type type) {
            if (!words.nextWordAnywhere()) {
                throw cutOff();
            }
            double x = words.number();
            if (Double.isNaN(x) && !words.is("nan") && !words.is("-nan")) {
                throw source.fatal(words.line(), "'" + words.word() + "' is not a number", "",
                        "export the mesh again");
            }
            return x;
        }

        @Override
        public int left(PlyHeader.Type type) {
            return source.bytes().length - header.dataStart();
        }
    }

    private final class Binary implements Numbers {
        private final ByteBuffer in = ByteBuffer.wrap(source.bytes()).position(header.dataStart())
                .order(header.form() == PlyHeader.Form.LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);

        @Override
        public void beginRow() {
            // Rows follow each other without a mark.
        }

        @Override
        public double next(PlyHeader.Type type) {
            if (in.remaining() < type.bytes) {
                throw cutOff();
            }
            return switch (type) {
                case INT8 -> in.get();
                case UINT8 -> in.get() & 0xFF;
                case INT16 -> in.getShort();
                case UINT16 -> in.getShort() & 0xFFFF;
                case INT32 -> in.getInt();
                case UINT32 -> in.getInt() & 0xFFFF_FFFFL;
                case FLOAT32 -> in.getFloat();
                case FLOAT64 -> in.getDouble();
            };
        }

        @Override
        public int left(PlyHeader.Type type) {
            return in.remaining() / type.bytes;
        }
    }

    private RuntimeException cutOff() {
        return source.fatal("the PLY file ends too early", "as many rows as its header declares",
                "export or download the mesh again");
    }

    /// Reads all numbers of a row into [#row]; property `i` is from `start[i]` to `start[i + 1]`.
    private void readRow(PlyHeader.Element element) {
        numbers.beginRow();
        int n = 0;
        for (int i = 0; i < element.properties().size(); i++) {
            PlyHeader.Property property = element.properties().get(i);
            start[i] = n;
            int count = property.count() == null ? 1 : listLength(property, property.count());
            if (n + count > row.length) {
                row = Arrays.copyOf(row, n + count + row.length);
            }
            for (int j = 0; j < count; j++) {
                row[n++] = numbers.next(property.type());
            }
        }
        start[element.properties().size()] = n;
    }

    private int listLength(PlyHeader.Property property, PlyHeader.Type type) {
        double length = numbers.next(type);
        if (!(length >= 0 && length <= numbers.left(property.type())) || length != (int) length) {
            throw source.fatal("a list '" + property.name() + "' has length " + length,
                    "0 to " + numbers.left(property.type()) + ", as many numbers as are left", "export the mesh again");
        }
        return (int) length;
    }

    /// Elements without properties take no bytes, however many they are.
    private void skip(PlyHeader.Element element) {
        for (int i = 0; i < element.count() && !element.properties().isEmpty(); i++) {
            readRow(element);
        }
    }

    /// The numbers of some properties in the present row.
    private double[] values(int... properties) {
        double[] values = new double[properties.length];
        for (int i = 0; i < properties.length; i++) {
            values[i] = row[start[properties[i]]];
        }
        return values;
    }

    private static int[] columns(PlyHeader.Element element, String... names) {
        return Arrays.stream(names).mapToInt(name -> element.indexOf(name.split("\\|"))).toArray();
    }

    /// Whether all columns are there, each a single number.
    private static boolean has(PlyHeader.Element element, int... columns) {
        return Arrays.stream(columns).allMatch(c -> c >= 0 && element.properties().get(c).count() == null);
    }

    private void readVertices(PlyHeader.Element element) {
        int[] position = columns(element, "x", "y", "z");
        int[] normal = columns(element, "nx", "ny", "nz");
        int[] texcoord = columns(element, "s|u|texture_u|texcoord_u", "t|v|texture_v|texcoord_v");
        int[] colour = columns(element, "red|diffuse_red|r", "green|diffuse_green|g", "blue|diffuse_blue|b");
        int alpha = element.indexOf("alpha", "diffuse_alpha", "a");
        if (!has(element, position)) {
            throw source.fatal("vertices have no properties x, y and z", "three coordinates", "export the mesh again");
        }
        source.checkCounts(element.count(), 0);
        vertexNormals = has(element, normal);
        vertexTexcoords = has(element, texcoord);
        vertexColours = has(element, colour);
        for (int i = 0; i < element.count(); i++) {
            readRow(element);
            double[] p = values(position);
            builder.vertex(p[0], p[1], p[2]);
            if (vertexNormals) {
                double[] n = values(normal);
                builder.normal(n[0], n[1], n[2]);
            }
            if (vertexTexcoords) {
                double[] t = values(texcoord);
                builder.texcoord(t[0], t[1]);
            }
            if (vertexColours) {
                addColour(element, colour, alpha);
            }
        }
    }

    private void addColour(PlyHeader.Element element, int[] columns, int alpha) {
        double[] c = values(columns);
        double full = element.properties().get(columns[0]).type().full();
        double a = has(element, alpha) ? values(alpha)[0] / element.properties().get(alpha).type().full() : 1;
        builder.colour(c[0] / full, c[1] / full, c[2] / full, a);
    }

    private void readFaces(PlyHeader.Element element) {
        int indices = element.indexOf("vertex_indices", "vertex_index");
        int texcoords = element.indexOf("texcoord");
        if (indices < 0) {
            skip(element);
            return;
        }
        for (int i = 0; i < element.count(); i++) {
            readRow(element);
            int n = start[indices + 1] - start[indices];
            int firstTexcoord = texcoords < 0 || start[texcoords + 1] - start[texcoords] != 2 * n ? -1
                    : start[texcoords];
            if (n >= 3 && allKnown(start[indices], n, i)) {
                addPolygon(start[indices], n, firstTexcoord);
            }
        }
    }

    private int vertexAt(int at) {
        return (int) row[at];
    }

    private boolean allKnown(int first, int n, int face) {
        for (int i = first; i < first + n; i++) {
            if (!(row[i] >= 0 && row[i] < builder.vertexCount())) {
                source.error(0, "face " + face + " uses vertex " + row[i], "0 to " + (builder.vertexCount() - 1),
                        "export the mesh again");
                return false;
            }
        }
        return true;
    }

    private void addPolygon(int first, int n, int firstTexcoord) {
        int base = builder.texcoordCount();
        for (int i = 0; i < n && firstTexcoord >= 0; i++) {
            builder.texcoord(row[firstTexcoord + 2 * i], row[firstTexcoord + 2 * i + 1]);
        }
        Polygons.cut(n, i -> builder.position(vertexAt(first + i)), (a, b, c) -> {
            addTriangle(vertexAt(first + a), vertexAt(first + b), vertexAt(first + c));
            if (firstTexcoord >= 0) {
                builder.faceTexcoords(base + a, base + b, base + c);
            }
        });
        source.checkCounts(builder.texcoordCount(), builder.faceCount());
    }

    private void addTriangle(int a, int b, int c) {
        builder.face(a, b, c);
        if (vertexNormals) {
            builder.faceNormals(a, b, c);
        }
        if (vertexTexcoords) {
            builder.faceTexcoords(a, b, c);
        }
        if (vertexColours) {
            builder.faceColours(a, b, c);
        }
    }

    /// Strips of triangles, separated by −1; every second triangle runs the other way.
    private void readStrips(PlyHeader.Element element) {
        int indices = element.indexOf("vertex_indices", "vertex_index");
        for (int i = 0; i < element.count() && indices >= 0; i++) {
            readRow(element);
            int begin = start[indices];
            for (int at = begin; at <= start[indices + 1]; at++) {
                if (at == start[indices + 1] || row[at] == -1) {
                    addStrip(begin, at - begin, i);
                    begin = at + 1;
                }
            }
        }
    }

    private void addStrip(int first, int n, int strip) {
        if (n < 3 || !allKnown(first, n, strip)) {
            return;
        }
        for (int i = 2; i < n; i++) {
            int odd = i & 1;
            addTriangle(vertexAt(first + i - 2 + odd), vertexAt(first + i - 1 - odd), vertexAt(first + i));
        }
        source.checkCounts(builder.vertexCount(), builder.faceCount());
    }
}
