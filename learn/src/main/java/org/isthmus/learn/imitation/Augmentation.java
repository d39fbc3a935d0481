package org.isthmus.learn.imitation;

import org.isthmus.core.random.RandomStream;

/// What observations are changed by at random while a policy learns, so that it does not rely on what is chance.
///
/// @param shift pixels by which images move at most, along each axis; what comes in repeats the border (Yarats et al. 2021, "DrQ", section 3.1)
/// @param brightness by which colours are multiplied: 1 ± this
/// @param contrast by which differences from the image's mean grey are multiplied: 1 ± this
/// @param saturation by which differences from the pixel's grey are multiplied: 1 ± this
/// @param noise deviation of normal noise on scaled numbers
public record Augmentation(int shift, double brightness, double contrast, double saturation, double noise) {
    public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0);
    /// [3] weights of colours in grey: ITU-R BT.601
    private static final double[] GREY = {0.299, 0.587, 0.114};

    public Augmentation {
        if (shift < 0 || !(brightness >= 0 && brightness < 1) || !(contrast >= 0 && contrast < 1)
                || !(saturation >= 0 && saturation <= 1) || !(noise >= 0)) {
            throw new IllegalArgumentException("shift " + shift + ", brightness " + brightness + ", contrast "
                    + contrast + ", saturation " + saturation + ", noise " + noise
                    + "; expected 0 or more, and less than 1 for colours");
        }
    }

    /// What one image, and those of the moments before it, are changed by.
    record Change(int right, int down, double brightness, double contrast, double saturation) {}

    /// Draws a change.
    Change draw(RandomStream stream) {
        return new Change(stream.nextInt(-shift, shift + 1), stream.nextInt(-shift, shift + 1),
                about(stream, brightness),
                about(stream, contrast), about(stream, saturation));
    }

    private static double about(RandomStream stream, double range) {
        return 1 + range * (2 * stream.nextOpen() - 1);
    }

    /// Changes an image.
    ///
    /// @param from [height][width][3]
    /// @param out [height][width][3] 0 to 255
    void apply(Change change, byte[] from, int at, int width, int height, float[] out, int to) {
        for (int r = 0; r < height; r++) {
            int row = Math.clamp((long) r + change.down(), 0, height - 1);
            for (int c = 0; c < width; c++) {
                int column = Math.clamp((long) c + change.right(), 0, width - 1);
                for (int k = 0; k < 3; k++) {
                    out[to + (r * width + c) * 3 + k] = from[at + (row * width + column) * 3 + k] & 0xff;
                }
            }
        }
        if (brightness > 0 || contrast > 0 || saturation > 0) {
            recolour(change, out, to, width * height);
        }
    }

    private static void recolour(Change change, float[] image, int at, int pixels) {
        double mean = 0;
        for (int p = 0; p < pixels; p++) {
            mean += grey(image, at + 3 * p) / pixels;
        }
        for (int p = 0; p < pixels; p++) {
            double grey = grey(image, at + 3 * p);
            for (int k = 0; k < 3; k++) {
                double colour = grey + change.saturation() * (image[at + 3 * p + k] - grey);
                colour = mean + change.contrast() * (colour - mean);
                image[at + 3 * p + k] = (float) Math.clamp(colour * change.brightness(), 0, 255);
            }
        }
    }

    private static double grey(float[] image, int at) {
        return GREY[0] * image[at] + GREY[1] * image[at + 1] + GREY[2] * image[at + 2];
    }
}
