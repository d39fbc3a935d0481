package org.isthmus.model.mesh.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshBuilder;

/// Reads MuJoCo's own binary MSH: four counts (vertices, normals, texture coordinates, faces), then the numbers, all of four
/// bytes, little endian (MuJoCo XML reference, "mesh").
final class MshReader {
    private static final int HEADER = 16;

    private final MeshSource source;
    private final ByteBuffer in;
    private final MeshBuilder builder = new MeshBuilder();

    private MshReader(MeshSource source) {
        this.source = source;
        this.in = ByteBuffer.wrap(source.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Mesh read(MeshSource source) {
        return new MshReader(source).read();
    }

    private Mesh read() {
        if (in.remaining() < HEADER) {
            throw source.fatal("the file has " + in.remaining() + " bytes",
                    "at least " + HEADER + " for the header of MuJoCo's "
                            + "MSH",
                    "export the mesh again");
        }
        int vertices = in.getInt();
        int normals = in.getInt();
        int texcoords = in.getInt();
        int faces = in.getInt();
        checkHeader(vertices, normals, texcoords, faces);
        for (int i = 0; i < vertices; i++) {
            builder.vertex(in.getFloat(), in.getFloat(), in.getFloat());
        }
        for (int i = 0; i < normals; i++) {
            builder.normal(in.getFloat(), in.getFloat(), in.getFloat());
        }
        for (int i = 0; i < texcoords; i++) {
            // MuJoCo counts v from the upper edge.
            builder.texcoord(in.getFloat(), 1 - (double) in.getFloat());
        }
        readFaces(faces);
        return source.finish(builder);
    }

    private void checkHeader(int vertices, int normals, int texcoords, int faces) {
        String counts = vertices + " vertices, " + normals + " normals, " + texcoords + " texture coordinates and "
                + faces
                + " faces";
        if (vertices < 4 || faces < 0 || normals != 0 && normals != vertices
                || texcoords != 0 && texcoords != vertices) {
            throw source.fatal("the header declares " + counts,
                    "at least 4 vertices and as many normals and texture coordinates, "
                            + "or none",
                    "check that this is a mesh of MuJoCo");
        }
        long bytes = HEADER + 4L * (3L * vertices + 3L * normals + 2L * texcoords + 3L * faces);
        if (bytes != in.limit()) {
            throw source.fatal("the file has " + in.limit() + " bytes", bytes + " bytes for " + counts,
                    "export the mesh again");
        }
        source.checkCounts(vertices, faces);
    }

    private void readFaces(int count) {
        if (count == 0) {
            source.useHull(builder);
        }
        for (int i = 0; i < count; i++) {
            addFace(in.getInt(), in.getInt(), in.getInt());
        }
    }

    private void addFace(int a, int b, int c) {
        builder.face(a, b, c);
        if (builder.normalCount() > 0) {
            builder.faceNormals(a, b, c);
        }
        if (builder.texcoordCount() > 0) {
            builder.faceTexcoords(a, b, c);
        }
    }
}
