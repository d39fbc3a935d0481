package org.isthmus.learn.network;

/// Numbers that tell a transformer where a token is, or a denoiser how noisy its input is: sines and cosines of many wavelengths.
public final class Positions {
    private static final double LONGEST = 10_000;

    private Positions() {}

    /// Of a row: Vaswani et al. 2017, section 3.5, sines and cosines in turn.
    ///
    /// @return [n][size]
    public static float[] ofRow(int n, int size) {
        float[] table = new float[n * size];
        for (int p = 0; p < n; p++) {
            for (int k = 0; k < size; k++) {
                table[p * size + k] = wave(p, k / 2 * 2, size, k % 2 == 0);
            }
        }
        return table;
    }

    /// Of an image: the first half of the numbers tells the row, the second the column, both between 0 and 2π (Carion et al. 2020, section A.4).
    ///
    /// @param size of a token, a multiple of 4
    /// @return [height][width][size]
    public static float[] ofImage(int height, int width, int size) {
        int half = size / 2;
        float[] table = new float[height * width * size];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                int at = (r * width + c) * size;
                for (int k = 0; k < half; k++) {
                    table[at + k] = wave(turn(r, height), k / 2 * 2, half, k % 2 == 0);
                    table[at + half + k] = wave(turn(c, width), k / 2 * 2, half, k % 2 == 0);
                }
            }
        }
        return table;
    }

    /// Counted from 1, so that the last is a whole turn.
    private static double turn(int i, int n) {
        return 2 * Math.PI * (i + 1) / (n + 1e-6);
    }

    private static float wave(double position, int k, int size, boolean isSine) {
        double angle = position / StrictMath.pow(LONGEST, (double) k / size);
        return (float) (isSine ? StrictMath.sin(angle) : StrictMath.cos(angle));
    }

    /// Of steps of noise: all sines, then all cosines (Ho et al. 2020, as in their code).
    ///
    /// @param steps [n]
    /// @param size even and 4 or more
    /// @return [n][size]
    public static float[] ofSteps(long[] steps, int size) {
        int half = size / 2;
        double rate = StrictMath.log(LONGEST) / (half - 1);
        float[] table = new float[steps.length * size];
        for (int n = 0; n < steps.length; n++) {
            for (int k = 0; k < half; k++) {
                double angle = steps[n] * StrictMath.exp(-rate * k);
                table[n * size + k] = (float) StrictMath.sin(angle);
                table[n * size + half + k] = (float) StrictMath.cos(angle);
            }
        }
        return table;
    }
}
