package org.isthmus.model.mesh.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.MeshBuilder;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// The polygons of one COLLADA `geometry`, read once and added to a mesh wherever it is instantiated.
final class ColladaGeometry {
    private final ColladaDocument document;
    private final String name;
    private final List<Primitives> primitives = new ArrayList<>();

    /// Polygons that share inputs and a material.
    ///
    /// @param corners `[n][4]`: rows of position, normal, texture coordinate, colour; −1 where there is none
    /// @param sizes corners of each polygon
    private record Primitives(XmlElement element, String material, ColladaDocument.Rows positions,
            ColladaDocument.@Nullable Rows normals, ColladaDocument.@Nullable Rows texcoords,
            ColladaDocument.@Nullable Rows colours, int[] corners, int[] sizes) {}

    ColladaGeometry(ColladaDocument document, XmlElement geometry) {
        this.document = document;
        this.name = geometry.attribute("name", geometry.attribute("id", ""));
        XmlElement mesh = geometry.child("mesh");
        if (mesh == null) {
            document.warning(geometry, "geometry '" + name + "' is no mesh", "it is left out");
            return;
        }
        for (XmlElement element : mesh.children()) {
            switch (element.name()) {
                case "triangles", "polylist", "polygons", "trifans", "tristrips" -> readPrimitives(element);
                case "lines", "linestrips" -> {
                    // No surface.
                }
                default -> {
                    // Sources are read when primitives refer to them.
                }
            }
        }
    }

    /// Where the numbers of one semantic come from.
    private record Input(int offset, ColladaDocument.Rows rows) {}

