package org.isthmus.render.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Topology;
import org.isthmus.model.mesh.Welding;

/// Turns meshes as files have them into meshes as the renderer wants them: one normal and one texture coordinate per vertex, no
/// triangle without an area.
///
/// Where a mesh has no normals they are found: at a corner, the mean of the faces around the vertex that meet the corner's face at less than
/// [#CREASE], weighted by their angles (Thürmer and Wüthrich, "Computing vertex normals from polygonal facets", 1998); so that round parts
/// look round and edges stay sharp.
public final class MeshConversion {
    /// Faces that meet at more than this angle make an edge, rad.
    public static final double CREASE = StrictMath.toRadians(38);

    private final Mesh mesh;
    private final int[] faces;
    /// [corners][3] unit
    private final float[] cornerNormals;
    private final List<float[]> vertices = new ArrayList<>();
    private final Map<Key, Integer> known = new HashMap<>();
    private final List<int[]> triangles = new ArrayList<>();

    /// What makes two corners one vertex.
    private record Key(int x, int y, int z, int nx, int ny, int nz, int u, int v) {}

    private MeshConversion(Mesh mesh, IntPredicate included) {
        this.mesh = mesh;
        faces = proper(mesh, included);
        cornerNormals = mesh.normals().isEmpty() ? creased() : given();
    }

    /// All faces of a mesh.
    public static RenderMesh convert(String name, Mesh mesh) {
        return convert(name, mesh, face -> true);
    }

    /// Some faces of a mesh, in one level.
    public static RenderMesh convert(String name, Mesh mesh, IntPredicate included) {
        MeshConversion conversion = new MeshConversion(mesh, included);
        return RenderMesh.of(name, List.of(conversion.build()), conversion.isSolid());
    }

