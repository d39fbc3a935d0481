package org.isthmus.core.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// A sequence of random 64-bit words, addressed by a seed and names, and a position in it.
///
/// **Address.** A stream is identified by 128 bits, made by absorbing the seed, then each name and number of its path, as 64-bit
/// words `w`: `id ← Philox(counter = id, key = w)` with `id = 0` at first. A seed is absorbed as `seed`; a number `n` as the words
/// `-1, n`; a name as its length in bytes of UTF-8, then these bytes, eight to a word, little-endian, filled up with zeros. For
/// one word the step is a bijection, so different parents never share a child of the same one-word name; that any two streams meet
/// has the probability of two random 128-bit numbers being equal. This hash is part of the format of recorded data: it never
/// changes.
///
/// **Words.** Word `i` is half `i mod 2` of the block `Philox(counter = (⌊i/2⌋, upper half of id), key = lower half of id)`.
///
/// **Draws** take words in order. A draw of a number or an index takes one word, always (a rejected word is replaced out of
/// turn); a direction two, a point in a ball or a rotation three, a permutation `n - 1`. So `at(i)` reaches element `i` of a batch.
///
/// Not safe for several threads; deriving children is, and reads no position: each thread derives its own.
public final class RandomStream implements RandomGenerator {
    private static final long NUMBER_TAG = -1;
    private static final long RETRY = 0x9E3779B97F4A7C15L;

    private final long idLo;
    private final long idHi;
    private long position;
    /// The second word of the block computed last, and its position; no word has position -1.
    private long cached;
    private long cachedAt = -1;

    private RandomStream(long idLo, long idHi, long position) {
        this.idLo = idLo;
        this.idHi = idHi;
        this.position = position;
    }

    /// The root of all streams of `seed`.
    public static RandomStream of(long seed) {
        return new RandomStream(0, 0, 0).absorb(seed);
    }

    /// The stream of that name below this one, at its start.
    public RandomStream child(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        RandomStream stream = absorb(bytes.length);
        for (int i = 0; i < bytes.length; i += Long.BYTES) {
            stream = stream.absorb(littleEndian(bytes, i));
        }
        return stream;
    }

    /// The stream of that number below this one, at its start.
    public RandomStream child(long number) {
        return absorb(NUMBER_TAG).absorb(number);
    }

    /// `child(name).child(number)`.
    public RandomStream child(String name, long number) {
        return child(name).child(number);
    }

    private RandomStream absorb(long word) {
        Philox id = Philox.block(idLo, idHi, word);
        return new RandomStream(id.lo(), id.hi(), 0);
    }

