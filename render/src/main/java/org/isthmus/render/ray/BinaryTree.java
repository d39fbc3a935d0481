package org.isthmus.render.ray;

import java.util.Arrays;

/// A hierarchy of boxes with two children per node, built top down with the binned surface area heuristic (Wald, "On fast construction of SAH-based
/// bounding volume hierarchies", 2007), and the best way to make nodes of 8 of it (Ylitie, Karras and Laine, "Efficient incoherent ray traversal on
/// GPUs through compressed wide BVHs", HPG 2017, section 3.1).
final class BinaryTree {
    private static final int WIDTH = WideTree.WIDTH;
    private static final int BINS = 16;
    /// What testing 8 primitives costs, where testing 8 boxes costs 1.
    private static final float LEAF_COST = 1.2f;

    /// [nnode][6] minx, miny, minz, maxx, maxy, maxz
    float[] bounds = new float[6 * 16];
    /// [nnode] first primitive and one past the last, in `order`
    int[] from = new int[16];
    int[] to = new int[16];
    /// [n] primitives, those of a leaf together
    final int[] order;
    /// [nnode] children; −1: a leaf
    private int[] left = new int[16];
    private int[] right = new int[16];
    private int nodes;
    /// [nnode][WIDTH] what rays pay, per area, for the node as at most k + 1 parts of one above it
    private float[] costs = new float[WIDTH * 16];
    /// [nnode][WIDTH] how many of k + 1 parts are made of the first child; 0: it is better to make one part less
    private byte[] shares = new byte[WIDTH * 16];

    /// [n][6] minx, miny, minz, maxx, maxy, maxz
    private final float[] primitives;
    private final int leafSize;
    /// [BINS][6] boxes around what is in each bin, [BINS] how many that are, and [BINS] the area of all from each bin on
    private final float[] binBounds = new float[6 * BINS];
    private final int[] binCount = new int[BINS];
    private final float[] rightArea = new float[BINS];

    /// @param primitives [n][6] minx, miny, minz, maxx, maxy, maxz
    /// @param leafSize the most primitives of a leaf, which are tested together
    BinaryTree(float[] primitives, int leafSize) {
        this.primitives = primitives;
        this.leafSize = leafSize;
        order = new int[primitives.length / 6];
        Arrays.setAll(order, i -> i);
        node(0, order.length);
    }

    boolean isLeaf(int node) {
        return left[node] < 0;
    }

    /// Writes which nodes are the children of a node of 8; how many there are is returned, 0 for an empty tree.
    ///
    /// @param parts [WIDTH] out
    int parts(int node, int[] parts) {
        if (order.length == 0) {
            return 0;
        }
        if (isLeaf(node)) {
            parts[0] = node;
            return 1;
        }
        int share = shares[WIDTH * node + WIDTH - 1];
        int count = parts(right[node], WIDTH - share, parts, parts(left[node], share, parts, 0));
        sort(parts, count);
        return count;
    }

    /// The largest last: rays that are only asked whether anything is hit go there first.
    private void sort(int[] parts, int count) {
        for (int k = 1; k < count; k++) {
            int part = parts[k];
            float area = area(bounds, 6 * part);
            int at = k;
            while (at > 0 && area(bounds, 6 * parts[at - 1]) > area) {
                parts[at] = parts[at - 1];
                at--;
            }
            parts[at] = part;
        }
    }

    private int parts(int node, int most, int[] parts, int count) {
        int k = most;
        while (k > 1 && !isLeaf(node) && shares[WIDTH * node + k - 1] == 0) {
            k--;
        }
        if (k == 1 || isLeaf(node)) {
            parts[count] = node;
            return count + 1;
        }
        int share = shares[WIDTH * node + k - 1];
        return parts(right[node], k - share, parts, parts(left[node], share, parts, count));
    }

    /// Makes the node of a range and all below it; returns its index.
    private int node(int first, int end) {
        int index = nodes++;
        bounds = WideTree.grown(bounds, 6 * nodes);
        from = WideTree.grown(from, nodes);
        to = WideTree.grown(to, nodes);
        left = WideTree.grown(left, nodes);
        right = WideTree.grown(right, nodes);
        costs = WideTree.grown(costs, WIDTH * nodes);
        shares = shares.length >= WIDTH * nodes ? shares : Arrays.copyOf(shares, 2 * shares.length);
        from[index] = first;
        to[index] = end;
        System.arraycopy(bounds(first, end), 0, bounds, 6 * index, 6);
        if (end - first <= leafSize) {
            left[index] = -1;
            Arrays.fill(costs, WIDTH * index, WIDTH * (index + 1), LEAF_COST * area(bounds, 6 * index));
            return index;
        }
        int middle = split(first, end);
        int a = node(first, middle); // the recursion replaces the arrays
        int b = node(middle, end);
        left[index] = a;
        right[index] = b;
        weigh(index, a, b);
        return index;
    }

