package org.isthmus.model.mesh;

import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Vec3;

/// An immutable triangle mesh.
///
/// Faces are counter-clockwise seen from outside. Vertices are as in the source: a vertex may occur twice, or belong to no
/// face; [Welding] makes one of those that coincide.
///
/// @param vertices `[nvertex][3]`, mesh frame, m (or the file's unit, where a format has none)
/// @param faces `[nface][3]`, vertex indices
/// @param normals at corners, `[.][3]`, mesh frame; of the length that the source gave them; often empty
/// @param texcoords at corners, `[.][2]`, (u, v) with v upwards from the lower edge of the image as in OBJ; often empty
/// @param colours at corners, `[.][4]`, red, green, blue, alpha in [0, 1], sRGB; mostly empty
/// @param parts runs of faces that follow each other and cover all of them
public record Mesh(DoubleArray vertices, IntArray faces, CornerValues normals, CornerValues texcoords,
        CornerValues colours,
        List<MeshPart> parts) {
    /// The most vertices of a mesh, and the most normals, texture coordinates and colours.
    public static final int MAX_VERTICES = 10_000_000;
    /// The most faces of a mesh.
    public static final int MAX_FACES = 10_000_000;
    /// The largest coordinate: no unit of length makes a real thing larger. Keeps all later arithmetic far from overflow.
    public static final double MAX_COORDINATE = 1e15;

    /// @throws IllegalArgumentException when sizes disagree, an index leads nowhere, or a coordinate is not a number up to
    /// [#MAX_COORDINATE]
    public Mesh {
        parts = List.copyOf(parts);
        checkSizes(vertices, faces);
        checkCoordinates(vertices);
        checkIndices(faces, vertices.length() / 3);
        checkCorners("normals", normals, 3, faces.length());
        checkCorners("texcoords", texcoords, 2, faces.length());
        checkCorners("colours", colours, 4, faces.length());
        checkParts(parts, faces.length() / 3);
    }

    /// A mesh of one part without normals, texture coordinates or material.
    public static Mesh of(DoubleArray vertices, IntArray faces) {
        int nface = faces.length() / 3;
        List<MeshPart> parts = nface == 0 ? List.of() : List.of(new MeshPart("", 0, nface, MeshMaterial.NONE));
        return new Mesh(vertices, faces, CornerValues.none(3), CornerValues.none(2), CornerValues.none(4), parts);
    }

    /// The same mesh with other vertices, as many as before.
    Mesh withVertices(DoubleArray moved) {
        return new Mesh(moved, faces, normals, texcoords, colours, parts);
    }

    public int vertexCount() {
        return vertices.length() / 3;
    }

    public int faceCount() {
        return faces.length() / 3;
    }

    public Vec3 vertex(int index) {
        return vertices.vec3(index);
    }

    /// The position of corner 0, 1 or 2 of a face.
    public Vec3 corner(int face, int corner) {
        return vertices.vec3(faces.get(3 * face + corner));
    }

    /// The smallest box around all vertices; empty for a mesh without vertices.
    public Aabb bounds() {
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] most = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < vertices.length(); i++) {
            least[i % 3] = Math.min(least[i % 3], vertices.get(i));
            most[i % 3] = Math.max(most[i % 3], vertices.get(i));
        }
        return new Aabb(Vec3.of(least, 0), Vec3.of(most, 0));
    }

    private static void checkSizes(DoubleArray vertices, IntArray faces) {
        if (vertices.length() % 3 != 0 || faces.length() % 3 != 0) {
            throw new IllegalArgumentException(
                    vertices.length() + " coordinates and " + faces.length() + " indices, expected multiples of 3");
        }
        if (vertices.length() / 3 > MAX_VERTICES || faces.length() / 3 > MAX_FACES) {
            throw new IllegalArgumentException(vertices.length() / 3 + " vertices and " + faces.length() / 3
                    + " faces, expected at most " + MAX_VERTICES + " and " + MAX_FACES);
        }
    }

    private static void checkCoordinates(DoubleArray vertices) {
        for (int i = 0; i < vertices.length(); i++) {
            if (!(Math.abs(vertices.get(i)) <= MAX_COORDINATE)) {
                throw new IllegalArgumentException("vertex " + i / 3 + " has coordinate " + vertices.get(i)
                        + ", expected a number of magnitude up to " + MAX_COORDINATE);
            }
        }
    }

    private static void checkIndices(IntArray faces, int nvertex) {
        for (int i = 0; i < faces.length(); i++) {
            if (faces.get(i) < 0 || faces.get(i) >= nvertex) {
                throw new IllegalArgumentException(
                        "face " + i / 3 + " uses vertex " + faces.get(i) + ", expected 0 to " + (nvertex - 1));
            }
        }
    }

    private static void checkCorners(String what, CornerValues values, int width, int ncorner) {
        if (values.width() != width || !values.isEmpty() && values.corners().length() != ncorner) {
            throw new IllegalArgumentException(
                    what + " of width " + values.width() + " for " + values.corners().length()
                            + " corners, expected width " + width + " for none or " + ncorner);
        }
    }

    private static void checkParts(List<MeshPart> parts, int nface) {
        int next = 0;
        for (MeshPart part : parts) {
            if (part.firstFace() != next || part.faceCount() < 1) {
                throw new IllegalArgumentException("part '" + part.name() + "' of " + part.faceCount() + " faces from "
                        + part.firstFace() + " on, expected at least one face from " + next + " on");
            }
            next += part.faceCount();
        }
        if (next != nface) {
            throw new IllegalArgumentException("parts cover " + next + " faces, expected " + nface);
        }
    }
}
