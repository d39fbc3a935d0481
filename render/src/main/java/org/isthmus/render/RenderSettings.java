package org.isthmus.render;

import org.jspecify.annotations.Nullable;

import org.isthmus.render.texture.Rgb;

/// How fast images are made.
///
/// @param shadows how lights are blocked
/// @param shadowMapSize rows and columns of a light's shadow map; 0: as large as images of this size need, see
///        [#shadowMapSize(int, int)]
/// @param softShadows whether shadow rays go to a random place of a lamp, for use with supersampling
/// @param occlusionRays rays per sample that find how much of the surroundings a place sees; 0: all of it
/// @param occlusionDistance how far these rays go, m
/// @param supersampling samples of the colour per pixel and axis; other outputs are those of the sample in the middle
/// @param levelError how far, in pixels, a coarser level of detail may be from the finest; 0: always the finest
/// @param exposure factor of the radiance before tone mapping
/// @param toneCurve what happens to what is brighter than white
/// @param background colour where nothing is, as radiance; null: the environment
public record RenderSettings(
        Shadows shadows, int shadowMapSize, boolean softShadows, int occlusionRays, double occlusionDistance,
        int supersampling, double levelError, double exposure, ToneCurve toneCurve, @Nullable Rgb background) {
    /// How lights are blocked.
    public enum Shadows {
        NONE,
        /// By depth images seen from directional and spot lights, and of area lights up to 63° from their axis; point lights and meshes that
        /// shine cast none.
        MAP,
        /// By a ray to each light: exact.
        RAYS
    }

    /// What happens to what is brighter than white.
    public enum ToneCurve {
        /// It is clipped.
        LINEAR,
        /// It is compressed, colours up to 0.8 stay as they are (Khronos PBR Neutral Tone Mapper).
        NEUTRAL
    }

    private static final int LEAST_MAP = 256;
    private static final int LARGEST_MAP = 512;

    /// For observations: shadow maps, levels of detail, one sample.
    public static final RenderSettings FAST = new RenderSettings(Shadows.MAP, 0, false, 0, 1, 1, 0.25, 1,
            ToneCurve.NEUTRAL, null);
    /// For pictures: soft shadows by rays, occlusion of the surroundings, 9 samples per pixel.
    public static final RenderSettings FINE = new RenderSettings(Shadows.RAYS, 1024, true, 2, 1, 3, 0, 1,
            ToneCurve.NEUTRAL, null);

    /// @throws IllegalArgumentException when a number is out of its range
    public RenderSettings {
        if (shadowMapSize < 0 || shadowMapSize > 8192 || occlusionRays < 0 || occlusionRays > 1024 || supersampling < 1
                || supersampling > 8 || !(levelError >= 0) || !(exposure >= 0) || !(occlusionDistance > 0)
                || !Double.isFinite(exposure)) {
            throw new IllegalArgumentException("shadow map of " + shadowMapSize + ", " + occlusionRays
                    + " occlusion rays, supersampling " + supersampling + ", level error " + levelError + ", exposure "
                    + exposure + ", expected 0 to 8192, 0 to 1024, 1 to 8, 0 or more, 0 or more");
        }
    }

    /// Rows and columns of shadow maps for images of a size: as asked for, or the power of two that is at most twice the longer side,
    /// 256 to 512. Small images do not show what a larger map would add.
    public int shadowMapSize(int width, int height) {
        return shadowMapSize > 0 ? shadowMapSize
                : Math.clamp(2L * Integer.highestOneBit(Math.max(width, height)), LEAST_MAP, LARGEST_MAP);
    }

    public RenderSettings withShadows(Shadows other) {
        return new RenderSettings(other, shadowMapSize, softShadows, occlusionRays, occlusionDistance, supersampling,
                levelError, exposure, toneCurve, background);
    }

    public RenderSettings withShadowMapSize(int other) {
        return new RenderSettings(shadows, other, softShadows, occlusionRays, occlusionDistance, supersampling,
                levelError, exposure, toneCurve, background);
    }

    public RenderSettings withOcclusion(int rays, double distance) {
        return new RenderSettings(shadows, shadowMapSize, softShadows, rays, distance, supersampling, levelError,
                exposure, toneCurve, background);
    }

    public RenderSettings withSupersampling(int other) {
        return new RenderSettings(shadows, shadowMapSize, softShadows, occlusionRays, occlusionDistance, other,
                levelError, exposure, toneCurve, background);
    }

    public RenderSettings withLevelError(double other) {
        return new RenderSettings(shadows, shadowMapSize, softShadows, occlusionRays, occlusionDistance, supersampling,
                other, exposure, toneCurve, background);
    }

    public RenderSettings withExposure(double other) {
        return new RenderSettings(shadows, shadowMapSize, softShadows, occlusionRays, occlusionDistance, supersampling,
                levelError, other, toneCurve, background);
    }

    public RenderSettings withToneCurve(ToneCurve other) {
        return new RenderSettings(shadows, shadowMapSize, softShadows, occlusionRays, occlusionDistance, supersampling,
                levelError, exposure, other, background);
    }

    public RenderSettings withBackground(@Nullable Rgb other) {
        return new RenderSettings(shadows, shadowMapSize, softShadows, occlusionRays, occlusionDistance, supersampling,
                levelError, exposure, toneCurve, other);
    }
}
