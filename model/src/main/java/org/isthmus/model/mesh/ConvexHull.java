package org.isthmus.model.mesh;

import java.util.Arrays;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The convex hull of points, as triangles of some of them.
///
/// Decisions are exact for the given coordinates: a hull is closed, its faces have area, no point lies outside it by any amount,
/// and each of its vertices is a corner (none lies within a face or an edge). Flat faces are triangulated. Qhull, which MuJoCo
/// uses, leaves out points that lie outside by rounding only (some 1e-15 of the size): its hulls may have fewer vertices, with
/// the same volume.
///
/// @param dimension 3; less when all points lie in one plane (2), on one line (1), in one place or nowhere (0)
/// @param faces `[nface][3]` indices of points, counter-clockwise from outside; empty unless the dimension is 3
/// @param vertices indices of the points that are corners, ascending; of points at the same place, the first; empty unless the
/// dimension is 3
public record ConvexHull(int dimension, IntArray faces, IntArray vertices) {
    /// Coordinates of smaller magnitude count as 0, so that products of three stay normal numbers.
    static final double MIN_COORDINATE = 1e-60;
    /// Times that a bounded hull is built anew to make use of all its vertices.
    private static final int MAX_ATTEMPTS = 8;

    /// The hull of all points.
    ///
    /// @param points `[n][3]`, of magnitude up to [Mesh#MAX_COORDINATE]
    public static ConvexHull of(DoubleArray points) {
        return of(points, Integer.MAX_VALUE);
    }

    /// The hull of at most `maxVertices` of the points: those furthest out at each step, so that it is a good inner
    /// approximation of the whole hull.
    ///
    /// MuJoCo's `maxhullvert` bounds the same number but chooses points in Qhull's order: its hull can differ in which points
    /// it keeps.
    ///
    /// @param maxVertices at least 4
    public static ConvexHull of(DoubleArray points, int maxVertices) {
        if (maxVertices < 4) {
            throw new IllegalArgumentException("at most " + maxVertices + " vertices, expected at least 4");
        }
        double[] v = points.toArray();
        for (int i = 0; i < v.length; i++) {
            v[i] = Math.abs(v[i]) < MIN_COORDINATE ? 0 : v[i];
        }
        int[] candidates = different(v);
        for (int attempt = 1;; attempt++) {
            Quickhull quickhull = new Quickhull(v, candidates, maxVertices);
            int dimension = quickhull.run();
            if (dimension < 3) {
                return new ConvexHull(dimension, IntArray.wrap(), IntArray.wrap());
            }
            int[] faces = quickhull.faces();
            int[] corners = corners(v, faces);
            if (corners.length == quickhull.vertexCount()) {
                return new ConvexHull(3, IntArray.wrap(faces), IntArray.wrap(corners));
            }
            // Some vertex lies within a flat face or an edge: the hull without it is the same, and has room for others.
            boolean full = quickhull.vertexCount() < maxVertices || attempt >= MAX_ATTEMPTS;
            candidates = full ? corners : without(candidates, faces, corners);
        }
    }

    /// The candidates without those that are in faces and are no corners.
    private static int[] without(int[] candidates, int[] faces, int[] corners) {
        int[] used = Arrays.stream(faces).sorted().distinct().toArray();
        return Arrays.stream(candidates)
                .filter(p -> Arrays.binarySearch(used, p) < 0 || Arrays.binarySearch(corners, p) >= 0).toArray();
    }

    /// The hull as a mesh with no other vertices than its own.
    public static Mesh meshOf(DoubleArray points) {
        ConvexHull hull = of(points);
        double[] kept = new double[3 * hull.vertices.length()];
        int[] index = new int[points.length() / 3];
        for (int i = 0; i < hull.vertices.length(); i++) {
            index[hull.vertices.get(i)] = i;
            points.copyTo(3 * hull.vertices.get(i), kept, 3 * i, 3);
        }
        int[] faces = Arrays.stream(hull.faces.toArray()).map(i -> index[i]).toArray();
        return Mesh.of(DoubleArray.wrap(kept), IntArray.wrap(faces));
    }

    /// Of points at the same place, the first.
    private static int[] different(double[] v) {
        Welding welding = Welding.of(DoubleArray.wrap(v));
        int[] first = new int[welding.count()];
        for (int i = 0, next = 0; next < first.length; i++) {
            if (welding.target().get(i) == next) {
                first[next++] = i;
            }
        }
        return first;
    }

    /// The vertices of the faces at which at least three planes meet, ascending.
    private static int[] corners(double[] v, int[] faces) {
        CornerTest test = new CornerTest(v, faces);
        return Arrays.stream(faces).sorted().distinct().filter(test::isCorner).toArray();
    }

    /// Which vertices of a convex surface are corners of it.
    private static final class CornerTest {
        private final double[] v;
        private final int[] faces;
        /// Corners of faces, sorted by vertex: `[3 * nface]` of vertex, face packed into one long.
        private final long[] incidence;

        CornerTest(double[] v, int[] faces) {
            this.v = v;
            this.faces = faces;
            this.incidence = new long[faces.length];
            Arrays.setAll(incidence, i -> (long) faces[i] << 32 | i / 3);
            Arrays.sort(incidence);
        }

        /// Whether the faces around `vertex` span three planes. On a convex surface faces in one plane are neighbours, so
        /// two planes mean an edge, one plane the inside of a flat face.
        boolean isCorner(int vertex) {
            int at = Arrays.binarySearch(incidence, (long) vertex << 32);
            at = at < 0 ? -at - 1 : at;
            int firstFace = (int) incidence[at];
            int secondFace = -1;
            for (; at < incidence.length && (int) (incidence[at] >> 32) == vertex; at++) {
                int face = (int) incidence[at];
                if (coplanar(firstFace, face) || secondFace >= 0 && coplanar(secondFace, face)) {
                    continue;
                }
                if (secondFace >= 0) {
                    return true;
                }
                secondFace = face;
            }
            return false;
        }

        private boolean coplanar(int f, int g) {
            for (int i = 3 * g; i < 3 * g + 3; i++) {
                if (ExactSign.side(v, faces[3 * f], faces[3 * f + 1], faces[3 * f + 2], faces[i]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
