package org.isthmus.model.mesh.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;
import org.isthmus.model.mesh.MeshMaterial;

/// Reads Wavefront OBJ (Advanced Visualizer Manual, appendix B1, 1995): polygons, normals, texture coordinates, objects, groups
/// and materials; also the vertex colours that some tools append to `v` lines.
///
/// A new object, group or material begins a part, which carries the name of the latest object or group.
final class ObjReader {
    /// Statements about things that a triangle mesh has not, or that change nothing in it.
    private static final Set<String> SILENT = Set.of("s", "mg", "lod", "bevel", "c_interp", "d_interp", "shadow_obj",
            "trace_obj",
            "maplib", "usemap");
    private static final Set<String> POINTS_AND_LINES = Set.of("p", "l");
    private static final int MAX_CORNERS = 1_000_000;

    private final MeshSource source;
    private final Words words;
    private final MeshBuilder builder = new MeshBuilder();
    private final Map<String, MeshMaterial> materials = new LinkedHashMap<>();
    private final Set<String> libraries = new LinkedHashSet<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private final double[] numbers = new double[8];
    /// Lines of faces, to say where a bad index stands. Triangles of one polygon share a line.
    private int[] faceLines = new int[64];
    private String partName = "";
    private MeshMaterial partMaterial = MeshMaterial.NONE;
    private int colours;
    private boolean pointsOrLines;

    /// The present polygon: vertex, texture coordinate, normal of each corner; [MeshBuilder#NONE] where it has none.
    private int[] corners = new int[24];
    private int cornerCount;

    private ObjReader(MeshSource source) {
        this.source = source;
        this.words = new Words(source.bytes(), '#', true);
    }

    static Mesh read(MeshSource source) {
        return new ObjReader(source).read();
    }

    private Mesh read() {
        while (words.nextLine()) {
            words.nextWord();
            readStatement();
            source.checkCounts(builder.vertexCount(), builder.faceCount());
        }
        if (!ignored.isEmpty()) {
            source.warning(0, "statements are not understood: " + String.join(", ", ignored), "", "they are ignored");
        }
        if (builder.faceCount() == 0 && !pointsOrLines) {
            source.useHull(builder);
        }
        return source.finish(builder, face -> source.at(faceLines[face]));
    }

    private void readStatement() {
        if (words.is("v")) {
            readVertex();
        } else if (words.is("vt")) {
            if (read("vt u v", 1, 3)) {
                builder.texcoord(numbers[0], numbers[1]);
            }
        } else if (words.is("vn")) {
            if (read("vn x y z", 3, 3)) {
                builder.normal(numbers[0], numbers[1], numbers[2]);
            }
        } else if (words.is("f") || words.is("fo")) {
            readFace();
        } else {
            readName();
        }
    }

    private void readName() {
        String statement = words.word();
        switch (statement) {
            case "o", "g" -> {
                partName = words.rest();
                builder.part(partName, partMaterial);
            }
            case "usemtl" -> useMaterial(words.rest());
            case "mtllib" -> {
                String names = words.rest();
                if (libraries.add(names)) {
                    MtlReader.read(source, words.line(), names, materials);
                }
            }
            default -> {
                pointsOrLines |= POINTS_AND_LINES.contains(statement);
                if (!SILENT.contains(statement) && !POINTS_AND_LINES.contains(statement) && ignored.size() < 10) {
                    ignored.add(statement);
                }
            }
        }
    }

    /// Reads the numbers of a statement, zero for those left out.
    private boolean read(String form, int least, int most) {
        Arrays.fill(numbers, 0);
        int n = words.numbers(numbers);
        if (n < least || n > most) {
            source.error(words.line(), n < 0 ? "'" + words.word() + "' is not a number" : "there are " + n + " numbers",
                    form, "export the mesh again");
            return false;
        }
        return true;
    }

