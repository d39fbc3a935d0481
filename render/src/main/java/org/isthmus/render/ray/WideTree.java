package org.isthmus.render.ray;

import java.util.Arrays;

/// A hierarchy of boxes with up to 8 children per node, built top down with the binned surface area heuristic (Wald, "On fast construction
/// of SAH-based bounding volume hierarchies", 2007): the range of the largest area is split until a node has 8.
final class WideTree {
    static final int WIDTH = 8;
    /// Numbers of a node: lower and upper bounds in x, y and z, each of 8 children.
    static final int NODE = 6 * WIDTH;
    private static final int BINS = 16;
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

    /// [n][6] minx, miny, minz, maxx, maxy, maxz
    private final float[] primitives;
    private final int leafSize;
    private final float[] binBounds = new float[6 * BINS];
    private final int[] binCount = new int[BINS];
    private final float[] rightArea = new float[BINS];

    /// @param primitives [n][6] minx, miny, minz, maxx, maxy, maxz
    WideTree(float[] primitives, int leafSize) {
        this.primitives = primitives;
        this.leafSize = leafSize;
        order = new int[primitives.length / 6];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        node(0, order.length);
    }

    /// Makes the node of a range and all below it; returns its index.
    private int node(int from, int to) {
        int index = nodes++;
        boxes = grown(boxes, NODE * nodes);
        children = grown(children, WIDTH * nodes);
        int[] start = new int[WIDTH];
        int[] end = new int[WIDTH];
        float[][] bounds = new float[WIDTH][];
        start[0] = from;
        end[0] = to;
        bounds[0] = bounds(from, to);
        int count = to > from ? 1 : 0;
        while (count < WIDTH) {
            int widest = widest(start, end, bounds, count);
            if (widest < 0) {
                break;
            }
            int middle = split(start[widest], end[widest]);
            start[count] = middle;
            end[count] = end[widest];
            end[widest] = middle;
            bounds[widest] = bounds(start[widest], middle);
            bounds[count] = bounds(middle, end[count]);
            count++;
        }
        for (int k = 0; k < WIDTH; k++) {
            boolean used = k < count;
            for (int axis = 0; axis < 3; axis++) {
                boxes[NODE * index + 2 * WIDTH * axis + k] = used ? bounds[k][axis] : EMPTY_LOW;
                boxes[NODE * index + 2 * WIDTH * axis + WIDTH + k] = used ? bounds[k][3 + axis] : -EMPTY_LOW;
            }
        }
        for (int k = 0; k < WIDTH; k++) {
            boolean leaf = k < count && (end[k] - start[k] <= leafSize);
            // two statements: the recursion replaces the array
            int child = k >= count ? 0 : leaf ? ~leaf(start[k], end[k]) : node(start[k], end[k]);
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

    /// The range of the largest area that is too large for a leaf; −1: none.
    private int widest(int[] start, int[] end, float[][] bounds, int count) {
        int best = -1;
        float most = -1;
        for (int k = 0; k < count; k++) {
            if (end[k] - start[k] > leafSize && area(bounds[k], 0) > most) {
                most = area(bounds[k], 0);
                best = k;
            }
        }
        return best;
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
                float cost = area(left, 0) * count + rightArea[bin + 1] * (to - from - count);
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

    private static float[] grown(float[] a, int length) {
        return a.length >= length ? a : Arrays.copyOf(a, Math.max(length, a.length * 2));
    }

    private static int[] grown(int[] a, int length) {
        return a.length >= length ? a : Arrays.copyOf(a, Math.max(length, a.length * 2));
    }
}
