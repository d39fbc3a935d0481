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
    private static final float[] GREY = {0.299f, 0.587f, 0.114f};

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
        // Columns that lie within the image, of all the others the nearest is taken.
        int first = Math.clamp(-change.right(), 0, width);
        int end = Math.clamp(width - change.right(), 0, width);
        for (int r = 0; r < height; r++) {
            int row = at + 3 * width * Math.clamp((long) r + change.down(), 0, height - 1);
            int own = to + 3 * width * r;
            int by = row + 3 * change.right() - own;
            for (int i = own + 3 * first; i < own + 3 * end; i++) {
                out[i] = from[i + by] & 0xff;
            }
            for (int i = 0; i < 3 * first; i++) {
                out[own + i] = from[row + i % 3] & 0xff;
            }
            for (int i = 3 * end; i < 3 * width; i++) {
                out[own + i] = from[row + 3 * (width - 1) + i % 3] & 0xff;
            }
        }
        if (brightness > 0 || contrast > 0 || saturation > 0) {
            recolour(change, out, to, width * height);
        }
    }

    /// Saturation, contrast and brightness in one: a share of each colour, a share of its pixel's grey, and a share of the image's mean grey.
    private static void recolour(Change change, float[] image, int at, int pixels) {
        double sum = 0;
        for (int p = at; p < at + 3 * pixels; p += 3) {
            sum += grey(image, p);
        }
        double other = change.brightness() * change.contrast();
        float own = (float) (other * change.saturation());
        float greys = (float) (other * (1 - change.saturation()));
        float mean = (float) (change.brightness() * (1 - change.contrast()) * sum / pixels);
        for (int p = at; p < at + 3 * pixels; p += 3) {
            float rest = greys * grey(image, p) + mean;
            image[p] = Math.clamp(own * image[p] + rest, 0, 255);
            image[p + 1] = Math.clamp(own * image[p + 1] + rest, 0, 255);
            image[p + 2] = Math.clamp(own * image[p + 2] + rest, 0, 255);
        }
    }

    private static float grey(float[] image, int at) {
        return GREY[0] * image[at] + GREY[1] * image[at + 1] + GREY[2] * image[at + 2];
    }
}
