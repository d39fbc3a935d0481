package org.isthmus.model.mesh;

import java.util.Arrays;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// How the faces of a mesh join: whether it is closed, consistently oriented and a manifold.
///
/// Vertices at the same place are one vertex here. A face with two corners at the same place joins nothing.
///
/// @param vertices places that faces use
/// @param faces faces with three different corners
/// @param degenerateFaces faces with two corners at the same place
/// @param edges between two places
/// @param boundaryEdges edges of one face only: the rim of a hole
/// @param inconsistentEdges edges of two faces that run along it in the same direction: one of the two is turned around
/// @param branchingEdges edges of more than two faces
/// @param components pieces that share no vertex
/// @param volume signed, as enclosed by the faces; means something when the mesh is closed
public record Topology(int vertices, int faces, int degenerateFaces, int edges, int boundaryEdges,
        int inconsistentEdges,
        int branchingEdges, int components, double volume) {
    public static Topology of(Mesh mesh) {
        Mesh welded = Welding.weld(mesh);
        int[] faces = welded.faces().toArray();
        long[] halfEdges = halfEdges(faces);
        int[] kinds = countEdges(halfEdges);
        int degenerate = mesh.faceCount() - halfEdges.length / 3;
        int used = (int) Arrays.stream(faces).distinct().count();
        return new Topology(used, halfEdges.length / 3, degenerate, kinds[0], kinds[1], kinds[2], kinds[3],
                components(welded.faces(), welded.vertexCount()), MassProperties.volume(mesh));
    }

    /// Whether each edge has exactly two faces.
    public boolean isClosed() {
        return faces > 0 && boundaryEdges == 0 && branchingEdges == 0;
    }

    /// Whether neighbouring faces agree on which side is out.
    public boolean isOriented() {
        return inconsistentEdges == 0;
    }

    /// Closed and oriented, but with the inside out.
    public boolean isInsideOut() {
        return isClosed() && isOriented() && volume < 0;
    }

    /// Whether the volume is that of a solid: closed, oriented, right side out.
    public boolean isSolid() {
        return isClosed() && isOriented() && volume > 0;
    }

    /// V − E + F: 2 for each sphere-like closed piece, 0 for each torus-like one.
    public int eulerCharacteristic() {
        return vertices - edges + faces;
    }

    /// Adds a warning for everything that keeps the mesh from being a solid.
    public void report(SourceLocation at, Diagnostics diagnostics) {
        if (boundaryEdges > 0) {
            diagnostics.warning(at,
                    "the mesh is not watertight: " + boundaryEdges + " of " + edges + " edges have one face",
                    "two faces at each edge",
                    "close the holes, or let inertia be computed from the convex hull or the shell");
        }
        if (branchingEdges > 0) {
            diagnostics.warning(at, "the mesh is not a manifold: " + branchingEdges + " of " + edges
                    + " edges have more than two faces", "two faces at each edge", "separate the parts that touch");
        }
        if (inconsistentEdges > 0) {
            diagnostics.warning(at, "the mesh has flipped faces: at " + inconsistentEdges + " of " + edges
                    + " edges the two faces disagree on which side is out", "faces counter-clockwise from outside",
                    "recompute the face orientation");
        }
        if (isInsideOut()) {
            diagnostics.warning(at, "the mesh is inside out: its volume is negative",
                    "faces counter-clockwise from outside",
                    "flip all faces");
        }
        if (degenerateFaces > 0) {
            diagnostics.warning(at, degenerateFaces + " faces have two corners at the same place", "triangles",
                    "remove them");
        }
    }

    /// One number per side of a face: (lower vertex, higher vertex, direction), packed; none of degenerate faces.
    private static long[] halfEdges(int[] faces) {
        long[] keys = new long[faces.length];
        int n = 0;
        for (int f = 0; f < faces.length; f += 3) {
            int a = faces[f];
            int b = faces[f + 1];
            int c = faces[f + 2];
            if (a != b && b != c && a != c) {
                keys[n++] = key(a, b);
                keys[n++] = key(b, c);
                keys[n++] = key(c, a);
            }
        }
        long[] sorted = Arrays.copyOf(keys, n);
        Arrays.sort(sorted);
        return sorted;
    }

    private static long key(int from, int to) {
        return (long) Math.min(from, to) << 32 | (long) Math.max(from, to) << 1 | (from < to ? 0 : 1);
    }

    /// All edges, those of one face, of two in the same direction, of more than two.
    private static int[] countEdges(long[] halfEdges) {
        int[] counts = new int[4];
        for (int i = 0, end; i < halfEdges.length; i = end) {
            end = i;
            int reverse = 0;
            while (end < halfEdges.length && halfEdges[end] >> 1 == halfEdges[i] >> 1) {
                reverse += (int) (halfEdges[end++] & 1);
            }
            counts[0]++;
            counts[1] += end - i == 1 ? 1 : 0;
            counts[2] += end - i == 2 && reverse != 1 ? 1 : 0;
            counts[3] += end - i > 2 ? 1 : 0;
        }
        return counts;
    }

    /// Pieces of the vertices that faces use, by union-find.
    private static int components(IntArray faces, int nvertex) {
        int[] parent = new int[nvertex];
        Arrays.setAll(parent, i -> i);
        boolean[] used = new boolean[nvertex];
        for (int i = 0; i < faces.length(); i++) {
            used[faces.get(i)] = true;
            parent[root(parent, faces.get(i))] = root(parent, faces.get(i - i % 3));
        }
        int count = 0;
        for (int i = 0; i < nvertex; i++) {
            count += used[i] && parent[i] == i ? 1 : 0;
        }
        return count;
    }

    private static int root(int[] parent, int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }
}
