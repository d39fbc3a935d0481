package org.isthmus.learn.network;

/// Images as networks take them: of mean 0 and deviation 1 over ImageNet, as torchvision has it.
final class Colours {
    /// [3] of 1
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    /// [3] of 1
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private Colours() {}

    /// @param images [batch, height, width, 3] 0 to 255
    /// @return [batch, 3, height, width]
    static <T> T scaled(Ops<T> ops, T images) {
        T x = ops.affine(ops.permute(images, 0, 3, 1, 2), 1 / 255.0, 0);
        return ops.divide(ops.subtract(x, ops.constant(MEAN, 3, 1, 1)), ops.constant(DEVIATION, 3, 1, 1));
    }
}
