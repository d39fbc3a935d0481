package org.isthmus.render.ray;

import java.util.Arrays;

/// A hierarchy of boxes with up to 8 children per node, out of a [BinaryTree].
final class WideTree {
    static final int WIDTH = 8;
    /// Numbers of a node: lower and upper bounds in x, y and z, each of 8 children.
    static final int NODE = 6 * WIDTH;
    private static final float EMPTY_LOW = 1e30f;

    /// [nnode][6][8] minx, maxx, miny, maxy, minz, maxz; empty slots have boxes that no ray hits
    float[] boxes = new float[NODE];
    /// [nnode][8] a node (0 or more), or a leaf as `~leaf`
    int[] children = new int[WIDTH];
    int nodes;
    /// [nleaf] first and one past last in [#order]
    int[] leafStart = new int[16];
    int[] leafEnd = new int[16];
    int leaves;
    /// [n] primitives, those of a leaf together
    final int[] order;

    /// @param primitives [n][6] minx, miny, minz, maxx, maxy, maxz
    WideTree(float[] primitives, int leafSize) {
        BinaryTree tree = new BinaryTree(primitives, leafSize);
        order = tree.order;
        node(tree, 0);
    }

    /// Makes the node of 8 at a binary node, and all below it; returns its index.
    private int node(BinaryTree tree, int of) {
        int index = nodes++;
        boxes = grown(boxes, NODE * nodes);
        children = grown(children, WIDTH * nodes);
        int[] parts = new int[WIDTH];
        int count = tree.parts(of, parts);
        for (int k = 0; k < WIDTH; k++) {
            for (int axis = 0; axis < 3; axis++) {
                int at = NODE * index + 2 * WIDTH * axis + k;
                boxes[at] = k < count ? tree.bounds[6 * parts[k] + axis] : EMPTY_LOW;
                boxes[at + WIDTH] = k < count ? tree.bounds[6 * parts[k] + 3 + axis] : -EMPTY_LOW;
            }
        }
        for (int k = 0; k < count; k++) {
            // two statements: the recursion replaces the array
            int child = tree.isLeaf(parts[k]) ? ~leaf(tree.from[parts[k]], tree.to[parts[k]]) : node(tree, parts[k]);
            children[WIDTH * index + k] = child;
        }
        return index;
    }

    private int leaf(int from, int to) {
        leafStart = grown(leafStart, leaves + 1);
        leafEnd = grown(leafEnd, leaves + 1);
        leafStart[leaves] = from;
        leafEnd[leaves] = to;
        return leaves++;
    }

    static float[] grown(float[] a, int length) {
        return a.length >= length ? a : Arrays.copyOf(a, Math.max(length, a.length * 2));
    }

    static int[] grown(int[] a, int length) {
        return a.length >= length ? a : Arrays.copyOf(a, Math.max(length, a.length * 2));
    }
}
