package org.isthmus.model.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;

/// Grows a [Mesh] vertex by vertex and face by face.
///
/// ```java
/// MeshBuilder builder = new MeshBuilder();
/// int a = builder.vertex(0, 0, 0);
/// int b = builder.vertex(1, 0, 0);
/// int c = builder.vertex(0, 1, 0);
/// builder.face(a, b, c);
/// Mesh triangle = builder.build();
/// ```
///
/// Indices are only checked by [#build]. Normals, texture coordinates and colours may be given to some faces and not to
/// others: the others then get the face's own normal, the texture coordinate (0, 0), the colour white.
public final class MeshBuilder {
    /// Stands for "no value" where an index is expected.
    public static final int NONE = -1;

    private final DoubleList vertices = new DoubleList();
    private final IntList faces = new IntList(0);
    private final Channel normals = new Channel(3);
    private final Channel texcoords = new Channel(2);
    private final Channel colours = new Channel(4);
    private final List<MeshPart> parts = new ArrayList<>();
    private String partName = "";
    private MeshMaterial partMaterial = MeshMaterial.NONE;
    private int partStart;

    public MeshBuilder() {}

    /// Adds a vertex.
    ///
    /// @return its index
    public int vertex(double x, double y, double z) {
        vertices.add(x);
        vertices.add(y);
        vertices.add(z);
        return vertexCount() - 1;
    }

    public int vertex(Vec3 p) {
        return vertex(p.x(), p.y(), p.z());
    }

    /// Adds a normal for [#faceNormals] to use.
    ///
    /// @return its index
    public int normal(double x, double y, double z) {
        return normals.value(x, y, z);
    }

    /// Adds a texture coordinate, v upwards, for [#faceTexcoords] to use.
    ///
    /// @return its index
    public int texcoord(double u, double v) {
        return texcoords.value(u, v);
    }

    /// Adds a colour in [0, 1] for [#faceColours] to use.
    ///
    /// @return its index
    public int colour(double red, double green, double blue, double alpha) {
        return colours.value(red, green, blue, alpha);
    }

    /// Adds a triangle of three vertices, counter-clockwise from outside.
    public void face(int a, int b, int c) {
        faces.add(a);
        faces.add(b);
        faces.add(c);
    }

    /// Adds two triangles for a flat convex quadrilateral.
    public void quad(int a, int b, int c, int d) {
        face(a, b, c);
        face(a, c, d);
    }

    /// Gives normals to the corners of the last face.
    public void faceNormals(int a, int b, int c) {
        normals.corners(faceCount() - 1, a, b, c);
    }

    /// Gives texture coordinates to the corners of the last face.
    public void faceTexcoords(int a, int b, int c) {
        texcoords.corners(faceCount() - 1, a, b, c);
    }

    /// Gives colours to the corners of the last face.
    public void faceColours(int a, int b, int c) {
        colours.corners(faceCount() - 1, a, b, c);
    }

    /// Begins a part: the faces that follow belong to it. A part without faces is dropped.
    public void part(String name, MeshMaterial material) {
        closePart();
        partName = name;
        partMaterial = material;
    }

    public int vertexCount() {
        return vertices.size() / 3;
    }

    public int faceCount() {
        return faces.size() / 3;
    }

    public int normalCount() {
        return normals.count();
    }

    public int texcoordCount() {
        return texcoords.count();
    }

    /// The position of a vertex added before.
    public Vec3 position(int vertex) {
        return new Vec3(vertices.get(3 * vertex), vertices.get(3 * vertex + 1), vertices.get(3 * vertex + 2));
    }

    /// Vertices with a coordinate that a [Mesh] refuses: not finite, or beyond [Mesh#MAX_COORDINATE].
    public IntStream unusableVertices() {
        return IntStream.range(0, vertexCount()).filter(v -> !(largest(position(v)) <= Mesh.MAX_COORDINATE));
    }

    /// Faces of which an index leads to no vertex.
    public IntStream unusableFaces() {
        return IntStream.range(0, faceCount()).filter(f -> !inRange(f));
    }

