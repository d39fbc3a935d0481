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

    /// [cell row][cell column] no less than the nearness in a cell of 16 by 16 pixels and the row and column that follow it, so that 2 by 2
    /// pixels are in the cell of their first
    private float[] nearest = {};
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
            cells = (newWidth >> CELL_BITS) + 1;
            nearest = new float[cells * ((newHeight >> CELL_BITS) + 1)];
        }
        Arrays.fill(nearest, 0);
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
        System.arraycopy(other.nearest, 0, nearest, 0, nearest.length);
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
        nearest[at] = Math.max(nearest[at], Math.nextUp(most)); // whatever rounding did
    }

    /// No less than the greatest nearness of four neighbours.
    ///
    /// @param x column and row of the first of them
    public float nearestAround(int x, int y) {
        return nearest[(y >> CELL_BITS) * cells + (x >> CELL_BITS)];
    }
}
