package org.isthmus.render.mesh;

/// One level of detail of a mesh. The arrays are shared by everybody and must not be changed.
public final class MeshLevel {
    /// Without triangles.
    public static final MeshLevel EMPTY = new MeshLevel(new float[0], new float[0], new float[0], new int[0],
            new float[0], new float[0], 0);
    /// [nvertex] positions, mesh frame, m
    final float[] x;
    final float[] y;
    final float[] z;
    /// [nface][3] vertices, counter-clockwise seen from outside
    final int[] faces;
    /// [nvertex][3] unit, mesh frame
    final float[] normals;
    /// [nvertex][2] v upwards; empty when the mesh has none
    final float[] texcoords;
    private final double error;
    private final boolean flat;

    /// @param error how far this level's surface is from the finest one's, m
    MeshLevel(float[] x, float[] y, float[] z, int[] faces, float[] normals, float[] texcoords, double error) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.faces = faces;
        this.normals = normals;
        this.texcoords = texcoords;
        this.error = error;
        flat = isFlat(faces, normals);
    }

    private static boolean isFlat(int[] faces, float[] normals) {
        for (int f = 0; f < faces.length; f += 3) {
            for (int k = 0; k < 3; k++) {
                float first = normals[3 * faces[f] + k];
                if (normals[3 * faces[f + 1] + k] != first || normals[3 * faces[f + 2] + k] != first) {
                    return false;
                }
            }
        }
        return true;
    }

    public int vertexCount() {
        return x.length;
    }

    public int faceCount() {
        return faces.length / 3;
    }

    public boolean hasTexcoords() {
        return texcoords.length > 0;
    }

    /// [nvertex] mesh frame, m; not to be changed
    public float[] x() {
        return x;
    }

    /// [nvertex] mesh frame, m; not to be changed
    public float[] y() {
        return y;
    }

    /// [nvertex] mesh frame, m; not to be changed
    public float[] z() {
        return z;
    }

    /// [nface][3] vertices; not to be changed
    public int[] faces() {
        return faces;
    }

    /// [nvertex][3] unit; not to be changed
    public float[] normals() {
        return normals;
    }

    /// [nvertex][2]; not to be changed
    public float[] texcoords() {
        return texcoords;
    }

    /// Whether each face has the same normal at its corners.
    public boolean isFlat() {
        return flat;
    }

    /// How far this level's surface is from the finest one's, m.
    public double error() {
        return error;
    }
}