    /// `v x y z`, `v x y z w`, `v x y z r g b`, `v x y z r g b a`. On an error a vertex is added all the same: the numbering of
    /// those that follow depends on it.
    private void readVertex() {
        Arrays.fill(numbers, 0);
        int n = words.numbers(numbers);
        if (n < 3) {
            source.error(words.line(),
                    n < 0 ? "'" + words.word() + "' is not a number" : "the vertex has " + n + " numbers",
                    "v x y z", "export the mesh again");
        }
        int vertex = builder.vertex(numbers[0], numbers[1], numbers[2]);
        if (n >= 6) {
            while (colours < vertex) {
                builder.colour(1, 1, 1, 1);
                colours++;
            }
            builder.colour(numbers[3], numbers[4], numbers[5], n == 7 ? numbers[6] : 1);
            colours++;
        }
    }

    private void useMaterial(String name) {
        MeshMaterial found = materials.get(name);
        if (found == null) {
            source.warning(words.line(), "material '" + name + "' is not defined",
                    "one of the material libraries' materials",
                    Nearest.remedy(name, materials.keySet()));
            found = new MeshMaterial(name, MeshMaterial.NONE.rgba(), MeshMaterial.NONE.texture());
        }
        partMaterial = found;
        builder.part(partName, partMaterial);
    }

    private void readFace() {
        cornerCount = 0;
        while (words.nextWord()) {
            if (!readCorner(words.word())) {
                source.error(words.line(), "'" + words.word() + "' is not a corner of a face",
                        "vertex/texcoord/normal, counted from 1, or from -1 backwards", "export the mesh again");
                return;
            }
        }
        if (cornerCount < 3 || cornerCount > MAX_CORNERS) {
            source.error(words.line(), "the face has " + cornerCount + " corners", "3 to " + MAX_CORNERS,
                    "export the mesh again");
            return;
        }
        if (!allVerticesKnown()) {
            // Told at the end, with all others; a later line may still define them.
            for (int i = 2; i < cornerCount; i++) {
                addTriangle(0, i - 1, i);
            }
            return;
        }
        Polygons.cut(cornerCount, i -> builder.position(corners[3 * i]), this::addTriangle);
    }

    private boolean allVerticesKnown() {
        for (int i = 0; i < cornerCount; i++) {
            if (corners[3 * i] >= builder.vertexCount()) {
                return false;
            }
        }
        return true;
    }

    /// Reads `v`, `v/vt`, `v//vn` or `v/vt/vn`.
    private boolean readCorner(String word) {
        String[] parts = word.split("/", -1);
        if (parts.length > 3) {
            return false;
        }
        if (3 * cornerCount + 3 > corners.length) {
            corners = Arrays.copyOf(corners, 2 * corners.length);
        }
        int at = 3 * cornerCount;
        corners[at] = index(parts[0], builder.vertexCount());
        corners[at + 1] = parts.length < 2 || parts[1].isEmpty() ? MeshBuilder.NONE
                : index(parts[1], builder.texcoordCount());
        corners[at + 2] = parts.length < 3 || parts[2].isEmpty() ? MeshBuilder.NONE
                : index(parts[2], builder.normalCount());
        cornerCount++;
        return corners[at] >= 0 && corners[at + 1] != BAD && corners[at + 2] != BAD;
    }

    private static final int BAD = -2;

    /// Turns a number counted from 1, or from -1 backwards from those defined so far, into one counted from 0.
    private static int index(String word, int defined) {
        try {
            int i = Integer.parseInt(word);
            int index = i > 0 ? i - 1 : defined + i;
            return i == 0 || index < 0 ? BAD : index;
        } catch (NumberFormatException e) {
            return BAD;
        }
    }

    private void addTriangle(int a, int b, int c) {
        builder.face(corners[3 * a], corners[3 * b], corners[3 * c]);
        builder.faceTexcoords(corners[3 * a + 1], corners[3 * b + 1], corners[3 * c + 1]);
        builder.faceNormals(corners[3 * a + 2], corners[3 * b + 2], corners[3 * c + 2]);
        int face = builder.faceCount() - 1;
        if (face == faceLines.length) {
            faceLines = Arrays.copyOf(faceLines, 2 * face);
        }
        faceLines[face] = words.line();
        if (colours > 0) {
            builder.faceColours(colour(a), colour(b), colour(c));
        }
    }

    private int colour(int corner) {
        int vertex = corners[3 * corner];
        return vertex < colours ? vertex : MeshBuilder.NONE;
    }
}
