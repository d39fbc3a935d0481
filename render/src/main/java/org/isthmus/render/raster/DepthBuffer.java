package org.isthmus.render.raster;

import java.util.Arrays;

/// The nearest depth at every pixel, without saying what is there: half the memory of a [VisibilityBuffer].
public final class DepthBuffer {
    private static final int CELL_BITS = 4;

    private int width;
    private int height;
    private float[] nearness = {};
    // What has been written to: columns and rows, the ends included.
    private int left;
    private int right;
    private int top;
    private int bottom;

    /// [cell row][cell column] greatest nearness, and [width] of a row of cells column by column
    private float[] nearest = {};
    private float[] columns = {};
    private int cells;

    public DepthBuffer() {}

    /// Makes it an empty image of a size; clears only what was written to.
    public void reset(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            for (int y = top; y <= bottom; y++) {
                Arrays.fill(nearness, y * width + left, y * width + right + 1, 0);
            }
        } else {
            nearness = new float[newWidth * newHeight];
        }
        width = newWidth;
        height = newHeight;
        left = width;
        right = -1;
        top = height;
        bottom = -1;
    }

    /// Makes it a copy of another, of what was written to.
    public void copy(DepthBuffer other) {
        reset(other.width, other.height);
        touch(other.left, other.right, other.top, other.bottom);
        for (int y = top; y <= bottom; y++) {
            System.arraycopy(other.nearness, y * width + left, nearness, y * width + left, right + 1 - left);
        }
    }

    /// Says that pixels between these columns and rows may be written to, the ends included.
    void touch(int fromX, int toX, int fromY, int toY) {
        left = Math.clamp(fromX, 0, left);
        right = Math.clamp(toX, right, width - 1);
        top = Math.clamp(fromY, 0, top);
        bottom = Math.clamp(toY, bottom, height - 1);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// [height][width] larger for what is nearer, see [VisibilityBuffer]; 0: nothing
    public float[] nearness() {
        return nearness;
    }

    /// Finds the greatest nearness in each cell of 16 by 16 pixels and the row and column that follow it, so that 2 by 2 pixels are in the cell of
    /// their first.
    public void summarise() {
        cells = (width >> CELL_BITS) + 1;
        int count = cells * ((height >> CELL_BITS) + 1);
        if (nearest.length != count || columns.length != width) {
            nearest = new float[count];
            columns = new float[width];
        }
        Arrays.fill(nearest, 0);
        for (int cell = Math.max(0, (top - 1) >> CELL_BITS); cell <= bottom >> CELL_BITS; cell++) {
            Arrays.fill(columns, 0);
            int from = Math.max(top, cell << CELL_BITS);
            int to = Math.min(bottom, (cell + 1) << CELL_BITS);
            for (int y = from; y <= to; y++) {
                raise(columns, nearness, y * width, left, right);
            }
            for (int c = Math.max(0, (left - 1) >> CELL_BITS); c <= right >> CELL_BITS; c++) {
                int last = Math.min(width - 1, (c + 1) << CELL_BITS);
                nearest[cell * cells + c] = greatest(columns, c << CELL_BITS, last);
            }
        }
    }

    /// A plain loop that C2 turns into vectors.
    private static void raise(float[] columns, float[] nearness, int row, int from, int to) {
        for (int x = from; x <= to; x++) {
            columns[x] = Math.max(columns[x], nearness[row + x]);
        }
    }

    private static float greatest(float[] values, int from, int to) {
        float greatest = 0;
        for (int x = from; x <= to; x++) {
            greatest = Math.max(greatest, values[x]);
        }
        return greatest;
    }

    /// The greatest nearness around four neighbours, or more, as [#summarise] found it.
    ///
    /// @param x column and row of the first of them
    public float nearestAround(int x, int y) {
        return nearest[(y >> CELL_BITS) * cells + (x >> CELL_BITS)];
    }
}
