package org.isthmus.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.junit.jupiter.api.Test;

/// Statistics of the streams and distributions. Seeds are fixed, so the outcome is too; each bound is the one that a perfect
/// generator meets with 99.9 percent confidence:
///
/// - Pearson's chi-square between its 0.05 and 99.95 percent points (Wilson and Hilferty's approximation): too even fails as well;
/// - Kolmogorov and Smirnov's `D √n` below 1.95, and above 0.3 so that what is too even fails (asymptotic; Knuth, The Art of
///   Computer Programming 2, section 3.3.1);
/// - a correlation of `n` pairs within `3.29 / √n`.
class RandomStatisticsTest {
    private static final double Z = 3.29;
    private static final int N = 200_000;
    /// Numbers in a test of Kolmogorov and Smirnov.
    private static final int SORTED = 50_000;

    @Test
    void bytesAreUniform() {
        long[] counts = new long[256];
        RandomStream stream = RandomStream.of(1).child("bytes");
        for (int i = 0; i < N; i++) {
            long word = stream.nextLong();
            for (int k = 0; k < 64; k += 8) {
                counts[(int) (word >>> k) & 0xFF]++;
            }
        }
        assertUniform(counts);
    }

    @Test
    void integersAreUniformForEveryBound() {
        for (int bound : new int[]{2, 3, 7, 100, 1000}) {
            RandomStream stream = RandomStream.of(2).child(bound);
            long[] counts = new long[bound];
            for (int i = 0; i < N; i++) {
                counts[stream.nextInt(bound)]++;
            }
            assertUniform(counts);
        }
    }

    @Test
    void integersBelowAHugeBoundAreUniformWhereTheRejectionBites() {
        long bound = 3L << 61; // a quarter of the words is rejected
        long[] counts = new long[6];
        RandomStream stream = RandomStream.of(3);
        for (int i = 0; i < N; i++) {
            counts[(int) (stream.nextLong(bound) >>> 60)]++;
        }
        assertUniform(counts);
    }

    @Test
    void wordsAtAnyDistanceAreUncorrelated() {
        long[] words = RandomStream.of(4).child("lag").longs(N + 1000).toArray();
        for (int lag : new int[]{1, 2, 3, 4, 64, 1000}) {
            assertUncorrelated(i -> words[i], i -> words[i + lag]);
        }
    }

    @Test
    void neighbouringStreamsAreUncorrelated() {
        RandomStream root = RandomStream.of(5);
        assertUncorrelated(i -> RandomStream.of(i).nextLong(), i -> RandomStream.of(i + 1).nextLong());
        assertUncorrelated(i -> root.child(i).nextLong(), i -> root.child(i + 1).nextLong());
        assertUncorrelated(i -> root.child("e", i).child("a").nextLong(),
                i -> root.child("e", i).child("b").nextLong());
        assertUncorrelated(i -> root.child(i).nextLong(), i -> root.child(i).child("x").nextLong());
        RandomStream a = root.child("a");
        RandomStream b = root.child("b");
        assertUncorrelated(i -> a.nextLong(), i -> b.nextLong());
    }

