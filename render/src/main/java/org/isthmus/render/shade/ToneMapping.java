package org.isthmus.render.shade;

/// Brings radiance into the range of a screen.
public final class ToneMapping {
    private static final float START = 0.8f - 0.04f;
    private static final float DESATURATION = 0.15f;

    private ToneMapping() {}

    /// Compresses what is brighter than 0.8 and leaves the rest as it is (Khronos PBR Neutral Tone Mapper, 2024; its offset for Fresnel
    /// reflections is left out, so that black stays black and grey grey).
    ///
    /// @param rgb [.][3] in place, from `at` on
    public static void neutral(float[] rgb, int at) {
        float peak = Math.max(rgb[at], Math.max(rgb[at + 1], rgb[at + 2]));
        if (!(peak > START)) {
            return;
        }
        float d = 1 - START;
        float compressed = 1 - d * d / (peak + d - START);
        float scale = compressed / peak;
        float white = 1 - 1 / (DESATURATION * (peak - compressed) + 1);
        for (int k = at; k < at + 3; k++) {
            rgb[k] = rgb[k] * scale * (1 - white) + compressed * white;
        }
    }

    /// The same for many, by plain loops that C2 turns into vectors.
    ///
    /// @param r [n] in place; `g` and `b` alike
    /// @param scale [n] overwritten; `shift` alike
    public static void neutral(float[] r, float[] g, float[] b, float[] scale, float[] shift, int n) {
        float d = 1 - START;
        for (int i = 0; i < n; i++) {
            scale[i] = Math.max(START, Math.max(r[i], Math.max(g[i], b[i])));
        }
        if (!anyAbove(scale, n)) {
            return;
        }
        for (int i = 0; i < n; i++) {
            float peak = scale[i];
            float excess = peak - START; // 0 below, which then changes no bit
            float compressed = START + d * excess / (excess + d);
            float colour = 1 / Math.fma(DESATURATION, peak - compressed, 1f);
            scale[i] = compressed / peak * colour;
            shift[i] = compressed * (1 - colour);
        }
        scale(r, scale, shift, n);
        scale(g, scale, shift, n);
        scale(b, scale, shift, n);
    }

    /// Not by their maximum, which would have each wait for the one before.
    private static boolean anyAbove(float[] peaks, int n) {
        for (int i = 0; i < n; i++) {
            if (!(peaks[i] <= START)) {
                return true;
            }
        }
        return false;
    }

    private static void scale(float[] values, float[] scale, float[] shift, int n) {
        for (int i = 0; i < n; i++) {
            values[i] = Math.fma(values[i], scale[i], shift[i]);
        }
    }
}
