package org.isthmus.core.math;

/// Sine and cosine that allocate nothing and have the same bits on every machine.
///
/// [StrictMath] makes an array for its argument reduction, which C2 does not always remove. Here a multiple of π/2 is
/// subtracted in parts (W. Cody and W. Waite, Software Manual for the Elementary Functions, 1980, chapter 8) and
/// Taylor's series is summed within ±π/4, where eight terms reach double precision. Absolute errors stay below 4e-16.
public final class Trigonometry {
    /// Beyond it multiples of the parts of π/2 are no longer exact.
    private static final double LIMIT = 1e5;
    private static final double TWO_OVER_PI = 2 / Math.PI;
    /// π/2 in three parts of 33 bits, whose multiples up to 2²⁰ are exact, and the rest.
    private static final double PART_1 = 0x1.921fb544p0;
    private static final double PART_2 = 0x1.0b4611a6p-34;
    private static final double PART_3 = 0x1.3198a2ep-69;
    private static final double PART_4 = 0x1.b839a252049c1p-104;
    /// `−1/3!, 1/5!, …` and `1/4!, −1/6!, …`
    private static final double[] SIN = {
        -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362_880, -1.0 / 39_916_800, 1.0 / 6_227_020_800L,
        -1.0 / 1_307_674_368_000L};
    private static final double[] COS = {
        1.0 / 24, -1.0 / 720, 1.0 / 40_320, -1.0 / 3_628_800, 1.0 / 479_001_600, -1.0 / 87_178_291_200L,
        1.0 / 20_922_789_888_000L};

    private Trigonometry() {}

    public static double sin(double x) {
        return Math.abs(x) <= LIMIT ? reduced(x, 0) : StrictMath.sin(x);
    }

    public static double cos(double x) {
        return Math.abs(x) <= LIMIT ? reduced(x, 1) : StrictMath.cos(x);
    }

    /// The sine of `x` plus `quarters` quarter turns.
    private static double reduced(double x, int quarters) {
        double n = Math.rint(x * TWO_OVER_PI);
        double r = x - n * PART_1 - n * PART_2 - n * PART_3 - n * PART_4;
        int quadrant = ((int) n + quarters) & 3;
        double value = (quadrant & 1) == 0 ? sinSeries(r) : cosSeries(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static double sinSeries(double r) {
        double square = r * r;
        return r + r * square * polynomial(SIN, square);
    }

    private static double cosSeries(double r) {
        double square = r * r;
        return 1 - (square / 2 - square * square * polynomial(COS, square));
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