    @Test
    void everyBitOfSeedNumberNameAndPositionChangesHalfOfTheWord() {
        long changed = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            RandomStream random = RandomStream.of(6).child(i);
            long value = random.nextLong();
            long flipped = value ^ 1L << random.nextInt(63);
            changed += Long.bitCount(RandomStream.of(value).nextLong() ^ RandomStream.of(flipped).nextLong());
            changed += Long.bitCount(random.child(value).nextLong() ^ random.child(flipped).nextLong());
            changed += Long.bitCount(random.child("n" + value).nextLong() ^ random.child("n" + flipped).nextLong());
            changed += Long.bitCount(random.at(value & Long.MAX_VALUE).nextLong()
                    ^ random.at(flipped & Long.MAX_VALUE).nextLong());
        }
        double bits = 64.0 * 4 * n;
        assertThat(changed / bits - 0.5).isBetween(-Z / 2 / Math.sqrt(bits), Z / 2 / Math.sqrt(bits));
    }

    @Test
    void numbersFollowTheirDistributions() {
        RandomStream s = RandomStream.of(7);
        Distribution uniform = Distribution.uniform(-2, 3);
        assertDistributed(() -> s.next(uniform), x -> (x + 2) / 5);
        assertDistributed(s::nextDouble, x -> x);
        Distribution log = Distribution.logUniform(0.01, 10);
        assertDistributed(() -> s.next(log), x -> (StrictMath.log10(x) + 2) / 3);
        Distribution normal = Distribution.normal(1, 2);
        assertDistributed(() -> s.next(normal), x -> Normal.cdf((x - 1) / 2));
        assertDistributed(s::nextGaussian, Normal::cdf);
        assertDistributed(s::nextExponential, x -> -StrictMath.expm1(-x));
    }

    @Test
    void truncatedNormalsFollowTheConditionalDistribution() {
        double inf = Double.POSITIVE_INFINITY;
        double[][] bounds = {{-1, 2}, {0.5, 3}, {-3, -0.5}, {2, inf}, {-inf, 0}, {6, 7}};
        for (double[] b : bounds) {
            RandomStream s = RandomStream.of(8).child(Arrays.toString(b));
            Distribution d = Distribution.truncatedNormal(0, 1, b[0], b[1]);
            // Upper tails by symmetry, where the cumulative function keeps its relative accuracy.
            double above = Normal.cdf(-b[1]);
            double all = Normal.cdf(-b[0]) - above;
            assertDistributed(() -> s.next(d), x -> 1 - (Normal.cdf(-x) - above) / all);
        }
    }

    @Test
    void normalMomentsAreThoseOfTheNormalDistribution() {
        double[] x = new double[N];
        RandomStream.of(9).fill(Distribution.normal(0, 1), x);
        double[] sums = new double[5];
        for (double v : x) {
            for (int k = 1; k < 5; k++) {
                sums[k] += StrictMath.pow(v, k);
            }
        }
        double unit = Z / Math.sqrt(N);
        assertThat(sums[1] / N).isBetween(-unit, unit);
        assertThat(sums[2] / N - 1).isBetween(-unit * Math.sqrt(2), unit * Math.sqrt(2));
        assertThat(sums[3] / N).isBetween(-unit * Math.sqrt(15), unit * Math.sqrt(15));
        assertThat(sums[4] / N - 3).isBetween(-unit * Math.sqrt(96), unit * Math.sqrt(96));
    }

    @Test
    void directionsAreUniformOnTheSphere() {
        RandomStream s = RandomStream.of(10);
        long[] octants = new long[8];
        for (int i = 0; i < N; i++) {
            octants[octant(s.nextDirection())]++;
        }
        assertUniform(octants);
        // Archimedes: the coordinate along any axis is uniform.
        for (Vec3 axis : new Vec3[]{Vec3.X, Vec3.Y, Vec3.Z, Vec3.ONE.normalized()}) {
            assertDistributed(() -> s.nextDirection().dot(axis), x -> (x + 1) / 2);
        }
    }

    @Test
    void pointsAreUniformInTheBall() {
        RandomStream s = RandomStream.of(11);
        assertDistributed(() -> s.nextInBall().length(), r -> r * r * r);
        assertDistributed(() -> s.nextInBall().x(), x -> (2 + 3 * x - x * x * x) / 4);
    }

    @Test
    void rotationsAreUniform() {
        RandomStream s = RandomStream.of(12);
        // The density of the angle is (1 - cos θ) / π; images of axes are uniform on the sphere.
        assertDistributed(() -> s.nextRotation().angleTo(Quat.IDENTITY), a -> (a - StrictMath.sin(a)) / Math.PI);
        for (Vec3 v : new Vec3[]{Vec3.X, Vec3.Y, Vec3.Z}) {
            assertDistributed(() -> s.nextRotation().rotate(v).x(), x -> (x + 1) / 2);
            assertDistributed(() -> s.nextRotation().rotate(v).z(), x -> (x + 1) / 2);
        }
        // A component of a uniform point on the 3-sphere.
        assertDistributed(() -> s.nextRotation().w(),
                w -> 0.5 + (w * Math.sqrt(1 - w * w) + StrictMath.asin(w)) / Math.PI);
    }

    @Test
    void permutationsAreEquallyProbable() {
        RandomStream s = RandomStream.of(13);
        long[] counts = new long[120];
        long[] shuffled = new long[120];
        for (int i = 0; i < N; i++) {
            counts[rank(s.permutation(5))]++;
            var list = Arrays.asList(0, 1, 2, 3, 4);
            s.shuffle(list);
            shuffled[rank(list.stream().mapToInt(k -> k).toArray())]++;
        }
        assertUniform(counts);
        assertUniform(shuffled);
    }

    @Test
    void categoriesFollowTheirWeights() {
        RandomStream s = RandomStream.of(14);
        double[] weights = {3, 0, 1, 0.5, 5.5};
        Categorical categories = Categorical.of(weights);
        long[] counts = new long[5];
        for (int i = 0; i < N; i++) {
            counts[s.next(categories)]++;
        }
        assertThat(counts[1]).isZero();
        double chiSquare = IntStream.of(0, 2, 3, 4)
                .mapToDouble(i -> square(counts[i] - N * weights[i] / 10) / (N * weights[i] / 10)).sum();
        assertChiSquare(chiSquare, 3);
    }

    private static int octant(Vec3 v) {
        return (v.x() < 0 ? 1 : 0) + (v.y() < 0 ? 2 : 0) + (v.z() < 0 ? 4 : 0);
    }

    /// The number of a permutation in lexicographic order.
    private static int rank(int[] order) {
        int rank = 0;
        for (int i = 0; i < order.length; i++) {
            int at = i;
            rank = rank * (order.length - i)
                    + (int) IntStream.range(i + 1, order.length).filter(k -> order[k] < order[at]).count();
        }
        return rank;
    }

    private static void assertUniform(long[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        assertChiSquare(Arrays.stream(counts).mapToDouble(c -> square(c - expected) / expected).sum(),
                counts.length - 1);
    }

    private static void assertChiSquare(double value, int degrees) {
        assertThat(value).as("chi-square with %d degrees of freedom", degrees)
                .isBetween(chiSquarePoint(degrees, -Z), chiSquarePoint(degrees, Z));
    }

    private static double chiSquarePoint(int degrees, double z) {
        double v = 2.0 / (9 * degrees);
        double root = Math.max(0, 1 - v + z * Math.sqrt(v));
        return degrees * root * root * root;
    }

    private static void assertUncorrelated(IntToLongFunction a, IntToLongFunction b) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            sum += centered(a.applyAsLong(i)) * centered(b.applyAsLong(i));
        }
        assertThat(12 * sum / N).isBetween(-Z / Math.sqrt(N), Z / Math.sqrt(N));
    }

    private static double centered(long word) {
        return word * 0x1p-64;
    }

    private static void assertDistributed(DoubleSupplier numbers, DoubleUnaryOperator cumulative) {
        double[] p = new double[SORTED];
        Arrays.setAll(p, i -> cumulative.applyAsDouble(numbers.getAsDouble()));
        Arrays.sort(p);
        double d = 0;
        for (int i = 0; i < p.length; i++) {
            d = Math.max(d, Math.max(p[i] - i / (double) p.length, (i + 1) / (double) p.length - p[i]));
        }
        assertThat(d * Math.sqrt(p.length)).isBetween(0.3, 1.95);
    }

    private static double square(double x) {
        return x * x;
    }
}
