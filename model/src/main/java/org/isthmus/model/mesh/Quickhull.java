package org.isthmus.model.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/// Quickhull in three dimensions (C. B. Barber, D. P. Dobkin, H. Huhdanpaa, The Quickhull algorithm for convex hulls, 1996) with
/// exact decisions.
///
/// Start from a tetrahedron; while a point lies strictly outside, take the furthest one, remove all faces that see it and join it
/// to the horizon, the edges between removed and kept faces. Since "strictly outside" is decided exactly, the horizon is one
/// loop without a point of it in line with an edge, so no face is ever degenerate and no case needs repair.
final class Quickhull {
    /// `[n][3]`
    private final double[] v;
    private final int[] candidates;
    private final int maxVertices;
    private final List<Face> faces = new ArrayList<>();
    /// Faces with points outside, the one with the furthest point first; ties by age, for determinism.
    private final PriorityQueue<Face> open = new PriorityQueue<>(
            Comparator.comparingDouble((Face f) -> -f.furthestDistance).thenComparingInt(f -> f.id));
    /// The new face that begins at a vertex of the horizon, while a point is joined to it.
    private final @Nullable Face[] faceFrom;
    private int created;
    /// Faces that are not removed.
    private int present;

    /// @param v `[n][3]`, finite
    /// @param candidates indices of points at different places
    Quickhull(double[] v, int[] candidates, int maxVertices) {
        this.v = v;
        this.candidates = candidates;
        this.maxVertices = maxVertices;
        this.faceFrom = new Face[v.length / 3];
    }

    /// A triangle of the hull; neighbour `i` lies across the edge from corner `i` to the next.
    private final class Face {
        final int id = created++;
        final int[] corner;
        final Face[] neighbour = new Face[3];
        final IntList outside = new IntList(0);
        /// Outward, not of unit length; and the first corner's position.
        final double nx;
        final double ny;
        final double nz;
        final double length;
        /// Per component of the normal, the sum of magnitudes of its products: what its rounding error is relative to.
        final double sizeX;
        final double sizeY;
        final double sizeZ;
        int furthest = -1;
        double furthestDistance = Double.NEGATIVE_INFINITY;
        boolean removed;

        Face(int a, int b, int c) {
            corner = new int[]{a, b, c};
            double abx = v[3 * b] - v[3 * a];
            double aby = v[3 * b + 1] - v[3 * a + 1];
            double abz = v[3 * b + 2] - v[3 * a + 2];
            double acx = v[3 * c] - v[3 * a];
            double acy = v[3 * c + 1] - v[3 * a + 1];
            double acz = v[3 * c + 2] - v[3 * a + 2];
            nx = aby * acz - abz * acy;
            ny = abz * acx - abx * acz;
            nz = abx * acy - aby * acx;
            length = Math.sqrt(nx * nx + ny * ny + nz * nz);
            sizeX = Math.abs(aby * acz) + Math.abs(abz * acy);
            sizeY = Math.abs(abz * acx) + Math.abs(abx * acz);
            sizeZ = Math.abs(abx * acy) + Math.abs(aby * acx);
        }

        /// Whether `p` lies strictly outside the face's plane: by rounded arithmetic where that is certain, else exactly.
        boolean sees(int p) {
            int a = 3 * corner[0];
            double x = v[3 * p] - v[a];
            double y = v[3 * p + 1] - v[a + 1];
            double z = v[3 * p + 2] - v[a + 2];
            double det = nx * x + ny * y + nz * z;
            double size = sizeX * Math.abs(x) + sizeY * Math.abs(y) + sizeZ * Math.abs(z);
            if (Math.abs(det) > ExactSign.RELATIVE_ERROR * size) {
                return det > 0;
            }
            return ExactSign.side(v, corner[0], corner[1], corner[2], p) > 0;
        }

        /// How far outside `p` is, up to rounding: only to choose among points that are outside.
        double distance(int p) {
            int a = corner[0];
            double d = nx * (v[3 * p] - v[3 * a]) + ny * (v[3 * p + 1] - v[3 * a + 1])
                    + nz * (v[3 * p + 2] - v[3 * a + 2]);
            return length == 0 ? 0 : d / length;
        }

        void addOutside(int p) {
            outside.add(p);
            double d = distance(p);
            if (d > furthestDistance) {
                furthestDistance = d;
                furthest = p;
            }
        }

        /// The edge that begins at `vertex`.
        int edgeFrom(int vertex) {
            return corner[0] == vertex ? 0 : corner[1] == vertex ? 1 : 2;
        }
    }

    /// Builds the hull.
    ///
    /// @return the dimension of the points; below 3 there are no faces
    int run() {
        int[] simplex = new int[4];
        int dimension = findSimplex(simplex);
        if (dimension < 3) {
            return dimension;
        }
        List<Face> first = tetrahedron(simplex);
        distribute(candidates, first);
        openThoseWithPoints(first);
        while (vertexCount() < maxVertices && !open.isEmpty()) {
            Face face = open.remove();
            if (!face.removed) {
                addPoint(face.furthest, face);
            }
        }
        return 3;
    }

    /// `[nface][3]`, in the order in which they were made.
    int[] faces() {
        return faces.stream().filter(f -> !f.removed).flatMapToInt(f -> Arrays.stream(f.corner)).toArray();
    }

