package org.isthmus.model.mesh.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;

/// Reads OFF text files (Geomview manual, "OFF Files"), also with normals, colours or texture coordinates at the vertices
/// (`NOFF`, `COFF`, `STOFF` and combinations), which are skipped, as colours of faces are.
final class OffReader {
    private static final Pattern KEYWORD = Pattern.compile("(?:ST)?C?N?OFF(\\d{0,7})");

    private final MeshSource source;
    private final Words words;
    private final MeshBuilder builder = new MeshBuilder();
    private final double[] position = new double[3];

    private OffReader(MeshSource source) {
        this.source = source;
        this.words = new Words(source.bytes(), '#', false);
    }

    static Mesh read(MeshSource source) {
        return new OffReader(source).read();
    }

    private Mesh read() {
        int vertices = readKeyword();
        vertices = vertices >= 0 ? vertices : count("vertices", Mesh.MAX_VERTICES);
        int faces = count("faces", Mesh.MAX_FACES);
        // The third count, of edges, is often wrong and always useless.
        words.nextWordAnywhere();
        for (int i = 0; i < vertices; i++) {
            readVertex();
        }
        for (int i = 0; i < faces; i++) {
            readFace(vertices);
        }
        return source.finish(builder);
    }

    /// `OFF`, with letters before it for what vertices have; counts may follow on the same line.
    ///
    /// @return the number of vertices if it is glued to the keyword, else −1
    private int readKeyword() {
        String keyword = words.nextWordAnywhere() ? words.word() : "";
        Matcher matcher = KEYWORD.matcher(keyword);
        if (!matcher.matches()) {
            throw source.fatal(words.line(), "the file begins with '" + keyword + "'", "OFF, or NOFF, COFF, STOFF",
                    "export the mesh as OFF in three dimensions");
        }
        String glued = matcher.group(1);
        return glued.isEmpty() ? -1 : Integer.parseInt(glued);
    }

    private int count(String what, int most) {
        int count = words.nextWordAnywhere() ? words.integer(-1) : -1;
        if (count < 0 || count > most) {
            throw source.fatal(words.line(), "the number of " + what + " is missing or wrong", "0 to " + most,
                    "export the mesh again (binary OFF is not read)");
        }
        return count;
    }

    private void readVertex() {
        if (!words.nextLine()) {
            throw cutOff();
        }
        if (words.numbers(position) < 3) {
            source.error(words.line(), "the vertex is not three numbers", "x y z", "export the mesh again");
        }
        builder.vertex(position[0], position[1], position[2]);
    }

    private void readFace(int vertices) {
        if (!words.nextLine()) {
            throw cutOff();
        }
        words.nextWord();
        int n = words.integer(-1);
        if (n < 0 || n > words.bytesLeft()) {
            source.error(words.line(), "the number of corners is missing or wrong", "n i1 … in",
                    "export the mesh again");
            return;
        }
        int[] corners = new int[n];
        for (int i = 0; i < n; i++) {
            corners[i] = words.nextWord() ? words.integer(-1) : -1;
            if (corners[i] < 0 || corners[i] >= vertices) {
                source.error(words.line(), "corner " + i + " of the face is missing or wrong",
                        "a vertex from 0 to " + (vertices - 1), "export the mesh again");
                return;
            }
        }
        // Points and lines are told of at the end when there is nothing else.
        if (n >= 3) {
            Polygons.cut(n, i -> builder.position(corners[i]),
                    (a, b, c) -> builder.face(corners[a], corners[b], corners[c]));
            source.checkCounts(builder.vertexCount(), builder.faceCount());
        }
    }

    private RuntimeException cutOff() {
        return source.fatal(words.line(), "the file ends too early", "as many vertices and faces as it declares",
                "export or download the mesh again");
    }
}
