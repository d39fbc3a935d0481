package org.isthmus.render.raster;

import java.util.Arrays;

/// Depth and triangle of every pixel, one word each: above, the bits of a positive number that is larger for what is nearer (1/z, or for parallel
/// projection a distance from the far end); below, the triangle's number in its [DrawList]. 0: nothing.
public final class VisibilityBuffer {
    private int width;
    private int height;
    private long[] words = {};

    public VisibilityBuffer() {}

    /// Makes it an empty image of a size.
    public void reset(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        if (words.length < newWidth * newHeight) {
            words = new long[newWidth * newHeight];
        } else {
            Arrays.fill(words, 0, newWidth * newHeight, 0);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// [height][width]; to be filled by whoever finds something nearer
    public long[] words() {
        return words;
    }

    /// The word of a nearness and a triangle.
    static long word(float nearness, int triangle) {
        return (long) Float.floatToRawIntBits(nearness) << 32 | triangle;
    }

    /// The nearness in a word.
    public static float nearness(long word) {
        return Float.intBitsToFloat((int) (word >>> 32));
    }

    /// The triangle in a word.
    public static int triangle(long word) {
        return (int) word;
    }

    /// Puts something there if it is nearer than what is there.
    public void put(int x, int y, float nearness, int triangle) {
        long word = word(nearness, triangle);
        int at = y * width + x;
        if (word > words[at]) {
            words[at] = word;
        }
    }
}
