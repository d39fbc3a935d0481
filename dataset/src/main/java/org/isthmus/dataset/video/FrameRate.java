package org.isthmus.dataset.video;

/// Frames per second as a fraction, in lowest terms: 30/1, or 30000/1001 of television.
public record FrameRate(int numerator, int denominator) {
    private static final int MAX = 1_000_000;

    /// @throws IllegalArgumentException unless both numbers are 1 to 1000000
    public FrameRate {
        if (numerator < 1 || denominator < 1 || numerator > MAX || denominator > MAX) {
            throw new IllegalArgumentException("a frame rate of " + numerator + "/" + denominator
                    + ", expected two numbers from 1 to " + MAX);
        }
        int divisor = greatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    public static FrameRate of(int perSecond) {
        return new FrameRate(perSecond, 1);
    }

    public double perSecond() {
        return (double) numerator / denominator;
    }

    /// When frame `index` is shown, s.
    public double time(long index) {
        return (double) index * denominator / numerator;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}
