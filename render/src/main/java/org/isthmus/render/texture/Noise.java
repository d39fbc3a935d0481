package org.isthmus.render.texture;

/// Smooth random functions of space: gradient noise on the integer lattice (Perlin, "Improving noise", SIGGRAPH 2002), with a
/// hash instead of a table, so that every seed has its own.
public final class Noise {
    private final int seed;

    public Noise(long seed) {
        this.seed = (int) (seed ^ seed >>> 32) * 0x9E3779B9;
    }

    /// One octave: about [−1, 1], zero on the lattice, with features of size 1.
    public double at(double x, double y, double z) {
        double fx = Math.floor(x);
        double fy = Math.floor(y);
        double fz = Math.floor(z);
        int i = (int) (long) fx;
        int j = (int) (long) fy;
        int k = (int) (long) fz;
        double dx = x - fx;
        double dy = y - fy;
        double dz = z - fz;
        double u = fade(dx);
        double v = fade(dy);
        double w = fade(dz);
        double low = mix(v, mix(u, corner(i, j, k, dx, dy, dz), corner(i + 1, j, k, dx - 1, dy, dz)),
                mix(u, corner(i, j + 1, k, dx, dy - 1, dz), corner(i + 1, j + 1, k, dx - 1, dy - 1, dz)));
        double high = mix(v, mix(u, corner(i, j, k + 1, dx, dy, dz - 1), corner(i + 1, j, k + 1, dx - 1, dy, dz - 1)),
                mix(u, corner(i, j + 1, k + 1, dx, dy - 1, dz - 1),
                        corner(i + 1, j + 1, k + 1, dx - 1, dy - 1, dz - 1)));
        return mix(w, low, high);
    }

    /// A sum of octaves, each of half the size and half the strength: about [−1, 1]. Octaves smaller than the footprint, which a
    /// pixel would average away, are left out.
    public double fractal(double x, double y, double z, int octaves, double footprint) {
        double sum = 0;
        double strength = 0.5;
        double scale = 1;
        for (int o = 0; o < octaves && footprint * scale < 1; o++) {
            sum += strength * at(x * scale, y * scale, z * scale);
            strength *= 0.5;
            scale *= 2;
        }
        return 2 * sum;
    }

    /// A random number in [0, 1) for each cell of the lattice.
    public double cell(double x, double y, double z) {
        return (hash((int) (long) Math.floor(x), (int) (long) Math.floor(y), (int) (long) Math.floor(z)) >>> 8)
                * 0x1p-24;
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static double mix(double t, double a, double b) {
        return a + t * (b - a);
    }

    /// The gradient at a corner, one of twelve edges of a cube, times the way from it.
    private double corner(int i, int j, int k, double x, double y, double z) {
        int h = hash(i, j, k) >>> 28;
        double u = h < 8 ? x : y;
        double v = h < 4 ? y : h == 12 || h == 14 ? x : z;
        return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? v : -v);
    }

    /// Mixes three integers (the finaliser of MurmurHash3 after a sum of odd multiples).
    private int hash(int i, int j, int k) {
        int h = seed + i * 0x8DA6B343 + j * 0xD8163841 + k * 0xCB1AB31F;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
