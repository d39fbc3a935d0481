package org.isthmus.render.path;

/// How photographs are made.
///
/// @param samples paths per pixel
/// @param maxBounces reflections of a path at most
/// @param seed another one gives other noise
/// @param lensRadius of the aperture, m; 0: everything is sharp
/// @param focusDistance depth that is sharp, m
/// @param directLight whether lamps and surroundings are also sampled on purpose; without it paths find them by chance only, slow but
///     simple: the reference for tests
public record PhotoSettings(
        int samples, int maxBounces, int seed, double lensRadius, double focusDistance, boolean directLight) {
    public static final int MAX_SAMPLES = 1 << 20;

    public PhotoSettings {
        if (samples < 1 || samples > MAX_SAMPLES || maxBounces < 0 || maxBounces > 1000 || !(lensRadius >= 0)
                || !(focusDistance > 0)) {
            throw new IllegalArgumentException(samples + " samples, " + maxBounces + " bounces, lens radius "
                    + lensRadius + ", focus distance " + focusDistance + ", expected 1 to " + MAX_SAMPLES
                    + ", 0 to 1000, 0 or more, above 0");
        }
    }

    /// Everything sharp, up to 8 bounces.
    public static PhotoSettings of(int samples) {
        return new PhotoSettings(samples, 8, 0, 0, 1, true);
    }

    public PhotoSettings withSamples(int other) {
        return new PhotoSettings(other, maxBounces, seed, lensRadius, focusDistance, directLight);
    }

    public PhotoSettings withSeed(int other) {
        return new PhotoSettings(samples, maxBounces, other, lensRadius, focusDistance, directLight);
    }

    public PhotoSettings withMaxBounces(int other) {
        return new PhotoSettings(samples, other, seed, lensRadius, focusDistance, directLight);
    }

    public PhotoSettings withLens(double radius, double focus) {
        return new PhotoSettings(samples, maxBounces, seed, radius, focus, directLight);
    }

    public PhotoSettings withoutDirectLight() {
        return new PhotoSettings(samples, maxBounces, seed, lensRadius, focusDistance, false);
    }
}