    private void readPrimitives(XmlElement element) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        int stride = 0;
        for (XmlElement input : element.children("input")) {
            int offset = ColladaDocument.integer(input, "offset", 0);
            if (offset < 0 || offset > 63) {
                throw document.wrong(input, "offset", "the offset is " + offset, "0 to 63", "export the mesh again");
            }
            stride = Math.max(stride, offset + 1);
            if (input.attribute("semantic", "").equals("VERTEX")) {
                readVertices(document.require(input, "source", "vertices"), offset, inputs);
            } else {
                addInput(input, offset, inputs);
            }
        }
        Input positions = inputs.get("POSITION");
        if (positions == null) {
            throw document.wrong(element, "", "<" + element.name() + "> has no positions", "an input VERTEX",
                    "export the mesh again");
        }
        List<int[]> sizes = new ArrayList<>();
        List<int[]> indices = new ArrayList<>();
        for (XmlElement p : indexLists(element)) {
            int[] more = document.integers(p);
            sizes.add(polygonSizes(element, more.length / stride));
            indices.add(Arrays.copyOf(more, more.length / stride * stride));
        }
        addPrimitives(element, inputs, stride, joined(indices), joined(sizes));
    }

    private void readVertices(XmlElement vertices, int offset, Map<String, Input> inputs) {
        for (XmlElement input : vertices.children("input")) {
            addInput(input, offset, inputs);
        }
    }

    /// Of several sets of texture coordinates, the first counts.
    private void addInput(XmlElement input, int offset, Map<String, Input> inputs) {
        String semantic = input.attribute("semantic", "");
        if (List.of("POSITION", "NORMAL", "TEXCOORD", "COLOR").contains(semantic) && !inputs.containsKey(semantic)) {
            inputs.put(semantic, new Input(offset, document.rows(input)));
        }
    }

    private List<XmlElement> indexLists(XmlElement element) {
        List<XmlElement> lists = new ArrayList<>(element.children("p"));
        for (XmlElement withHoles : element.children("ph")) {
            document.warning(withHoles, "a polygon has holes", "they are filled");
            lists.addAll(withHoles.children("p"));
        }
        return lists;
    }

    /// The numbers of corners of the polygons in one list of `count` corners.
    private int[] polygonSizes(XmlElement element, int count) {
        return switch (element.name()) {
            case "triangles" -> filled(count / 3, 3);
            case "polylist" -> {
                XmlElement vcount = element.child("vcount");
                int[] sizes = vcount == null ? new int[0] : document.integers(vcount);
                long sum = Arrays.stream(sizes).asLongStream().sum();
                if (Arrays.stream(sizes).anyMatch(n -> n < 0) || sum > count) {
                    throw document.wrong(element, "", "<vcount> sums up to " + sum + " corners and <p> has " + count,
                            "as many", "export the mesh again");
                }
                yield sizes;
            }
            default -> new int[]{count};
        };
    }

    private static int[] filled(int length, int value) {
        int[] a = new int[length];
        Arrays.fill(a, value);
        return a;
    }

    private static int[] joined(List<int[]> lists) {
        return lists.stream().flatMapToInt(Arrays::stream).toArray();
    }

    private void addPrimitives(XmlElement element, Map<String, Input> inputs, int stride, int[] indices, int[] sizes) {
        Input[] columns = {inputs.get("POSITION"), inputs.get("NORMAL"), inputs.get("TEXCOORD"), inputs.get("COLOR")};
        int n = indices.length / stride;
        int[] corners = new int[4 * n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 4; c++) {
                Input input = columns[c];
                int row = input == null ? -1 : indices[i * stride + input.offset];
                if (input != null && (row < 0 || row >= input.rows.count())) {
                    throw document.wrong(element, "", "<" + element.name() + "> uses row " + row + " of a source with "
                            + input.rows.count(), "0 to " + (input.rows.count() - 1), "export the mesh again");
                }
                corners[4 * i + c] = row;
            }
        }
        primitives.add(
                new Primitives(element, element.attribute("material", ""), rows(columns[0]), rowsOrNull(columns[1]),
                        rowsOrNull(columns[2]), rowsOrNull(columns[3]), corners, sizes));
    }

    private static ColladaDocument.Rows rows(@Nullable Input input) {
        return Objects.requireNonNull(input).rows;
    }

    private static ColladaDocument.@Nullable Rows rowsOrNull(@Nullable Input input) {
        return input == null ? null : input.rows;
    }

    /// Adds an instance of the geometry to a mesh.
    void addTo(MeshBuilder builder, Affine transform, Map<String, MeshMaterial> materials,
            ColladaMaterials all) {
        Map<double[], Integer> bases = new IdentityHashMap<>();
        for (Primitives p : primitives) {
            MeshMaterial bound = materials.get(p.material);
            builder.part(name, bound != null ? bound
                    : p.material.isEmpty() ? MeshMaterial.NONE : all.material(p.element, p.material));
            new Instance(builder, transform, p, bases).add();
        }
    }

    /// One set of primitives that is being added.
    private final class Instance {
        private final MeshBuilder builder;
        private final Affine transform;
        private final Primitives p;
        private final int firstVertex;
        private final int firstNormal;
        private final int firstTexcoord;
        private final int[] colours;

        Instance(MeshBuilder builder, Affine transform, Primitives p, Map<double[], Integer> bases) {
            this.builder = builder;
            this.transform = transform;
            this.p = p;
            long values = (long) builder.vertexCount() + p.positions.count()
                    + (p.normals == null ? 0 : p.normals.count())
                    + (p.texcoords == null ? 0 : p.texcoords.count());
            document.source.checkCounts(Math.max(values, Math.max(builder.normalCount(), builder.texcoordCount())),
                    builder.faceCount() + (long) p.corners.length / 4);
            Integer known = bases.get(p.positions.values());
            firstVertex = known == null ? builder.vertexCount() : known;
            firstNormal = builder.normalCount();
            firstTexcoord = builder.texcoordCount();
            if (known == null) {
                bases.put(p.positions.values(), firstVertex);
                addVertices();
            }
            addNormals();
            addTexcoords();
            colours = p.colours == null ? new int[0] : addColours(p.colours);
        }

        private void addVertices() {
            for (int i = 0; i < p.positions.count(); i++) {
                builder.vertex(transform.point(vector(p.positions, i)));
            }
        }

        private void addNormals() {
            for (int i = 0; p.normals != null && i < p.normals.count(); i++) {
                Vec3 n = transform.normal(vector(p.normals, i));
                builder.normal(n.x(), n.y(), n.z());
            }
        }

        private void addTexcoords() {
            for (int i = 0; p.texcoords != null && i < p.texcoords.count(); i++) {
                builder.texcoord(p.texcoords.get(i, 0), p.texcoords.get(i, 1));
            }
        }

        private int[] addColours(ColladaDocument.Rows rows) {
            int[] added = new int[rows.count()];
            for (int i = 0; i < added.length; i++) {
                added[i] = builder.colour(rows.get(i, 0), rows.get(i, 1), rows.get(i, 2),
                        rows.stride() > 3 ? rows.get(i, 3) : 1);
            }
            return added;
        }

        private static Vec3 vector(ColladaDocument.Rows rows, int i) {
            return new Vec3(rows.get(i, 0), rows.get(i, 1), rows.get(i, 2));
        }

        void add() {
            int first = 0;
            for (int size : p.sizes) {
                int start = first;
                if (size >= 3) {
                    switch (p.element.name()) {
                        case "trifans" -> {
                            for (int i = 2; i < size; i++) {
                                triangle(start, start + i - 1, start + i);
                            }
                        }
                        case "tristrips" -> {
                            for (int i = 2; i < size; i++) {
                                triangle(start + i - 2 + (i & 1), start + i - 1 - (i & 1), start + i);
                            }
                        }
                        default -> Polygons.cut(size, i -> builder.position(firstVertex + p.corners[4 * (start + i)]),
                                (a, b, c) -> triangle(start + a, start + b, start + c));
                    }
                }
                first += size;
            }
        }

        /// Adds the triangle of three corners, turned around when the transform mirrors.
        private void triangle(int a, int b, int c) {
            int second = transform.mirrors() ? c : b;
            int third = transform.mirrors() ? b : c;
            builder.face(firstVertex + row(a, 0), firstVertex + row(second, 0), firstVertex + row(third, 0));
            if (p.normals != null) {
                builder.faceNormals(firstNormal + row(a, 1), firstNormal + row(second, 1), firstNormal + row(third, 1));
            }
            if (p.texcoords != null) {
                builder.faceTexcoords(firstTexcoord + row(a, 2), firstTexcoord + row(second, 2),
                        firstTexcoord + row(third, 2));
            }
            if (p.colours != null) {
                builder.faceColours(colours[row(a, 3)], colours[row(second, 3)], colours[row(third, 3)]);
            }
        }

        private int row(int corner, int column) {
            return p.corners[4 * corner + column];
        }
    }
}
