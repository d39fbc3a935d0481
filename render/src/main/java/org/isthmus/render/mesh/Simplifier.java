package org.isthmus.render.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.CornerValues;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.mesh.Welding;

/// Makes coarser levels of a mesh by collapsing edges in the order of the quadric error (Garland and Heckbert, "Surface simplification using
/// quadric error metrics", SIGGRAPH 1997).
///
/// A vertex moves onto a neighbour, so no new positions or texture coordinates arise. In each pass the cheapest collapses that do not
/// touch each other are done. Vertices on borders and on seams of the texture stay. Normals are found anew.
final class Simplifier {
    /// Each level has at most this part of the triangles of the one before: all together have 3.3 times as many as the finest, and what is drawn is
    /// seldom much finer than it must be.
    private static final double RATIO = 0.7;
    private static final int MAX_LEVELS = 16;
    private static final int MAX_PASSES = 60;
    /// A triangle may turn by at most acos of this when a vertex moves.
    private static final double MIN_COSINE = 0.3;
    /// Numbers of a quadric: ten coefficients and the weight.
    private static final int Q = 11;

    /// [welded vertex][3] m, the mesh's frame
    private final double[] position;
    /// [corner] welded vertex
    private int[] faces;
    /// [corner] texture coordinate, or the vertex where there are none
    private int[] wedges;
    private final double[] quadrics;
    private final boolean[] locked;
    private double error;

    private Simplifier(double[] position, int[] faces, int[] wedges) {
        this.position = position;
        this.faces = faces;
        this.wedges = wedges;
        quadrics = new double[Q * (position.length / 3)];
        locked = new boolean[position.length / 3];
        for (int f = 0; f < faces.length; f += 3) {
            addPlane(f);
        }
    }

    /// The finest level and coarser ones.
    static List<MeshLevel> levels(MeshLevel finest, int leastFaces) {
        List<MeshLevel> levels = new ArrayList<>();
        levels.add(finest);
        if (finest.faceCount() <= leastFaces) {
            return levels;
        }
        DoubleArray points = points(finest);
        Welding welding = Welding.of(points);
        int[] faces = welding.faces(IntArray.wrap(finest.faces)).toArray();
        int[] wedges = finest.hasTexcoords() ? texcoordIds(finest) : faces;
        Simplifier s = new Simplifier(welding.vertices(points).toArray(), faces.clone(), wedges.clone());
        s.lockBordersAndSeams();
        int count = s.faces.length / 3;
        while (levels.size() < MAX_LEVELS && count > leastFaces) {
            s.reduceTo(Math.max(leastFaces, (int) (RATIO * count)));
            if (s.faces.length > 0.8 * 3 * count) {
                break; // what is left is locked
            }
            count = s.faces.length / 3;
            levels.add(s.level(finest));
        }
        return levels;
    }

    private static DoubleArray points(MeshLevel level) {
        double[] out = new double[3 * level.vertexCount()];
        for (int v = 0; v < level.vertexCount(); v++) {
            out[3 * v] = level.x[v];
            out[3 * v + 1] = level.y[v];
            out[3 * v + 2] = level.z[v];
        }
        return DoubleArray.wrap(out);
    }

    /// Corners with the same texture coordinates have the same id.
    private static int[] texcoordIds(MeshLevel level) {
        double[] uv = new double[3 * level.vertexCount()];
        for (int v = 0; v < level.vertexCount(); v++) {
            uv[3 * v] = level.texcoords[2 * v];
            uv[3 * v + 1] = level.texcoords[2 * v + 1];
        }
        return Welding.of(DoubleArray.wrap(uv)).faces(IntArray.wrap(level.faces)).toArray();
    }

