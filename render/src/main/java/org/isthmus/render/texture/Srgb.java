package org.isthmus.render.texture;

/// How linear values are stored in images: the transfer function of sRGB (IEC 61966-2-1).
public final class Srgb {
    private static final int STEPS = 1 << 14;
    /// [256] linear value of each byte
    private static final float[] LINEAR = linear();
    /// [2 · STEPS] byte of each linear value up to 1; 16384 steps keep the error below a tenth of a byte. Twice as long as used, so that
    /// masking an index leaves no need to check it.
    private static final byte[] BYTES = bytes();

    private Srgb() {}

    /// The linear value of an encoded one, both in [0, 1].
    public static double toLinear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : StrictMath.pow((encoded + 0.055) / 1.055, 2.4);
    }

    /// The encoded value of a linear one, both in [0, 1].
    public static double fromLinear(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055;
    }

    /// The linear value of a byte of an image.
    public static float ofByte(byte encoded) {
        return LINEAR[encoded & 0xFF];
    }

    /// The byte nearest to a linear value; what is outside [0, 1] is clamped, and no number gives 0.
    public static byte toByte(float linear) {
        int step = (int) (linear * STEPS + 0.5f);
        return BYTES[Math.max(0, Math.min(STEPS, step))];
    }

    /// Where [#ofStep] finds the bytes of linear values.
    ///
    /// @param linear [n]
    /// @param steps [n] out
    public static void steps(float[] linear, int[] steps, int n) {
        for (int i = 0; i < n; i++) {
            // clamped as whole numbers: minima of floats take six instructions
            steps[i] = Math.max(0, Math.min(STEPS, (int) (linear[i] * STEPS + 0.5f)));
        }
    }

    /// The byte of a step that [#steps] found, 0 to 255.
    public static int ofStep(int step) {
        return BYTES[step & 2 * STEPS - 1] & 0xFF;
    }

    private static float[] linear() {
        float[] table = new float[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) toLinear(i / 255.0);
        }
        return table;
    }

    private static byte[] bytes() {
        byte[] table = new byte[2 * STEPS];
        for (int i = 0; i <= STEPS; i++) {
            table[i] = (byte) (int) (255 * fromLinear((double) i / STEPS) + 0.5);
        }
        return table;
    }
}
