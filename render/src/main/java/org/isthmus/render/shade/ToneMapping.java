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
}
