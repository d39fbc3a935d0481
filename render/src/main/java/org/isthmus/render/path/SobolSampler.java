package org.isthmus.render.path;

import org.isthmus.render.shade.SampleHash;

/// Well spread random numbers, in pairs: for each pair of dimensions the first two of Sobol's sequence, shuffled and scrambled by Owen's
/// method with hashes (Burley, "Practical hash-based Owen scrambling", JCGT 2020). Every number is uniform and pairs are
/// independent, so means have no bias; over the samples of a pixel each pair covers the square evenly.
final class SobolSampler {
    private static final double UNIT = 0x1p-32;
    private final SampleHash hash = new SampleHash();
    private final int seed;
    private int pixelX;
    private int pixelY;
    private int sample;
    private int pair;
    private double u;
    private double v;

    public SobolSampler(int seed) {
        this.seed = seed;
    }

    /// Begins a sample of a pixel.
    public void begin(int x, int y, int newSample) {
        pixelX = x;
        pixelY = y;
        sample = newSample;
        pair = 0;
    }

    /// Draws the next pair.
    public void next() {
        hash.at(pixelX, pixelY, pair++, seed);
        int index = scrambled(Integer.reverse(sample), (int) (long) (hash.a() * 0x1p32)); // shuffled
        int x = scrambled(Integer.reverse(index), (int) (long) (hash.b() * 0x1p32));
        int y = scrambled(Integer.reverse(second(Integer.reverse(index))), (int) (long) (hash.c() * 0x1p32));
        u = (Integer.reverse(x) & 0xFFFFFFFFL) * UNIT;
        v = (Integer.reverse(y) & 0xFFFFFFFFL) * UNIT;
    }

    /// The first number of the pair, in [0, 1).
    public double u() {
        return u;
    }

    /// The second number of the pair, in [0, 1).
    public double v() {
        return v;
    }

    /// The second dimension of Sobol's sequence.
    private static int second(int index) {
        int value = 0;
        int direction = 1 << 31;
        for (int n = index; n != 0; n >>>= 1) {
            value ^= (n & 1) != 0 ? direction : 0;
            direction ^= direction >>> 1;
        }
        return value;
    }

    /// Owen's scrambling of a number whose bits are in reverse order: each bit is flipped by a hash of those below it.
    private static int scrambled(int reversed, int key) {
        int x = reversed + key;
        x ^= x * 0x6C50B47C;
        x ^= x * 0xB82F1E52;
        x ^= x * 0xC7AFE638;
        x ^= x * 0x8D22F6E6;
        return x;
    }
}
