package org.isthmus.physics.collision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.compiled.CompiledMesh;

/// The convex hull of a mesh as collision needs it: corners, their neighbours, and flat faces made of the hull's triangles. Immutable.
final class Hull {
    /// Triangles whose normals differ by less than this cosine are one face.
    private static final double FLAT = 1 - 1e-5;
    /// From so many corners on, the furthest one is found by walking along edges.
    private static final int CLIMB_FROM = 24;

    /// [corners][3] in the mesh's frame, m
    private final double[] corners;
    /// neighbours of corner i: [firstNeighbour[i], firstNeighbour[i + 1])
    private final int[] firstNeighbour;
    private final int[] neighbours;
    /// corners of face f, anticlockwise from outside: [firstCorner[f], firstCorner[f + 1])
    private final int[] firstCorner;
    private final int[] faceCorners;
    /// [faces][3] unit, outward
    private final double[] normals;
    /// faces around corner i: [firstFace[i], firstFace[i + 1])
    private final int[] firstFace;
    private final int[] cornerFaces;
    /// corners furthest along −x, +x, −y, +y, −z, +z: where a walk begins
    private final int[] starts = new int[6];
    private final double radius;

    /// Meshes without volume have corners only.
    static Hull of(CompiledMesh mesh) {
        DoubleArray vertices = mesh.geometry().vertices();
        IntArray kept = mesh.hullVertices();
        int n = kept.length() == 0 ? vertices.length() / 3 : kept.length();
        Map<Integer, Integer> index = new HashMap<>();
        double[] corners = new double[3 * n];
        for (int i = 0; i < n; i++) {
            int v = kept.length() == 0 ? i : kept.get(i);
            index.put(v, i);
            vertices.copyTo(3 * v, corners, 3 * i, 3);
        }
        List<int[]> triangles = new ArrayList<>();
        for (int t = 0; t + 2 < mesh.hullFaces().length(); t += 3) {
            Integer a = index.get(mesh.hullFaces().get(t));
            Integer b = index.get(mesh.hullFaces().get(t + 1));
            Integer c = index.get(mesh.hullFaces().get(t + 2));
            if (a != null && b != null && c != null) {
                triangles.add(new int[]{a, b, c});
            }
        }
        return new Hull(corners, triangles);
    }

    private Hull(double[] corners, List<int[]> triangles) {
        this.corners = corners;
        int n = corners.length / 3;
        List<int[]> faces = new ArrayList<>();
        List<double[]> faceNormals = new ArrayList<>();
        merge(triangles, faces, faceNormals);
        firstCorner = new int[faces.size() + 1];
        normals = new double[3 * faces.size()];
        List<List<Integer>> around = lists(n);
        for (int f = 0; f < faces.size(); f++) {
            firstCorner[f + 1] = firstCorner[f] + faces.get(f).length;
            System.arraycopy(faceNormals.get(f), 0, normals, 3 * f, 3);
            for (int c : faces.get(f)) {
                around.get(c).add(f);
            }
        }
        faceCorners = faces.stream().flatMapToInt(Arrays::stream).toArray();
        List<List<Integer>> next = lists(n);
        for (int[] t : triangles) {
            for (int k = 0; k < 3; k++) {
                next.get(t[k]).add(t[(k + 1) % 3]);
            }
        }
        firstNeighbour = firsts(next);
        neighbours = flat(next);
        firstFace = firsts(around);
        cornerFaces = flat(around);
        double far = 0;
        for (int i = 0; i < n; i++) {
            far = Math.max(far, dot(i, corners[3 * i], corners[3 * i + 1], corners[3 * i + 2]));
        }
        radius = Math.sqrt(far);
        for (int s = 0; s < 6; s++) {
            double sign = s % 2 == 0 ? -1 : 1;
            starts[s] = scan(s / 2 == 0 ? sign : 0, s / 2 == 1 ? sign : 0, s / 2 == 2 ? sign : 0);
        }
    }

    private static List<List<Integer>> lists(int n) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    private static int[] firsts(List<List<Integer>> lists) {
        int[] firsts = new int[lists.size() + 1];
        for (int i = 0; i < lists.size(); i++) {
            firsts[i + 1] = firsts[i] + lists.get(i).size();
        }
        return firsts;
    }

    private static int[] flat(List<List<Integer>> lists) {
        return lists.stream().flatMap(List::stream).mapToInt(i -> i).toArray();
    }

    /// Joins neighbouring triangles of one plane; a patch whose rim is not one loop stays in triangles.
    private void merge(List<int[]> triangles, List<int[]> faces, List<double[]> faceNormals) {
        Map<Long, Integer> byEdge = new HashMap<>();
        double[][] normal = new double[triangles.size()][];
        for (int t = 0; t < normal.length; t++) {
            normal[t] = normal(triangles.get(t));
            for (int k = 0; k < 3; k++) {
                byEdge.put(edge(triangles.get(t)[k], triangles.get(t)[(k + 1) % 3]), t);
            }
        }
        boolean[] done = new boolean[normal.length];
        for (int seed = 0; seed < normal.length; seed++) {
            if (done[seed]) {
                continue;
            }
            List<Integer> patch = patch(seed, triangles, normal, byEdge, done);
            int[] loop = loop(patch, triangles);
            if (loop.length > 0) {
                faces.add(loop);
                faceNormals.add(mean(patch, triangles, normal));
            } else {
                for (int t : patch) {
                    faces.add(triangles.get(t));
                    faceNormals.add(normal[t]);
                }
            }
        }
    }