    private boolean inRange(int face) {
        for (int i = 3 * face; i < 3 * face + 3; i++) {
            if (faces.get(i) < 0 || faces.get(i) >= vertexCount()) {
                return false;
            }
        }
        return true;
    }

    /// Forgets all normals, texture coordinates or colours if one of them is not a finite number or an index leads to none.
    ///
    /// @return what was forgotten
    public List<String> dropBrokenValues() {
        List<String> dropped = new ArrayList<>();
        dropIfBroken(normals, "normals", dropped);
        dropIfBroken(texcoords, "texture coordinates", dropped);
        dropIfBroken(colours, "colours", dropped);
        return dropped;
    }

    private static void dropIfBroken(Channel channel, String what, List<String> dropped) {
        if (channel.isBroken()) {
            channel.corners.clear();
            dropped.add(what);
        }
    }

    private static double largest(Vec3 p) {
        return Math.max(Math.abs(p.x()), Math.max(Math.abs(p.y()), Math.abs(p.z())));
    }

    /// @throws IllegalArgumentException as [Mesh] does
    public Mesh build() {
        closePart();
        DoubleArray positions = DoubleArray.wrap(vertices.toArray());
        IntArray triangles = IntArray.wrap(faces.toArray());
        return new Mesh(positions, triangles, normals.build(this::fillNormal),
                texcoords.build(face -> new double[]{0, 0}),
                colours.build(face -> new double[]{1, 1, 1, 1}), parts);
    }

    private void closePart() {
        int count = faceCount() - partStart;
        if (count > 0) {
            parts.add(new MeshPart(partName, partStart, count, partMaterial));
        }
        partStart = faceCount();
    }

    private double[] fillNormal(int face) {
        Vec3 a = position(faces.get(3 * face));
        Vec3 ab = position(faces.get(3 * face + 1)).minus(a);
        Vec3 ac = position(faces.get(3 * face + 2)).minus(a);
        return ab.cross(ac).normalized().toArray();
    }

    /// Makes the value of the corners of a face that was given none.
    @FunctionalInterface
    private interface Filler {
        double[] valueOf(int face);
    }

    /// Values of one kind, and which corner uses which.
    private final class Channel {
        private final int width;
        private final DoubleList values = new DoubleList();
        private final IntList corners = new IntList(0);

        Channel(int width) {
            this.width = width;
        }

        int value(double... numbers) {
            for (double x : numbers) {
                values.add(x);
            }
            return count() - 1;
        }

        int count() {
            return values.size() / width;
        }

        void corners(int face, int... indices) {
            padTo(3 * face);
            for (int i : indices) {
                corners.add(i);
            }
        }

        boolean isBroken() {
            return IntStream.range(0, values.size()).anyMatch(i -> !Double.isFinite(values.get(i)))
                    || IntStream.range(0, corners.size())
                            .anyMatch(i -> corners.get(i) < NONE || corners.get(i) >= count());
        }

        /// Marks the corners of faces that were given nothing.
        private void padTo(int size) {
            while (corners.size() < size) {
                corners.add(NONE);
            }
        }

        CornerValues build(Filler filler) {
            if (corners.size() == 0 || isAllNone()) {
                return CornerValues.none(width);
            }
            padTo(faces.size());
            for (int face = 0; face < faceCount(); face++) {
                fill(face, filler);
            }
            return new CornerValues(width, DoubleArray.wrap(values.toArray()), IntArray.wrap(corners.toArray()));
        }

        private boolean isAllNone() {
            return Arrays.stream(corners.toArray()).allMatch(i -> i == NONE);
        }

        private void fill(int face, Filler filler) {
            int added = NONE;
            for (int i = 3 * face; i < 3 * face + 3; i++) {
                if (corners.get(i) == NONE) {
                    added = added == NONE ? value(filler.valueOf(face)) : added;
                    corners.set(i, added);
                }
            }
        }
    }
}