    /// Finds the least costs of a node whose children's are known.
    private void weigh(int node, int a, int b) {
        int at = WIDTH * node;
        float parted = 0;
        for (int k = 2; k <= WIDTH; k++) {
            parted = Float.POSITIVE_INFINITY;
            shares[at + k - 1] = 1; // stays where nothing is less: boxes without end
            for (int share = 1; share < k; share++) {
                float cost = costs[WIDTH * a + share - 1] + costs[WIDTH * b + k - share - 1];
                if (cost < parted) {
                    parted = cost;
                    shares[at + k - 1] = (byte) share;
                }
            }
            costs[at + k - 1] = parted;
        }
        costs[at] = area(bounds, 6 * node) + parted; // as one part: a node of 8
        for (int k = 2; k < WIDTH; k++) {
            if (costs[at + k - 2] <= costs[at + k - 1]) {
                costs[at + k - 1] = costs[at + k - 2];
                shares[at + k - 1] = 0;
            }
        }
    }

    private float[] bounds(int from, int to) {
        float[] b = emptyBounds(1);
        for (int i = from; i < to; i++) {
            include(b, 0, primitives, 6 * order[i]);
        }
        return b;
    }

    private static float[] emptyBounds(int count) {
        float[] b = new float[6 * count];
        for (int i = 0; i < b.length; i++) {
            b[i] = i % 6 < 3 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY;
        }
        return b;
    }

    private static void include(float[] bounds, int at, float[] other, int from) {
        for (int k = 0; k < 3; k++) {
            bounds[at + k] = Math.min(bounds[at + k], other[from + k]);
            bounds[at + 3 + k] = Math.max(bounds[at + 3 + k], other[from + 3 + k]);
        }
    }

    private static float area(float[] b, int at) {
        float x = b[at + 3] - b[at];
        float y = b[at + 4] - b[at + 1];
        float z = b[at + 5] - b[at + 2];
        return x < 0 ? 0 : x * y + y * z + z * x;
    }

    /// Parts a range in two that are not empty, along the best of 16 planes in x, y and z; returns where the second begins.
    private int split(int from, int to) {
        float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = from; i < to; i++) {
            for (int axis = 0; axis < 3; axis++) {
                float c = centroid(order[i], axis);
                low[axis] = Math.min(low[axis], c);
                high[axis] = Math.max(high[axis], c);
            }
        }
        int bestAxis = -1;
        int bestBin = 0;
        float best = Float.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            if (!(high[axis] > low[axis])) {
                continue;
            }
            float scale = BINS * 0.9999f / (high[axis] - low[axis]);
            fillBins(from, to, axis, low[axis], scale);
            sweepRight();
            float[] left = emptyBounds(1);
            int count = 0;
            for (int bin = 0; bin + 1 < BINS; bin++) {
                include(left, 0, binBounds, 6 * bin);
                count += binCount[bin];
                float cost = area(left, 0) * leavesOf(count) + rightArea[bin + 1] * leavesOf(to - from - count);
                if (count > 0 && count < to - from && cost < best) {
                    best = cost;
                    bestAxis = axis;
                    bestBin = bin;
                }
            }
        }
        if (bestAxis < 0) {
            return (from + to) >>> 1; // all in one place
        }
        int middle = partition(from, to, bestAxis, low[bestAxis],
                BINS * 0.9999f / (high[bestAxis] - low[bestAxis]), bestBin);
        return middle == from || middle == to ? (from + to) >>> 1 : middle;
    }

    /// The least number of leaves for so many primitives: leaves cost the same however full they are.
    private int leavesOf(int count) {
        return Math.ceilDiv(count, leafSize);
    }

    private float centroid(int primitive, int axis) {
        return primitives[6 * primitive + axis] + primitives[6 * primitive + 3 + axis];
    }

    private void fillBins(int from, int to, int axis, float low, float scale) {
        System.arraycopy(emptyBounds(BINS), 0, binBounds, 0, 6 * BINS);
        Arrays.fill(binCount, 0);
        for (int i = from; i < to; i++) {
            int bin = (int) ((centroid(order[i], axis) - low) * scale);
            include(binBounds, 6 * bin, primitives, 6 * order[i]);
            binCount[bin]++;
        }
    }

    /// The area of all bins from each one on.
    private void sweepRight() {
        float[] right = emptyBounds(1);
        for (int bin = BINS - 1; bin >= 0; bin--) {
            include(right, 0, binBounds, 6 * bin);
            rightArea[bin] = area(right, 0);
        }
    }

    private int partition(int from, int to, int axis, float low, float scale, int lastLeft) {
        int left = from;
        int right = to - 1;
        while (left <= right) {
            int bin = (int) ((centroid(order[left], axis) - low) * scale);
            if (bin <= lastLeft) {
                left++;
            } else {
                int swap = order[left];
                order[left] = order[right];
                order[right--] = swap;
            }
        }
        return left;
    }
}
