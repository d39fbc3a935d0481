package org.isthmus.render.ray;

import org.isthmus.render.mesh.MeshLevel;

/// The hierarchy of a mesh's triangles, in single precision, immutable: nodes of 8 boxes and blocks of 8 triangles.
public final class TriangleTree {
    /// Numbers of a block: three corners, three axes, 8 triangles.
    static final int BLOCK = 9 * WideTree.WIDTH;

    /// [nnode][6][8], see [WideTree]
    final float[] boxes;
    /// [nnode][8] a node, or a block as `~block`
    final int[] children;
    /// [nblock][3][3][8] corner, axis, triangle; m; what is missing of 8 is NaN, which nothing hits
    final float[] blocks;
    /// [nblock][8] triangle of the mesh; −1: none
    final int[] faces;
    final boolean empty;

    private TriangleTree(float[] boxes, int[] children, float[] blocks, int[] faces, boolean empty) {
        this.boxes = boxes;
        this.children = children;
        this.blocks = blocks;
        this.faces = faces;
        this.empty = empty;
    }

    /// Builds the hierarchy; about 2 µs per triangle.
    public static TriangleTree of(MeshLevel mesh) {
        int n = mesh.faceCount();
        float[] bounds = new float[6 * n];
        for (int f = 0; f < n; f++) {
            for (int axis = 0; axis < 3; axis++) {
                float a = coordinate(mesh, f, 0, axis);
                float b = coordinate(mesh, f, 1, axis);
                float c = coordinate(mesh, f, 2, axis);
                bounds[6 * f + axis] = Math.min(a, Math.min(b, c));
                bounds[6 * f + 3 + axis] = Math.max(a, Math.max(b, c));
            }
        }
        WideTree tree = new WideTree(bounds, WideTree.WIDTH);
        float[] blocks = new float[BLOCK * tree.leaves];
        int[] faces = new int[WideTree.WIDTH * tree.leaves];
        for (int leaf = 0; leaf < tree.leaves; leaf++) {
            for (int lane = 0; lane < WideTree.WIDTH; lane++) {
                int at = tree.leafStart[leaf] + lane;
                int face = at < tree.leafEnd[leaf] ? tree.order[at] : -1;
                faces[WideTree.WIDTH * leaf + lane] = face;
                for (int k = 0; k < 9; k++) {
                    blocks[BLOCK * leaf + WideTree.WIDTH * k + lane] = face < 0 ? Float.NaN
                            : coordinate(mesh, face, k / 3, k % 3);
                }
            }
        }
        return new TriangleTree(tree.boxes, tree.children, blocks, faces, n == 0);
    }

    private static float coordinate(MeshLevel mesh, int face, int corner, int axis) {
        int v = mesh.faces()[3 * face + corner];
        return (axis == 0 ? mesh.x() : axis == 1 ? mesh.y() : mesh.z())[v];
    }
}
