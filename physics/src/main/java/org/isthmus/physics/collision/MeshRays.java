package org.isthmus.physics.collision;

import org.isthmus.model.mesh.Mesh;

/// Casts rays at the triangles of a mesh, through a tree of boxes around them. Not safe for several threads.
final class MeshRays {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final int LEAF = 4;
    private static final int MAX_DEPTH = 64;

    /// [vertices][3] m
    private final double[] vertices;
    /// [triangles][3] in the order of the tree's leaves
    private final int[] corners;
    /// [nodes][6] low and high corner
    private final double[] boxes;
    /// of node n: first triangle and count in a leaf; second child and 0 elsewhere (the first child is n + 1)
    private final int[] first;
    private final int[] count;
    private int nodes;
    private final int[] stack = new int[MAX_DEPTH];
    private int nearest;

    MeshRays(Mesh mesh) {
        vertices = mesh.vertices().toArray();
        corners = mesh.faces().toArray();
        int n = corners.length / 3;
        boxes = new double[6 * Math.max(1, 2 * n)];
        first = new int[Math.max(1, 2 * n)];
        count = new int[Math.max(1, 2 * n)];
        if (n > 0) {
            build(0, n);
        }
    }

    /// Splits triangles [from, to) in the middle of their longest side.
    private void build(int from, int to) {
        int node = nodes++;
        for (int k = 0; k < 3; k++) {
            boxes[6 * node + k] = NONE;
            boxes[6 * node + 3 + k] = -NONE;
        }
        for (int i = 3 * from; i < 3 * to; i++) {
            for (int k = 0; k < 3; k++) {
                double x = vertices[3 * corners[i] + k];
                boxes[6 * node + k] = Math.min(boxes[6 * node + k], x);
                boxes[6 * node + 3 + k] = Math.max(boxes[6 * node + 3 + k], x);
            }
        }
        if (to - from <= LEAF) {
            first[node] = from;
            count[node] = to - from;
            return;
        }
        int axis = 0;
        for (int k = 1; k < 3; k++) {
            axis = extent(node, k) > extent(node, axis) ? k : axis;
        }
        int middle = (from + to) / 2;
        select(from, to - 1, middle, axis);
        build(from, middle);
        first[node] = nodes;
        build(middle, to);
    }

    private double extent(int node, int k) {
        return boxes[6 * node + 3 + k] - boxes[6 * node + k];
    }

    /// Orders triangles so that those before `middle` are not above it along an axis (Hoare's selection).
    private void select(int low, int high, int middle, int axis) {
        while (low < high) {
            double pivot = center((low + high) >>> 1, axis);
            int i = low;
            int j = high;
            while (i <= j) {
                while (center(i, axis) < pivot) {
                    i++;
                }
                while (center(j, axis) > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (middle <= j) {
                high = j;
            } else if (middle >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private double center(int triangle, int axis) {
        return vertices[3 * corners[3 * triangle] + axis] + vertices[3 * corners[3 * triangle + 1] + axis]
                + vertices[3 * corners[3 * triangle + 2] + axis];
    }

    private void swap(int i, int j) {
        for (int k = 0; k < 3; k++) {
            int t = corners[3 * i + k];
            corners[3 * i + k] = corners[3 * j + k];
            corners[3 * j + k] = t;
        }
    }

    /// The least x ≥ 0 of a hit, or infinity.
    double cast(double[] p, double[] v) {
        double least = NONE;
        int depth = 0;
        if (nodes > 0) {
            stack[depth++] = 0;
        }
        while (depth > 0) {
            int node = stack[--depth];
            if (!meets(node, p, v, least)) {
                continue;
            }
            if (count[node] == 0) {
                stack[depth++] = first[node];
                stack[depth++] = node + 1;
            }
            for (int t = first[node]; t < first[node] + count[node]; t++) {
                double x = triangle(vertices, 3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2], p, v);
                nearest = x < least ? t : nearest;
                least = Math.min(least, x);
            }
        }
        return least;
    }

    /// The normal of the triangle that the last [#cast] hit, of any length.
    void normal(double[] out) {
        normal(vertices, 3 * corners[3 * nearest], 3 * corners[3 * nearest + 1], 3 * corners[3 * nearest + 2], out);
    }

    static void normal(double[] vertices, int a, int b, int c, double[] out) {
        for (int k = 0; k < 3; k++) {
            int i = (k + 1) % 3;
            int j = (k + 2) % 3;
            out[k] = (vertices[b + i] - vertices[a + i]) * (vertices[c + j] - vertices[a + j])
                    - (vertices[b + j] - vertices[a + j]) * (vertices[c + i] - vertices[a + i]);
        }
    }

    private boolean meets(int node, double[] p, double[] v, double limit) {
        double enter = 0;
        double leave = limit;
        for (int k = 0; k < 3; k++) {
            double low = boxes[6 * node + k];
            double high = boxes[6 * node + 3 + k];
            if (v[k] == 0) {
                if (p[k] < low || p[k] > high) {
                    return false;
                }
            } else {
                double a = (low - p[k]) / v[k];
                double b = (high - p[k]) / v[k];
                enter = Math.max(enter, Math.min(a, b));
                leave = Math.min(leave, Math.max(a, b));
            }
        }
        // rounding must not lose a triangle that lies in its box's side
        return enter <= leave * (1 + 1e-12) + 1e-300;
    }

    /// The x ≥ 0 at which a ray hits a triangle, or infinity (Möller, Trumbore 1997); from either side.
    static double triangle(double[] vertices, int a, int b, int c, double[] p, double[] v) {
        double ux = vertices[b] - vertices[a];
        double uy = vertices[b + 1] - vertices[a + 1];
        double uz = vertices[b + 2] - vertices[a + 2];
        double wx = vertices[c] - vertices[a];
        double wy = vertices[c + 1] - vertices[a + 1];
        double wz = vertices[c + 2] - vertices[a + 2];
        double qx = v[1] * wz - v[2] * wy;
        double qy = v[2] * wx - v[0] * wz;
        double qz = v[0] * wy - v[1] * wx;
        double determinant = ux * qx + uy * qy + uz * qz;
        if (determinant == 0) {
            return NONE;
        }
        double tx = p[0] - vertices[a];
        double ty = p[1] - vertices[a + 1];
        double tz = p[2] - vertices[a + 2];
        double s = (tx * qx + ty * qy + tz * qz) / determinant;
        double rx = ty * uz - tz * uy;
        double ry = tz * ux - tx * uz;
        double rz = tx * uy - ty * ux;
        double t = (v[0] * rx + v[1] * ry + v[2] * rz) / determinant;
        double x = (wx * rx + wy * ry + wz * rz) / determinant;
        return s >= 0 && t >= 0 && s + t <= 1 && x >= 0 ? x : NONE;
    }
}