    /// By Euler's formula, V − E + F = 2 with three edges for two faces.
    int vertexCount() {
        return present / 2 + 2;
    }

    /// Four points that span space, as large as can be had quickly.
    private int findSimplex(int[] simplex) {
        if (candidates.length < 2) {
            return 0;
        }
        simplex[0] = candidates[0];
        for (int p : candidates) {
            simplex[0] = v[3 * p] < v[3 * simplex[0]] ? p : simplex[0];
        }
        simplex[1] = best(p -> distanceSquared(simplex[0], p));
        int c = best(p -> crossSquared(simplex[0], simplex[1], p));
        if (ExactSign.collinear(v, simplex[0], simplex[1], c)) {
            c = firstThat(p -> !ExactSign.collinear(v, simplex[0], simplex[1], p));
        }
        if (c < 0) {
            return 1;
        }
        simplex[2] = c;
        Face base = new Face(simplex[0], simplex[1], c);
        int d = best(p -> Math.abs(base.distance(p)));
        if (ExactSign.side(v, simplex[0], simplex[1], c, d) == 0) {
            d = firstThat(p -> ExactSign.side(v, simplex[0], simplex[1], simplex[2], p) != 0);
        }
        if (d < 0) {
            return 2;
        }
        simplex[3] = d;
        return 3;
    }

    private interface Score {
        double of(int point);
    }

    private interface Test {
        boolean of(int point);
    }

    private int best(Score score) {
        int best = candidates[0];
        double most = Double.NEGATIVE_INFINITY;
        for (int p : candidates) {
            double s = score.of(p);
            if (s > most) {
                most = s;
                best = p;
            }
        }
        return best;
    }

    private int firstThat(Test test) {
        for (int p : candidates) {
            if (test.of(p)) {
                return p;
            }
        }
        return -1;
    }

    private double distanceSquared(int a, int b) {
        double x = v[3 * b] - v[3 * a];
        double y = v[3 * b + 1] - v[3 * a + 1];
        double z = v[3 * b + 2] - v[3 * a + 2];
        return x * x + y * y + z * z;
    }

    private double crossSquared(int a, int b, int c) {
        return new Face(a, b, c).length;
    }

    private List<Face> tetrahedron(int[] s) {
        if (ExactSign.side(v, s[0], s[1], s[2], s[3]) > 0) {
            int swap = s[1];
            s[1] = s[2];
            s[2] = swap;
        }
        List<Face> four = List.of(new Face(s[0], s[1], s[2]), new Face(s[0], s[3], s[1]), new Face(s[1], s[3], s[2]),
                new Face(s[2], s[3], s[0]));
        for (Face f : four) {
            for (int i = 0; i < 3; i++) {
                linkWhereShared(f, i, four);
            }
        }
        faces.addAll(four);
        present = 4;
        return four;
    }

    private static void linkWhereShared(Face f, int edge, List<Face> others) {
        int from = f.corner[edge];
        int to = f.corner[(edge + 1) % 3];
        for (Face g : others) {
            for (int j = 0; j < 3; j++) {
                if (g.corner[j] == to && g.corner[(j + 1) % 3] == from) {
                    f.neighbour[edge] = g;
                }
            }
        }
    }

    /// Replaces the faces that see `eye`, one of which is `start`, by a fan from it.
    private void addPoint(int eye, Face start) {
        List<Face> visible = visibleFrom(eye, start);
        List<Face> fan = new ArrayList<>();
        for (Face f : visible) {
            for (int i = 0; i < 3; i++) {
                Face beyond = f.neighbour[i];
                if (!beyond.removed) {
                    fan.add(join(f.corner[i], f.corner[(i + 1) % 3], eye, beyond));
                }
            }
        }
        for (Face f : fan) {
            Face next = Objects.requireNonNull(faceFrom[f.corner[1]]);
            f.neighbour[1] = next;
            next.neighbour[2] = f;
        }
        faces.addAll(fan);
        present += fan.size() - visible.size();
        visible.forEach(f -> distribute(f.outside.toArray(), fan));
        openThoseWithPoints(fan);
    }

    /// All faces that see `eye`, marked as removed; they are connected.
    private static List<Face> visibleFrom(int eye, Face start) {
        List<Face> visible = new ArrayList<>(List.of(start));
        start.removed = true;
        for (int i = 0; i < visible.size(); i++) {
            for (Face f : visible.get(i).neighbour) {
                if (!f.removed && f.sees(eye)) {
                    f.removed = true;
                    visible.add(f);
                }
            }
        }
        return visible;
    }

    /// The face from the edge `a b` of the horizon to `eye`.
    private Face join(int a, int b, int eye, Face beyond) {
        Face f = new Face(a, b, eye);
        f.neighbour[0] = beyond;
        beyond.neighbour[beyond.edgeFrom(b)] = f;
        faceFrom[a] = f;
        return f;
    }

    /// Gives each point that is still outside to one face that sees it.
    private static void distribute(int[] points, List<Face> to) {
        for (int p : points) {
            for (Face f : to) {
                if (f.sees(p)) {
                    f.addOutside(p);
                    break;
                }
            }
        }
    }

    private void openThoseWithPoints(List<Face> added) {
        for (Face f : added) {
            if (f.outside.size() > 0) {
                open.add(f);
            }
        }
    }
}