    /// The faces that have an area.
    private static int[] proper(Mesh mesh, IntPredicate included) {
        int[] kept = new int[mesh.faceCount()];
        int count = 0;
        for (int f = 0; f < mesh.faceCount(); f++) {
            if (included.test(f) && isProper(mesh, f)) {
                kept[count++] = f;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /// In single precision, in which it will be drawn; as corners that coincide there have no area.
    private static boolean isProper(Mesh mesh, int face) {
        Vec3 a = rounded(mesh.corner(face, 0));
        Vec3 b = rounded(mesh.corner(face, 1));
        Vec3 c = rounded(mesh.corner(face, 2));
        return b.minus(a).cross(c.minus(a)).lengthSquared() > 0;
    }

    private static Vec3 rounded(Vec3 p) {
        return new Vec3((float) p.x(), (float) p.y(), (float) p.z());
    }

    private boolean isSolid() {
        int[] corners = new int[3 * faces.length];
        for (int i = 0; i < faces.length; i++) {
            mesh.faces().copyTo(3 * faces[i], corners, 3 * i, 3);
        }
        return Topology.of(Mesh.of(mesh.vertices(), IntArray.wrap(corners))).isSolid();
    }

    private float[] given() {
        float[] out = new float[9 * faces.length];
        DoubleArray values = mesh.normals().values();
        for (int i = 0; i < faces.length; i++) {
            Vec3 flat = faceNormal(faces[i]);
            for (int k = 0; k < 3; k++) {
                Vec3 n = values.vec3(mesh.normals().corners().get(3 * faces[i] + k));
                boolean usable = n.isFinite() && n.lengthSquared() > 1e-12;
                set(out, 3 * i + k, usable ? n.normalized() : flat);
            }
        }
        return out;
    }

    private Vec3 faceNormal(int face) {
        Vec3 a = mesh.corner(face, 0);
        return mesh.corner(face, 1).minus(a).cross(mesh.corner(face, 2).minus(a)).normalized();
    }

    private float[] creased() {
        Welding welding = Welding.of(mesh.vertices());
        int corners = 3 * faces.length;
        int[] vertex = new int[corners];
        Vec3[] normal = new Vec3[faces.length];
        double[] angle = new double[corners];
        for (int i = 0; i < faces.length; i++) {
            normal[i] = faceNormal(faces[i]);
            for (int k = 0; k < 3; k++) {
                vertex[3 * i + k] = welding.target().get(mesh.faces().get(3 * faces[i] + k));
                angle[3 * i + k] = angle(faces[i], k);
            }
        }
        return smoothed(new Around(vertex, welding.count()), vertex, normal, angle);
    }

    private double angle(int face, int corner) {
        Vec3 here = mesh.corner(face, corner);
        Vec3 a = mesh.corner(face, (corner + 1) % 3).minus(here).normalized();
        Vec3 b = mesh.corner(face, (corner + 2) % 3).minus(here).normalized();
        return StrictMath.acos(Math.clamp(a.dot(b), -1, 1));
    }

    private float[] smoothed(Around around, int[] vertex, Vec3[] normal, double[] angle) {
        double least = StrictMath.cos(CREASE);
        float[] out = new float[3 * vertex.length];
        for (int c = 0; c < vertex.length; c++) {
            Vec3 own = normal[c / 3];
            Vec3 sum = Vec3.ZERO;
            for (int i = around.start[vertex[c]]; i < around.start[vertex[c] + 1]; i++) {
                int other = around.corners[i];
                if (own.dot(normal[other / 3]) >= least) {
                    sum = sum.plusScaled(normal[other / 3], angle[other]);
                }
            }
            set(out, c, sum.lengthSquared() > 1e-20 ? sum.normalized() : own);
        }
        return out;
    }

    /// The corners at each vertex.
    private static final class Around {
        final int[] start;
        final int[] corners;

        Around(int[] vertex, int count) {
            start = new int[count + 1];
            for (int v : vertex) {
                start[v + 1]++;
            }
            for (int v = 0; v < count; v++) {
                start[v + 1] += start[v];
            }
            int[] next = start.clone();
            corners = new int[vertex.length];
            for (int c = 0; c < vertex.length; c++) {
                corners[next[vertex[c]]++] = c;
            }
        }
    }

    private static void set(float[] out, int row, Vec3 v) {
        out[3 * row] = (float) v.x();
        out[3 * row + 1] = (float) v.y();
        out[3 * row + 2] = (float) v.z();
    }

    private MeshLevel build() {
        for (int i = 0; i < faces.length; i++) {
            triangles.add(new int[]{vertex(i, 0), vertex(i, 1), vertex(i, 2)});
        }
        int n = vertices.size();
        boolean textured = !mesh.texcoords().isEmpty();
        MeshLevel level = new MeshLevel(new float[n], new float[n], new float[n], new int[3 * triangles.size()],
                new float[3 * n], new float[textured ? 2 * n : 0], 0);
        for (int v = 0; v < n; v++) {
            float[] values = vertices.get(v);
            level.x[v] = values[0];
            level.y[v] = values[1];
            level.z[v] = values[2];
            System.arraycopy(values, 3, level.normals, 3 * v, 3);
            if (textured) {
                System.arraycopy(values, 6, level.texcoords, 2 * v, 2);
            }
        }
        for (int t = 0; t < triangles.size(); t++) {
            System.arraycopy(triangles.get(t), 0, level.faces, 3 * t, 3);
        }
        return level;
    }

    private int vertex(int i, int k) {
        Vec3 p = mesh.corner(faces[i], k);
        int c = 3 * (3 * i + k);
        float[] values = {(float) p.x(), (float) p.y(), (float) p.z(),
            cornerNormals[c], cornerNormals[c + 1], cornerNormals[c + 2], 0, 0};
        if (!mesh.texcoords().isEmpty()) {
            int row = mesh.texcoords().corners().get(3 * faces[i] + k);
            values[6] = (float) mesh.texcoords().values().get(2 * row);
            values[7] = (float) mesh.texcoords().values().get(2 * row + 1);
        }
        Key key = new Key(bits(values[0]), bits(values[1]), bits(values[2]), bits(values[3]), bits(values[4]),
                bits(values[5]), bits(values[6]), bits(values[7]));
        return known.computeIfAbsent(key, ignored -> {
            vertices.add(values);
            return vertices.size() - 1;
        });
    }

    private static int bits(float value) {
        return Float.floatToIntBits(value + 0f); // −0 is 0
    }
}
