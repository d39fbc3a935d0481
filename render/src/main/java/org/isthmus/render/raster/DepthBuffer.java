package org.isthmus.render.raster;

import java.util.Arrays;

/// The nearest depth at every pixel, without saying what is there: half the memory of a [VisibilityBuffer].
public final class DepthBuffer {
    private int width;
    private int height;
    private float[] nearness = {};
    // What has been written to: columns and rows, the ends included.
    private int left;
    private int right;
    private int top;
    private int bottom;

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
}
