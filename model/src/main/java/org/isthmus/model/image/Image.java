package org.isthmus.model.image;

import org.isthmus.core.array.ByteArray;

/// An immutable image.
///
/// @param channels 1 grey, 2 grey and alpha, 3 red, green, blue, 4 red, green, blue, alpha
/// @param bits per sample, 8 or 16
/// @param pixels [height][width][channels], unsigned, row 0 at the top; of 16 bits, the high byte first
public record Image(int width, int height, int channels, int bits, ByteArray pixels) {
    /// The most columns or rows of an image.
    public static final int MAX_SIDE = 16_384;
    /// The most pixels of an image.
    public static final int MAX_PIXELS = 64_000_000;

    /// @throws IllegalArgumentException when the sizes do not fit together
    public Image {
        boolean sized = width > 0 && height > 0 && channels >= 1 && channels <= 4 && (bits == 8 || bits == 16);
        if (!sized || (long) width * height * channels * (bits / 8) != pixels.length()) {
            throw new IllegalArgumentException(
                    width + " by " + height + " pixels of " + channels + " channels of " + bits
                            + " bits in " + pixels.length() + " bytes");
        }
    }

    /// An image of 8 bits per sample.
    public Image(int width, int height, int channels, ByteArray pixels) {
        this(width, height, channels, 8, pixels);
    }

    /// The sample of a pixel, from 0 to 255 or 65535.
    ///
    /// @param x column, from the left
    /// @param y row, from the top
    public int sample(int x, int y, int channel) {
        int at = (y * width + x) * channels + channel;
        return bits == 8 ? pixels.get(at) & 0xFF : (pixels.get(2 * at) & 0xFF) << 8 | pixels.get(2 * at + 1) & 0xFF;
    }

    /// The same image in 8 bits: of 16 bits, the nearest.
    public Image to8Bits() {
        if (bits == 8) {
            return this;
        }
        byte[] out = new byte[pixels.length() / 2];
        for (int i = 0; i < out.length; i++) {
            int sample = (pixels.get(2 * i) & 0xFF) << 8 | pixels.get(2 * i + 1) & 0xFF;
            out[i] = (byte) ((sample * 255 + 32_767) / 65_535);
        }
        return new Image(width, height, channels, ByteArray.wrap(out));
    }
}
