package org.isthmus.model.mesh.format;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;
import org.isthmus.model.mesh.MeshTexture;

/// A mesh file that is being read, and where to tell what is wrong with it.
final class MeshSource {
    /// Other files that one mesh file may refer to; each costs a search on disk.
    private static final int MAX_REFERENCES = 1000;
    /// Vertices or faces of one kind of trouble that are told one by one.
    private static final int MAX_TOLD = 5;

    private final String file;
    private final byte[] bytes;
    private final FileAccess files;
    private final MeshReadOptions options;
    private final Diagnostics diagnostics;
    private int references;

    MeshSource(String file, byte[] bytes, FileAccess files, MeshReadOptions options, Diagnostics diagnostics) {
        this.file = file;
        this.bytes = bytes;
        this.files = files;
        this.options = options;
        this.diagnostics = diagnostics;
    }

    String file() {
        return file;
    }

    byte[] bytes() {
        return bytes;
    }

    MeshReadOptions options() {
        return options;
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /// The file as a whole.
    SourceLocation at() {
        return at(0);
    }

    SourceLocation at(int line) {
        return new SourceLocation(file, line, 0);
    }

    /// Reports what makes the rest of the file useless: `throw source.fatal(…)`.
    DiagnosticException fatal(String found, String expected, String remedy) {
        return diagnostics.fatal(at(), found, expected, remedy);
    }

    DiagnosticException fatal(int line, String found, String expected, String remedy) {
        return diagnostics.fatal(at(line), found, expected, remedy);
    }

    void error(int line, String found, String expected, String remedy) {
        diagnostics.error(at(line), found, expected, remedy);
    }

    void warning(int line, String found, String expected, String remedy) {
        diagnostics.warning(at(line), found, expected, remedy);
    }

    /// Refuses what a [Mesh] cannot hold before memory is spent on it.
    ///
    /// @param vertices also the number of normals, texture coordinates or colours
    void checkCounts(long vertices, long faces) {
        if (vertices > Mesh.MAX_VERTICES || faces > Mesh.MAX_FACES) {
            throw fatal("the mesh has " + vertices + " vertices and " + faces + " faces or more", "at most "
                    + Mesh.MAX_VERTICES + " and " + Mesh.MAX_FACES, "simplify or split the mesh");
        }
    }

    /// Finds another file that this one refers to; empty after a warning.
    Optional<String> find(String reference, String folder, SourceLocation place) {
        if (references++ == MAX_REFERENCES) {
            throw diagnostics.fatal(place, "more than " + MAX_REFERENCES + " references to other files",
                    "at most " + MAX_REFERENCES, "split the mesh");
        }
        return files.find(reference, folder, Severity.WARNING, place, diagnostics);
    }

    /// Whether a reference leads to a file.
    boolean exists(String reference, String folder) {
        return files.find(reference, folder, Severity.WARNING, at(), new Diagnostics()).isPresent();
    }

    /// Reads a file that was found.
    Optional<byte[]> read(String found, SourceLocation place) {
        return files.bytes(found, place, diagnostics);
    }

    /// The image file that the mesh file means; empty after a warning.
    Optional<MeshTexture> texture(String reference, String folder, SourceLocation place) {
        return find(reference, folder, place).map(MeshTexture::file);
    }

    /// Makes the faces of a mesh that consists of points: those of their convex hull, as MuJoCo does.
    void useHull(MeshBuilder builder) {
        if (builder.unusableVertices().findAny().isPresent()) {
            return;
        }
        double[] points = new double[3 * builder.vertexCount()];
        for (int i = 0; i < builder.vertexCount(); i++) {
            builder.position(i).into(points, 3 * i);
        }
        IntArray faces = ConvexHull.of(DoubleArray.wrap(points)).faces();
        if (faces.length() > 0) {
            warning(0, "the file has vertices and no faces", "triangles or polygons",
                    "the convex hull of the vertices is used, as in MuJoCo");
        }
        for (int i = 0; i < faces.length(); i += 3) {
            builder.face(faces.get(i), faces.get(i + 1), faces.get(i + 2));
        }
    }

    /// Builds the mesh, or tells why it cannot be.
    ///
    /// @param faceLine the place of a face in the file
    Mesh finish(MeshBuilder builder, IntFunction<SourceLocation> faceLine) {
        if (builder.faceCount() == 0) {
            throw fatal("the file has " + builder.vertexCount() + " vertices and no faces", "triangles or polygons",
                    "export the surface, not points, lines or curves");
        }
        tell(builder.unusableVertices(),
                v -> diagnostics.error(at(), "vertex " + v + " is at " + coordinates(builder, v),
                        "finite coordinates of at most " + Mesh.MAX_COORDINATE, "export the mesh again"),
                "vertices");
        tell(builder.unusableFaces(), f -> diagnostics.error(faceLine.apply(f),
                "face " + f + " uses a vertex that the file does not define",
                "one of " + builder.vertexCount() + " vertices",
                "export the mesh again"), "faces");
        diagnostics.throwIfErrors();
        for (String dropped : builder.dropBrokenValues()) {
            warning(0, "some " + dropped + " are missing or not finite", "", "all " + dropped + " are ignored");
        }
        return builder.build();
    }

    Mesh finish(MeshBuilder builder) {
        return finish(builder, face -> at());
    }

    private void tell(IntStream troubled, IntConsumer tellOne, String what) {
        int[] all = troubled.toArray();
        IntStream.of(all).limit(MAX_TOLD).forEach(tellOne);
        if (all.length > MAX_TOLD) {
            diagnostics.error(at(), "the same holds for " + (all.length - MAX_TOLD) + " more " + what, "", "");
        }
    }

    private static String coordinates(MeshBuilder builder, int vertex) {
        return builder.position(vertex).x() + " " + builder.position(vertex).y() + " " + builder.position(vertex).z();
    }
}