    /// Adds the plane of a face to its vertices, weighted by the area.
    private void addPlane(int f) {
        Vec3 a = point(faces[f]);
        Vec3 n = point(faces[f + 1]).minus(a).cross(point(faces[f + 2]).minus(a));
        double area = n.length();
        if (!(area > 0)) {
            return;
        }
        double x = n.x() / area;
        double y = n.y() / area;
        double z = n.z() / area;
        double d = -(x * a.x() + y * a.y() + z * a.z());
        double[] q = {x * x, x * y, x * z, x * d, y * y, y * z, y * d, z * z, z * d, d * d, 1};
        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < Q; i++) {
                quadrics[Q * faces[f + k] + i] += area * q[i];
            }
        }
    }

    private Vec3 point(int v) {
        return Vec3.of(position, 3 * v);
    }

    /// The mean squared distance of a vertex's position from the planes of two vertices.
    private double cost(int v, int u) {
        double x = position[3 * u];
        double y = position[3 * u + 1];
        double z = position[3 * u + 2];
        double sum = 0;
        double weight = 0;
        for (int at = Q * v, i = 0; i < 2; i++, at = Q * u) {
            double[] q = quadrics;
            sum += x * (q[at] * x + 2 * (q[at + 1] * y + q[at + 2] * z + q[at + 3]))
                    + y * (q[at + 4] * y + 2 * (q[at + 5] * z + q[at + 6]))
                    + z * (q[at + 7] * z + 2 * q[at + 8]) + q[at + 9];
            weight += q[at + 10];
        }
        return weight > 0 ? Math.max(0, sum) / weight : 0;
    }

    /// Locks vertices of edges that do not have exactly two faces, and vertices with several texture coordinates.
    private void lockBordersAndSeams() {
        long[] edges = new long[faces.length];
        int[] wedgeOf = new int[locked.length];
        Arrays.fill(wedgeOf, -1);
        for (int c = 0; c < faces.length; c++) {
            int a = faces[c];
            int b = faces[c - c % 3 + (c + 1) % 3];
            edges[c] = (long) Math.min(a, b) << 32 | Math.max(a, b);
            locked[a] |= wedgeOf[a] >= 0 && wedgeOf[a] != wedges[c];
            wedgeOf[a] = wedges[c];
        }
        Arrays.sort(edges);
        for (int i = 0; i < edges.length;) {
            int j = i;
            while (j < edges.length && edges[j] == edges[i]) {
                j++;
            }
            if (j - i != 2) {
                locked[(int) (edges[i] >>> 32)] = true;
                locked[(int) edges[i]] = true;
            }
            i = j;
        }
    }

    private void reduceTo(int target) {
        for (int pass = 0; pass < MAX_PASSES && faces.length / 3 > target; pass++) {
            if (!pass(target)) {
                return;
            }
        }
    }

    /// One round of collapses; false when none was possible.
    private boolean pass(int target) {
        int nvertex = locked.length;
        int[] start = new int[nvertex + 1];
        int[] around = cornersAround(start);
        long[] order = candidates();
        boolean[] touched = new boolean[nvertex];
        int[] movedTo = new int[nvertex];
        int[] newWedge = new int[nvertex];
        Arrays.fill(movedTo, -1);
        int removable = faces.length / 3 - target;
        // not the most expensive third: cheaper ones come up once their neighbours have moved
        int usable = Math.min(order.length, Math.max(1, order.length * 2 / 3));
        int collapses = 0;
        for (int i = 0; i < usable && 2 * collapses < removable; i++) {
            int corner = (int) order[i];
            int v = faces[corner];
            int next = corner - corner % 3 + (corner + 1) % 3;
            int u = faces[next];
            if (touched[v] || touched[u] || flips(v, u, start, around)) {
                continue;
            }
            movedTo[v] = u;
            newWedge[v] = wedges[next];
            error = Math.max(error, Math.sqrt(cost(v, u)));
            for (int q = 0; q < Q; q++) {
                quadrics[Q * u + q] += quadrics[Q * v + q];
            }
            for (int a = start[v]; a < start[v + 1]; a++) {
                int f = around[a] - around[a] % 3;
                touched[faces[f]] = true;
                touched[faces[f + 1]] = true;
                touched[faces[f + 2]] = true;
            }
            collapses++;
        }
        apply(movedTo, newWedge);
        return collapses > 0;
    }

    private int[] cornersAround(int[] start) {
        for (int v : faces) {
            start[v + 1]++;
        }
        for (int v = 1; v < start.length; v++) {
            start[v] += start[v - 1];
        }
        int[] next = start.clone();
        int[] around = new int[faces.length];
        for (int c = 0; c < faces.length; c++) {
            around[next[faces[c]]++] = c;
        }
        return around;
    }

    /// Every half edge whose start may move, the cheapest first: cost as the bits of a float above, corner below.
    private long[] candidates() {
        long[] order = new long[faces.length];
        int count = 0;
        for (int c = 0; c < faces.length; c++) {
            int v = faces[c];
            if (!locked[v]) {
                float cost = (float) cost(v, faces[c - c % 3 + (c + 1) % 3]);
                order[count++] = (long) Float.floatToIntBits(cost) << 32 | c;
            }
        }
        order = Arrays.copyOf(order, count);
        Arrays.sort(order);
        return order;
    }

    /// Whether a face around v would turn over, or lose its area, when v moves to u.
    private boolean flips(int v, int u, int[] start, int[] around) {
        Vec3 moved = point(u);
        for (int a = start[v]; a < start[v + 1]; a++) {
            int f = around[a] - around[a] % 3;
            int b = faces[f + (around[a] + 1) % 3];
            int c = faces[f + (around[a] + 2) % 3];
            if (b == u || c == u) {
                continue;
            }
            Vec3 edge = point(c).minus(point(b));
            Vec3 before = edge.cross(point(v).minus(point(b)));
            Vec3 after = edge.cross(moved.minus(point(b)));
            if (!(before.dot(after) > MIN_COSINE * before.length() * after.length())) {
                return true;
            }
        }
        return false;
    }

    private void apply(int[] movedTo, int[] newWedge) {
        int kept = 0;
        for (int f = 0; f < faces.length; f += 3) {
            for (int k = 0; k < 3; k++) {
                int v = faces[f + k];
                boolean moves = movedTo[v] >= 0;
                faces[kept + k] = moves ? movedTo[v] : v;
                wedges[kept + k] = moves ? newWedge[v] : wedges[f + k];
            }
            boolean proper = faces[kept] != faces[kept + 1] && faces[kept + 1] != faces[kept + 2]
                    && faces[kept + 2] != faces[kept];
            kept += proper ? 3 : 0;
        }
        faces = Arrays.copyOf(faces, kept);
        wedges = Arrays.copyOf(wedges, kept);
    }

    private MeshLevel level(MeshLevel finest) {
        CornerValues texcoords = CornerValues.none(2);
        if (finest.hasTexcoords()) {
            texcoords = new CornerValues(2, texcoordValues(finest), IntArray.wrap(wedges.clone()));
        }
        Mesh mesh = new Mesh(DoubleArray.wrap(position), IntArray.wrap(faces.clone()), CornerValues.none(3), texcoords,
                CornerValues.none(4), List.of(new MeshPart("", 0, faces.length / 3, MeshMaterial.NONE)));
        MeshLevel level = MeshConversion.convert("", mesh).finest();
        return new MeshLevel(level.x, level.y, level.z, level.faces, level.normals, level.texcoords, error);
    }

    /// [id][2] texture coordinates by the ids of [#texcoordIds].
    private static DoubleArray texcoordValues(MeshLevel finest) {
        int[] ids = texcoordIds(finest);
        double[] values = new double[2 * (Arrays.stream(ids).max().orElse(-1) + 1)];
        for (int c = 0; c < ids.length; c++) {
            values[2 * ids[c]] = finest.texcoords[2 * finest.faces[c]];
            values[2 * ids[c] + 1] = finest.texcoords[2 * finest.faces[c] + 1];
        }
        return DoubleArray.wrap(values);
    }
}
