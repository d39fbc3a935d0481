package org.isthmus.render.texture;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.array.ByteArray;

/// An image that repeats over the plane: bilinear within a level of its pyramid, linear between two levels (trilinear).
///
/// (0, 0) is the lower left corner and (1, 1) the upper right one, as in OBJ. The values of single channels (roughness, normals) are
/// stored as they are; colours are decoded from sRGB.
public final class ImageTexture implements Texture {
    private static final float BYTE = 1 / 255f;

    /// One image of the pyramid: [height][width][4], linear.
    private record Level(int width, int height, float[] texels) {}

    private final List<Level> levels = new ArrayList<>();
    private final double largestSide;

    /// @param channels 1 grey, 2 grey and opacity, 3 colour, 4 colour and opacity
    /// @param srgb whether colours are encoded; opacity never is
    /// @param pixels [height][width][channels], row 0 at the top
    public ImageTexture(int width, int height, int channels, boolean srgb, ByteArray pixels) {
        if (width < 1 || height < 1 || channels < 1 || channels > 4
                || (long) width * height * channels != pixels.length()) {
            throw new IllegalArgumentException(width + " by " + height + " pixels of " + channels + " channels in "
                    + pixels.length() + " bytes");
        }
        levels.add(new Level(width, height, decode(width * height, channels, srgb, pixels)));
        while (levels.getLast().width > 1 || levels.getLast().height > 1) {
            levels.add(halved(levels.getLast()));
        }
        largestSide = Math.max(width, height);
    }

    private static float[] decode(int count, int channels, boolean srgb, ByteArray pixels) {
        float[] out = new float[4 * count];
        int colours = channels < 3 ? 1 : 3;
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < 3; k++) {
                byte value = pixels.get(i * channels + Math.min(k, colours - 1));
                out[4 * i + k] = srgb ? Srgb.ofByte(value) : (value & 0xFF) * BYTE;
            }
            boolean opaque = channels == 1 || channels == 3;
            out[4 * i + 3] = opaque ? 1 : (pixels.get(i * channels + channels - 1) & 0xFF) * BYTE;
        }
        return out;
    }

    /// The mean of 2 by 2 texels; of sides that are odd the last texel counts for the missing one.
    private static Level halved(Level from) {
        int width = Math.max(1, from.width / 2);
        int height = Math.max(1, from.height / 2);
        float[] out = new float[4 * width * height];
        for (int y = 0; y < height; y++) {
            int y1 = Math.min(2 * y + 1, from.height - 1);
            for (int x = 0; x < width; x++) {
                int x1 = Math.min(2 * x + 1, from.width - 1);
                for (int k = 0; k < 4; k++) {
                    out[4 * (y * width + x) + k] = 0.25f * (at(from, 2 * x, 2 * y, k) + at(from, x1, 2 * y, k)
                            + at(from, 2 * x, y1, k) + at(from, x1, y1, k));
                }
            }
        }
        return new Level(width, height, out);
    }

    private static float at(Level level, int x, int y, int k) {
        return level.texels[4 * (Math.min(y, level.height - 1) * level.width + Math.min(x, level.width - 1)) + k];
    }

    @Override
    public void sample(double u, double v, double w, double footprint, float[] rgba) {
        double texels = footprint * largestSide;
        if (!(texels > 1)) {
            bilinear(levels.getFirst(), u, v, 1, false, rgba);
            return;
        }
        // log2 by the exponent, linear in between: continuous, and the same on every machine
        int exponent = Math.getExponent(texels);
        double fraction = Math.scalb(texels, -exponent) - 1;
        int fine = Math.min(exponent, levels.size() - 1);
        int coarse = Math.min(exponent + 1, levels.size() - 1);
        bilinear(levels.get(fine), u, v, (float) (1 - fraction), false, rgba);
        bilinear(levels.get(coarse), u, v, (float) fraction, true, rgba);
    }

    private static void bilinear(Level level, double u, double v, float weight, boolean add, float[] rgba) {
        double x = u * level.width - 0.5;
        double y = (1 - v) * level.height - 0.5;
        double floorX = Math.floor(x);
        double floorY = Math.floor(y);
        float fx = (float) (x - floorX);
        float fy = (float) (y - floorY);
        int x0 = wrap(floorX, level.width);
        int y0 = wrap(floorY, level.height);
        int x1 = x0 + 1 == level.width ? 0 : x0 + 1;
        int y1 = y0 + 1 == level.height ? 0 : y0 + 1;
        int a = 4 * (y0 * level.width + x0);
        int b = 4 * (y0 * level.width + x1);
        int c = 4 * (y1 * level.width + x0);
        int d = 4 * (y1 * level.width + x1);
        float[] t = level.texels;
        for (int k = 0; k < 4; k++) {
            float top = t[a + k] + fx * (t[b + k] - t[a + k]);
            float bottom = t[c + k] + fx * (t[d + k] - t[c + k]);
            float value = weight * (top + fy * (bottom - top));
            rgba[k] = add ? rgba[k] + value : value;
        }
    }

    /// The remainder of a whole number; 0 of what is no index.
    private static int wrap(double whole, int size) {
        return Math.clamp((long) (whole - size * Math.floor(whole / size)), 0, size - 1);
    }
}