    private static List<Integer> patch(
            int seed, List<int[]> triangles, double[][] normal, Map<Long, Integer> byEdge, boolean[] done) {
        List<Integer> patch = new ArrayList<>(List.of(seed));
        done[seed] = true;
        for (int i = 0; i < patch.size(); i++) {
            int[] t = triangles.get(patch.get(i));
            for (int k = 0; k < 3; k++) {
                Integer other = byEdge.get(edge(t[(k + 1) % 3], t[k]));
                if (other != null && !done[other] && dot(normal[seed], normal[other]) > FLAT) {
                    done[other] = true;
                    patch.add(other);
                }
            }
        }
        return patch;
    }

    /// The rim of a patch, or nothing where it is not one loop.
    private static int[] loop(List<Integer> patch, List<int[]> triangles) {
        Map<Integer, Integer> next = new HashMap<>();
        Map<Long, Boolean> edges = new HashMap<>();
        for (int t : patch) {
            for (int k = 0; k < 3; k++) {
                edges.put(edge(triangles.get(t)[k], triangles.get(t)[(k + 1) % 3]), true);
            }
        }
        int start = Integer.MAX_VALUE;
        int count = 0;
        for (int t : patch) {
            for (int k = 0; k < 3; k++) {
                int a = triangles.get(t)[k];
                int b = triangles.get(t)[(k + 1) % 3];
                if (!edges.containsKey(edge(b, a))) {
                    next.put(a, b);
                    start = Math.min(start, a);
                    count++;
                }
            }
        }
        if (next.size() != count) {
            return new int[0];
        }
        int[] loop = new int[count];
        int at = start;
        for (int i = 0; i < count; i++) {
            loop[i] = at;
            Integer following = next.get(at);
            if (following == null || following == start && i < count - 1) {
                return new int[0];
            }
            at = following;
        }
        return loop;
    }

    private static long edge(int a, int b) {
        return (long) a << 32 | b;
    }

    private double[] mean(List<Integer> patch, List<int[]> triangles, double[][] normal) {
        double[] sum = new double[3];
        for (int t : patch) {
            double area = area(triangles.get(t));
            for (int k = 0; k < 3; k++) {
                sum[k] += area * normal[t][k];
            }
        }
        return unit(sum);
    }

    private double[] cross(int[] t) {
        double[] u = new double[3];
        double[] v = new double[3];
        for (int k = 0; k < 3; k++) {
            u[k] = corners[3 * t[1] + k] - corners[3 * t[0] + k];
            v[k] = corners[3 * t[2] + k] - corners[3 * t[0] + k];
        }
        return new double[]{u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    private double[] normal(int[] t) {
        return unit(cross(t));
    }

    private double area(int[] t) {
        double[] c = cross(t);
        return Math.sqrt(dot(c, c));
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(dot(v, v));
        double scale = length > 0 ? 1 / length : 0;
        return new double[]{v[0] * scale, v[1] * scale, v[2] * scale};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private double dot(int corner, double x, double y, double z) {
        return corners[3 * corner] * x + corners[3 * corner + 1] * y + corners[3 * corner + 2] * z;
    }

    int cornerCount() {
        return corners.length / 3;
    }

    int faceCount() {
        return firstCorner.length - 1;
    }

    /// Coordinate k of a corner.
    double corner(int i, int k) {
        return corners[3 * i + k];
    }

    /// Radius of the sphere about the origin that holds all corners, m.
    double radius() {
        return radius;
    }

    /// The corner furthest along a direction.
    int support(double x, double y, double z) {
        return cornerCount() < CLIMB_FROM || neighbours.length == 0 ? scan(x, y, z) : climb(x, y, z);
    }

    private int scan(double x, double y, double z) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < corners.length / 3; i++) {
            double d = dot(i, x, y, z);
            if (d > most) {
                most = d;
                best = i;
            }
        }
        return best;
    }

    /// On a convex surface a corner higher than its neighbours is the highest. Each step rises, so the walk ends.
    private int climb(double x, double y, double z) {
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double az = Math.abs(z);
        int at = ax >= ay && ax >= az ? starts[x < 0 ? 0 : 1] : ay >= az ? starts[y < 0 ? 2 : 3]
                : starts[z < 0 ? 4 : 5];
        double most = dot(at, x, y, z);
        while (true) {
            int best = at;
            for (int k = firstNeighbour[at]; k < firstNeighbour[at + 1]; k++) {
                double d = dot(neighbours[k], x, y, z);
                if (d > most) {
                    most = d;
                    best = neighbours[k];
                }
            }
            if (best == at) {
                return at;
            }
            at = best;
        }
    }

    /// The face around a corner that looks most along a direction; −1 where there is none.
    int faceAround(int corner, double x, double y, double z) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = firstFace[corner]; k < firstFace[corner + 1]; k++) {
            int f = cornerFaces[k];
            double d = normals[3 * f] * x + normals[3 * f + 1] * y + normals[3 * f + 2] * z;
            if (d > most) {
                most = d;
                best = f;
            }
        }
        return best;
    }

    int sideCount(int face) {
        return firstCorner[face + 1] - firstCorner[face];
    }

    int faceCorner(int face, int k) {
        return faceCorners[firstCorner[face] + k];
    }

    double normal(int face, int k) {
        return normals[3 * face + k];
    }
}
