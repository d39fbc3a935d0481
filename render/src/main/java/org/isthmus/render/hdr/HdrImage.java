package org.isthmus.render.hdr;

import org.isthmus.core.array.FloatArray;

/// An immutable image in linear light.
///
/// @param rgb [height][width][3] radiance, finite and not negative, row 0 at the top
public record HdrImage(int width, int height, FloatArray rgb) {
    /// The most columns or rows.
    public static final int MAX_SIDE = 16_384;
    /// The most pixels: a panorama of 8192 by 4096.
    public static final int MAX_PIXELS = 1 << 25;

    /// @throws IllegalArgumentException when sizes disagree or a value is negative or no number
    public HdrImage {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS
                || 3L * width * height != rgb.length()) {
            throw new IllegalArgumentException(
                    "an image of " + width + " by " + height + " pixels with " + rgb.length() + " numbers");
        }
        for (int i = 0; i < rgb.length(); i++) {
            if (!(rgb.get(i) >= 0 && rgb.get(i) < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("an image with radiance " + rgb.get(i)
                        + ", expected finite numbers from 0 on");
            }
        }
    }

    /// One of the three values of a pixel.
    public float sample(int x, int y, int channel) {
        return rgb.get(3 * (y * width + x) + channel);
    }
}