    private static long littleEndian(byte[] bytes, int from) {
        long word = 0;
        for (int i = 0; i < Math.min(Long.BYTES, bytes.length - from); i++) {
            word |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
        return word;
    }

    /// This stream at word `position`, independent of this object's position.
    public RandomStream at(long position) {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + ", expected 0 or more");
        }
        return new RandomStream(idLo, idHi, position);
    }

    /// The position of the next word.
    public long position() {
        return position;
    }

    /// The next word: 64 random bits.
    @Override
    public long nextLong() {
        long at = position++;
        if (at == cachedAt) {
            return cached;
        }
        Philox block = Philox.block(at >>> 1, idHi, idLo);
        if ((at & 1) != 0) {
            return block.hi();
        }
        cached = block.hi();
        cachedAt = at + 1;
        return block.lo();
    }

    /// Uniform in the open interval (0, 1): an odd multiple of 2⁻⁵³.
    public double nextOpen() {
        return open(nextLong());
    }

    static double open(long word) {
        return ((word >>> 12) + 0.5) * 0x1p-52;
    }

    public double next(Distribution distribution) {
        return distribution.quantile(nextOpen());
    }

    /// Draws one number for each element.
    public void fill(Distribution distribution, double[] out) {
        fill(distribution, out, 0, out.length);
    }

    /// Draws one number for each element of `out` in `[from, to)`.
    public void fill(Distribution distribution, double[] out, int from, int to) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int i = from; i < to; i++) {
            out[i] = distribution.quantile(nextOpen());
        }
    }

    /// Draws one number, rounded to `float`, for each element.
    public void fill(Distribution distribution, float[] out) {
        fill(distribution, out, 0, out.length);
    }

    /// Draws one number, rounded to `float`, for each element of `out` in `[from, to)`.
    public void fill(Distribution distribution, float[] out, int from, int to) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int i = from; i < to; i++) {
            out[i] = (float) distribution.quantile(nextOpen());
        }
    }

    /// An index, with the probabilities of `categories`.
    public int next(Categorical categories) {
        return categories.quantile(nextOpen());
    }

    /// Draws one index for each element.
    public void fill(Categorical categories, int[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = next(categories);
        }
    }

    /// A number of the standard normal distribution; one word, unlike the default of the interface, whose method may change
    /// with the JDK.
    @Override
    public double nextGaussian() {
        return Normal.quantile(nextOpen());
    }

    /// A number of the exponential distribution with mean 1.
    @Override
    public double nextExponential() {
        return -StrictMath.log(nextOpen());
    }

    /// Uniform in `[0, bound)`, without bias.
    @Override
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /// Uniform in `[origin, bound)`, without bias.
    @Override
    public int nextInt(int origin, int bound) {
        return (int) nextLong(origin, bound);
    }

    /// Uniform in `[0, bound)`, without bias.
    @Override
    public long nextLong(long bound) {
        return nextLong(0, bound);
    }

    /// Uniform in `[origin, bound)`, without bias (Lemire, "Fast random integer generation in an interval", ACM Transactions on
    /// Modeling and Computer Simulation 29, 2019, algorithm 5). Takes one word.
    @Override
    public long nextLong(long origin, long bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException(
                    "an integer in [" + origin + ", " + bound + "), expected a range that is not empty");
        }
        long at = position;
        long n = bound - origin; // unsigned
        long word = nextLong();
        if (Long.compareUnsigned(word * n, n) < 0) {
            long rest = Long.remainderUnsigned(-n, n); // 2⁶⁴ mod n: the number of words too many
            for (long retry = 1; Long.compareUnsigned(word * n, rest) < 0; retry++) {
                word = Philox.block(at, idHi, idLo ^ (retry * RETRY)).lo();
            }
        }
        return origin + Math.unsignedMultiplyHigh(word, n);
    }

    /// Uniform on the unit sphere: z is uniform (Archimedes), and so is the angle about it.
    public Vec3 nextDirection() {
        double z = 2 * nextOpen() - 1;
        double angle = 2 * Math.PI * nextOpen();
        double r = Math.sqrt((1 - z) * (1 + z));
        return new Vec3(r * StrictMath.cos(angle), r * StrictMath.sin(angle), z);
    }

    /// Uniform in the unit ball.
    public Vec3 nextInBall() {
        Vec3 direction = nextDirection();
        return direction.times(StrictMath.cbrt(nextOpen()));
    }

    /// Uniform over all rotations (Shoemake, "Uniform random rotations", Graphics Gems III, 1992).
    public Quat nextRotation() {
        double u = nextOpen();
        double a = 2 * Math.PI * nextOpen();
        double b = 2 * Math.PI * nextOpen();
        double r = Math.sqrt(1 - u);
        double s = Math.sqrt(u);
        return new Quat(s * StrictMath.cos(b), r * StrictMath.sin(a), r * StrictMath.cos(a), s * StrictMath.sin(b));
    }

    /// Fills `out`, `[n][3]`, with directions.
    public void fillDirections(double[] out) {
        requireRows(out, 3);
        for (int i = 0; i < out.length; i += 3) {
            nextDirection().into(out, i);
        }
    }

    /// Fills `out`, `[n][3]`, with points in the unit ball.
    public void fillInBall(double[] out) {
        requireRows(out, 3);
        for (int i = 0; i < out.length; i += 3) {
            nextInBall().into(out, i);
        }
    }

    /// Fills `out`, `[n][4]`, with rotations.
    public void fillRotations(double[] out) {
        requireRows(out, 4);
        for (int i = 0; i < out.length; i += 4) {
            nextRotation().into(out, i);
        }
    }

    private static void requireRows(double[] out, int width) {
        if (out.length % width != 0) {
            throw new IllegalArgumentException("array of " + out.length + " numbers, expected rows of " + width);
        }
    }

    /// The numbers 0 to `n - 1` in random order.
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 1; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /// Puts `list` in random order (Fisher and Yates; Knuth, The Art of Computer Programming 2, algorithm 3.4.2P).
    public <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            T t = list.get(i);
            list.set(i, list.get(j));
            list.set(j, t);
        }
    }
}
