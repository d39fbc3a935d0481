package org.isthmus.learn.network;

/// Where in the image each channel is strongest: the mean place under the channel's softmax (Levine et al. 2016, equation 2).
///
/// @param height of the map
/// @param width of the map
public record SpatialSoftmax(int channels, int height, int width) {
    /// @param x [batch, channels, height, width]
    /// @return [batch, 2·channels] of each channel x and y, −1 to 1 from left to right and from top to bottom
    public <T> T apply(Ops<T> ops, T x) {
        T weights = ops.softmax(ops.reshape(x, -1, channels, (long) height * width), -1);
        return ops.reshape(ops.matmul(weights, ops.constant(places(), (long) height * width, 2)), -1, 2L * channels);
    }

    /// [height][width][2] x and y
    private float[] places() {
        float[] places = new float[height * width * 2];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                places[2 * (r * width + c)] = along(c, width);
                places[2 * (r * width + c) + 1] = along(r, height);
            }
        }
        return places;
    }

    private static float along(int i, int n) {
        return n == 1 ? 0 : (float) (2.0 * i / (n - 1) - 1);
    }
}
