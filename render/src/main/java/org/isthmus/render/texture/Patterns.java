package org.isthmus.render.texture;

/// Textures that are computed. Their features have the size of 1 unit of the coordinates; a material scales them.
///
/// What is smaller than a pixel's footprint fades into its mean, so that distant patterns do not shimmer.
public final class Patterns {
    private static final int OCTAVES = 6;

    private Patterns() {}

    /// One colour.
    public static Texture constant(Rgb colour) {
        return (u, v, w, footprint, rgba) -> set(rgba, colour);
    }

    /// Squares (cubes, with three coordinates) of two colours, each of side 1.
    public static Texture checker(Rgb even, Rgb odd) {
        return (u, v, w, footprint, rgba) -> {
            double product = square(u, footprint) * square(v, footprint) * (w == 0 ? 1 : square(w, footprint));
            set(rgba, even.lerp(odd, 0.5 - 0.5 * product));
        };
    }

    /// From one colour at u = 0 to another at u = 1, constant beyond.
    public static Texture gradient(Rgb from, Rgb to) {
        return (u, v, w, footprint, rgba) -> set(rgba, from.lerp(to, Math.clamp(u, 0, 1)));
    }

    /// Clouds of two colours.
    public static Texture noise(Rgb a, Rgb b, long seed) {
        Noise noise = new Noise(seed);
        return (u, v, w, footprint, rgba) -> set(rgba,
                a.lerp(b, Math.clamp(0.5 + 0.7 * noise.fractal(u, v, w, OCTAVES, footprint), 0, 1)));
    }

    /// Veins of colour `vein` in `base`.
    public static Texture marble(Rgb base, Rgb vein, long seed) {
        Noise noise = new Noise(seed);
        return (u, v, w, footprint, rgba) -> {
            double wave = u + 2.5 * noise.fractal(u, v, w, OCTAVES, footprint);
            double ridge = 1 - 2 * Math.abs(wave - Math.floor(wave) - 0.5); // 1 at whole numbers
            double smooth = 1 - Math.min(1, footprint);
            set(rgba, base.lerp(vein, smooth * ridge * ridge * ridge * ridge + (1 - smooth) * 0.2));
        };
    }

    /// Rings of early and late wood about the u axis, with grain along it.
    public static Texture wood(Rgb light, Rgb dark, long seed) {
        Noise noise = new Noise(seed);
        return (u, v, w, footprint, rgba) -> {
            double bend = 0.35 * noise.fractal(0.3 * u, v, w, 3, footprint);
            double radius = Math.sqrt(v * v + w * w) + bend + 0.15 * u;
            double ring = radius - Math.floor(radius);
            double late = ring * ring * (1 - Math.min(1, footprint)) + Math.min(1, footprint) / 3;
            double grain = 0.12 * noise.fractal(3 * u, 60 * v, 60 * w, 2, 60 * footprint);
            set(rgba, light.lerp(dark, Math.clamp(late + grain, 0, 1)));
        };
    }

    /// Squares of side 1 with a slightly different shade each, and joints between them.
    ///
    /// @param joint width of the joints as a part of the side
    /// @param variation largest change of a tile's shade, as a part of it
    public static Texture tiles(Rgb tile, Rgb gap, double joint, double variation, long seed) {
        Noise noise = new Noise(seed);
        double covered = (1 - joint) * (1 - joint);
        return (u, v, w, footprint, rgba) -> {
            double blend = Math.min(1, footprint);
            double inside = edge(u, joint, footprint) * edge(v, joint, footprint);
            double shade = 1 + (1 - blend) * variation * (2 * noise.cell(u, v, 0.5) - 1);
            set(rgba, gap.lerp(tile.times(shade), (1 - blend) * inside + blend * covered));
        };
    }

    /// Stripes along v of two colours, each of width 1/2.
    public static Texture stripes(Rgb a, Rgb b) {
        return (u, v, w, footprint, rgba) -> set(rgba, a.lerp(b, 0.5 - 0.5 * square(2 * u, 2 * footprint)));
    }

    /// ±1 on even and odd unit intervals, averaged over the footprint.
    private static double square(double x, double footprint) {
        double half = Math.max(0.5 * footprint, 1e-9);
        return Math.clamp((triangle(x + half) - triangle(x - half)) / (2 * half), -1, 1);
    }

    /// The integral of the square wave.
    private static double triangle(double x) {
        double t = x - 2 * Math.floor(0.5 * x);
        return t < 1 ? t : 2 - t;
    }

    /// 1 inside a tile, 0 in the joint, with a slope as wide as the footprint.
    private static double edge(double x, double joint, double footprint) {
        double inTile = x - Math.floor(x);
        double toEdge = Math.min(inTile, 1 - inTile) - 0.5 * joint;
        return Math.clamp(toEdge / Math.max(footprint, 1e-9) + 0.5, 0, 1);
    }

    private static void set(float[] rgba, Rgb colour) {
        rgba[0] = (float) colour.r();
        rgba[1] = (float) colour.g();
        rgba[2] = (float) colour.b();
        rgba[3] = 1;
    }
}
