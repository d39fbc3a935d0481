package org.isthmus.render.raster;

import java.util.Arrays;

/// The nearest depth at every pixel, without saying what is there: half the memory of a [VisibilityBuffer].
public final class DepthBuffer {
    private static final int CELL_BITS = 4;
    private static final int CELL = 1 << CELL_BITS;

    private int width;
    private int height;
    private float[] nearness = {};
    /// [cell row][cell column] no less than the nearness in a cell of 16 by 16 pixels and the row and column that follow it, so that 2 by 2
    /// pixels are in the cell of their first
    private float[] nearest = {};
    private int cells;

    public DepthBuffer() {}

    /// Makes it an empty image of a size; clears only cells that were drawn into.
    public void reset(int newWidth, int newHeight) {
        if (newWidth != width || newHeight != height) {
            width = newWidth;
            height = newHeight;
            nearness = new float[width * height];
            cells = (width >> CELL_BITS) + 1;
            nearest = new float[cells * ((height >> CELL_BITS) + 1)];
            return;
        }
        for (int top = 0; top < height; top += CELL) {
            int to;
            for (int from = drawnFrom(top, 0); from < width; from = drawnFrom(top, to)) {
                to = drawnTo(top, from);
                for (int y = top; y < Math.min(height, top + CELL); y++) {
                    Arrays.fill(nearness, y * width + from, y * width + to, 0);
                }
            }
        }
        Arrays.fill(nearest, 0);
    }

    /// Makes it a copy of another.
    public void copy(DepthBuffer other) {
        reset(other.width, other.height);
        for (int top = 0; top < height; top += CELL) {
            int to;
            for (int from = other.drawnFrom(top, 0); from < width; from = other.drawnFrom(top, to)) {
                to = other.drawnTo(top, from);
                for (int y = top; y < Math.min(height, top + CELL); y++) {
                    System.arraycopy(other.nearness, y * width + from, nearness, y * width + from, to - from);
                }
            }
        }
        System.arraycopy(other.nearest, 0, nearest, 0, nearest.length);
    }

    /// The first column of a row, from a cell's first on, whose cell was drawn into; the width where there is none.
    private int drawnFrom(int y, int x) {
        int row = (y >> CELL_BITS) * cells;
        int column = x >> CELL_BITS;
        while (column < cells && !(nearest[row + column] > 0)) {
            column++;
        }
        return Math.min(width, column << CELL_BITS);
    }

    /// One past the last column up to which all cells were drawn into.
    private int drawnTo(int y, int x) {
        int row = (y >> CELL_BITS) * cells;
        int column = x >> CELL_BITS;
        while (column < cells && nearest[row + column] > 0) {
            column++;
        }
        return Math.min(width, column << CELL_BITS);
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

    /// Says that something is drawn into pixels between these columns and rows, the ends included, nowhere nearer than `most`.
    void cover(int fromX, int toX, int fromY, int toY, float most) {
        for (int row = cellBefore(fromY); row <= toY >> CELL_BITS; row++) {
            for (int column = cellBefore(fromX); column <= toX >> CELL_BITS; column++) {
                raise(row, column, most);
            }
        }
    }

    /// The same of something flat: its nearness is `slopeX · x + slopeY · y + start`.
    void cover(int fromX, int toX, int fromY, int toY, float most, double slopeX, double slopeY, double start) {
        for (int row = cellBefore(fromY); row <= toY >> CELL_BITS; row++) {
            for (int column = cellBefore(fromX); column <= toX >> CELL_BITS; column++) {
                int x = column + (slopeX > 0 ? 1 : 0) << CELL_BITS;
                int y = row + (slopeY > 0 ? 1 : 0) << CELL_BITS;
                raise(row, column, Math.min(most, (float) (slopeX * x + slopeY * y + start)));
            }
        }
    }

    /// The first cell that a pixel counts for: the row and column after a cell are also its own.
    private static int cellBefore(int pixel) {
        return Math.max(0, pixel - 1) >> CELL_BITS;
    }

    private void raise(int row, int column, float most) {
        int at = row * cells + column;
        if (most >= nearest[at]) {
            nearest[at] = Math.nextUp(most); // whatever rounding did
        }
    }

    /// Finds the cells of 2 by 2 pixels, of places outside the nearest cell: a plain loop that C2 turns into vectors.
    ///
    /// @param column [n] of the first pixel, and a fraction; @param row [n]
    /// @param cell [n] out
    public void findCells(float[] column, float[] row, int[] cell, int n) {
        int right = width - 1;
        int bottom = height - 1;
        int perRow = cells;
        for (int i = 0; i < n; i++) {
            int c = Math.max(0, Math.min(right, (int) column[i])) >> CELL_BITS;
            int r = Math.max(0, Math.min(bottom, (int) row[i])) >> CELL_BITS;
            cell[i] = r * perRow + c;
        }
    }

    /// [cell] no less than the nearness of all 2 by 2 pixels of which the first is there
    public float[] nearest() {
        return nearest;
    }
}
