package org.isthmus.render.shade;

/// Random numbers out of four counters: no state, so that any sample of any pixel can be drawn by any thread (pcg4d: Jarzynski and Olano, "Hash
/// functions for GPU rendering", JCGT 2020).
public final class SampleHash {
    private static final double UNIT = 0x1p-32;
    private int x;
    private int y;
    private int z;
    private int w;

    public SampleHash() {}

    /// Mixes four counters; then [#a], [#b], [#c] and [#d] are four independent uniform numbers.
    public SampleHash at(int i, int j, int k, int l) {
        x = i * 1664525 + 1013904223;
        y = j * 1664525 + 1013904223;
        z = k * 1664525 + 1013904223;
        w = l * 1664525 + 1013904223;
        round();
        x ^= x >>> 16;
        y ^= y >>> 16;
        z ^= z >>> 16;
        w ^= w >>> 16;
        round();
        return this;
    }

    private void round() {
        x += y * w;
        y += z * x;
        z += x * y;
        w += y * z;
    }

    /// Uniform in [0, 1).
    public double a() {
        return (x & 0xFFFFFFFFL) * UNIT;
    }

    /// Uniform in [0, 1).
    public double b() {
        return (y & 0xFFFFFFFFL) * UNIT;
    }

    /// Uniform in [0, 1).
    public double c() {
        return (z & 0xFFFFFFFFL) * UNIT;
    }

    /// Uniform in [0, 1).
    public double d() {
        return (w & 0xFFFFFFFFL) * UNIT;
    }
}
