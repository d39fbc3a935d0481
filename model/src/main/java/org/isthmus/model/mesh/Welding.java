package org.isthmus.model.mesh;

import java.util.Arrays;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// Makes one vertex of those at exactly the same place (0 and −0 are the same place).
///
/// This is what MuJoCo does with the vertices of an STL file; the order of first appearance is kept, as there.
///
/// @param target `[nvertex]` for each vertex, its index among the different ones
/// @param count how many different ones there are
public record Welding(IntArray target, int count) {
    /// @param vertices `[n][3]`, no NaN
    public static Welding of(DoubleArray vertices) {
        int n = vertices.length() / 3;
        int[] target = new int[n];
        // Open addressing; a slot holds the index of the first vertex at its place, plus one.
        int mask = Integer.highestOneBit(Math.max(8, 2 * n)) * 2 - 1;
        int[] slots = new int[mask + 1];
        int count = 0;
        for (int i = 0; i < n; i++) {
            int slot = hash(vertices, i) & mask;
            while (slots[slot] != 0 && !same(vertices, slots[slot] - 1, i)) {
                slot = slot + 1 & mask;
            }
            if (slots[slot] == 0) {
                slots[slot] = i + 1;
                target[i] = count++;
            } else {
                target[i] = target[slots[slot] - 1];
            }
        }
        return new Welding(IntArray.wrap(target), count);
    }

    /// The same mesh with each place occupied by one vertex.
    public static Mesh weld(Mesh mesh) {
        Welding welding = of(mesh.vertices());
        if (welding.count == mesh.vertexCount()) {
            return mesh;
        }
        return new Mesh(welding.vertices(mesh.vertices()), welding.faces(mesh.faces()), mesh.normals(),
                mesh.texcoords(),
                mesh.colours(), mesh.parts());
    }

    /// The different vertices of those that were welded.
    public DoubleArray vertices(DoubleArray old) {
        double[] kept = new double[3 * count];
        for (int i = 0, next = 0; next < count; i++) {
            if (target.get(i) == next) {
                old.copyTo(3 * i, kept, 3 * next++, 3);
            }
        }
        return DoubleArray.wrap(kept);
    }

    /// Faces that use the different vertices.
    public IntArray faces(IntArray old) {
        int[] faces = new int[old.length()];
        Arrays.setAll(faces, i -> target.get(old.get(i)));
        return IntArray.wrap(faces);
    }

    private static boolean same(DoubleArray v, int i, int j) {
        return v.get(3 * i) == v.get(3 * j) && v.get(3 * i + 1) == v.get(3 * j + 1)
                && v.get(3 * i + 2) == v.get(3 * j + 2);
    }

    private static int hash(DoubleArray v, int i) {
        long h = 0;
        for (int axis = 0; axis < 3; axis++) {
            // Adding 0 turns −0 into 0.
            h = (h ^ Double.doubleToRawLongBits(v.get(3 * i + axis) + 0.0)) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 32;
        }
        return (int) h;
    }
}
