package org.isthmus.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes broken inputs from good ones: flips bits, overwrites and inserts runs, cuts, repeats and moves chunks, splices two
/// inputs, spoils numbers in text and integers in binary headers, inserts words of a dictionary.
///
/// The same generator state gives the same bytes. Results are at most four times the longest input of the corpus plus 4096
/// bytes.
public final class Mutator {
    private static final List<byte[]> NUMBERS = words("", "0", "-0", "-1", "1", "2", "1e308", "-1e308", "1e309",
            "1e-320", "nan",
            "NaN", "inf", "-inf", "Infinity", "2147483647", "2147483648", "-2147483649", "4294967295",
            "9223372036854775808",
            "99999999999999999999", "1000000", "0.0000001", "1,5", "0x10", "1e", "-", "--1", "+1", "1.2.3", "1 2", "1f",
            ".",
            "\u0661");
    private static final int[] INTEGERS = {0, 1, -1, 127, 128, 255, 256, 32767, 65535, 65536, 1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE, Float.floatToRawIntBits(Float.NaN), Float.floatToRawIntBits(Float.POSITIVE_INFINITY),
        Float.floatToRawIntBits(Float.MAX_VALUE)};
    private static final int MAX_STEPS = 8;
    private static final int MAX_COPIES = 64;

    private final List<byte[]> corpus;
    private final List<byte[]> dictionary;
    private final int maxLength;

    /// @param corpus good inputs, at least one
    /// @param dictionary words of the format: tags, attributes, keywords; may be empty
    public Mutator(List<byte[]> corpus, List<String> dictionary) {
        if (corpus.isEmpty()) {
            throw new IllegalArgumentException("the corpus is empty; expected at least one input");
        }
        this.corpus = List.copyOf(corpus);
        this.dictionary = words(dictionary.toArray(String[]::new));
        this.maxLength = 4 * corpus.stream().mapToInt(b -> b.length).max().orElse(0) + 4096;
    }

    /// A new broken input: a member of the corpus after one to eight mutations.
    public byte[] next(RandomGenerator random) {
        byte[] bytes = pick(corpus, random);
        int steps = 1 + random.nextInt(1 + random.nextInt(MAX_STEPS));
        for (int i = 0; i < steps; i++) {
            bytes = mutate(bytes, random);
        }
        return bytes;
    }

    private byte[] mutate(byte[] b, RandomGenerator random) {
        return switch (random.nextInt(12)) {
            case 0 -> flipBits(b, random);
            case 1 -> overwriteRun(b, random);
            case 2 -> overwriteInteger(b, random);
            case 3 -> insert(b, random, run(random));
            case 4 -> delete(b, random);
            case 5 -> Arrays.copyOf(b, position(b, random));
            case 6 -> repeat(b, random);
            case 7 -> move(b, random);
            case 8 -> splice(b, pick(corpus, random), random);
            case 9 -> dictionary.isEmpty() ? flipBits(b, random) : insert(b, random, pick(dictionary, random));
            case 10 -> dictionary.isEmpty() ? delete(b, random)
                    : overwrite(b, position(b, random), pick(dictionary, random));
            default -> spoilNumber(b, random);
        };
    }

    private static byte[] flipBits(byte[] b, RandomGenerator random) {
        byte[] out = b.clone();
        for (int i = random.nextInt(1, 9); i > 0 && out.length > 0; i--) {
            out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return out;
    }

    private static byte[] overwriteRun(byte[] b, RandomGenerator random) {
        return overwrite(b, position(b, random), run(random));
    }

    private static byte[] overwriteInteger(byte[] b, RandomGenerator random) {
        int value = random.nextInt(4) == 0 ? random.nextInt() : INTEGERS[random.nextInt(INTEGERS.length)];
        int ordered = random.nextBoolean() ? value : Integer.reverseBytes(value);
        byte[] word = {(byte) ordered, (byte) (ordered >> 8), (byte) (ordered >> 16), (byte) (ordered >> 24)};
        return overwrite(b, position(b, random) & ~3, word);
    }

    /// Overwrites from `at` on, within the length of `b`.
    private static byte[] overwrite(byte[] b, int at, byte[] with) {
        byte[] out = b.clone();
        System.arraycopy(with, 0, out, at, Math.min(with.length, out.length - at));
        return out;
    }

    private byte[] insert(byte[] b, RandomGenerator random, byte[] what) {
        int at = position(b, random);
        return join(b, 0, at, what, b, at, b.length);
    }

    private byte[] delete(byte[] b, RandomGenerator random) {
        int from = position(b, random);
        return join(b, 0, from, new byte[0], b, chunkEnd(b, from, random), b.length);
    }

    private byte[] repeat(byte[] b, RandomGenerator random) {
        int from = position(b, random);
        byte[] chunk = Arrays.copyOfRange(b, from, chunkEnd(b, from, random));
        int copies = 1 + random.nextInt(1 + random.nextInt(MAX_COPIES));
        byte[] many = new byte[Math.min(copies * chunk.length, maxLength)];
        for (int i = 0; i < many.length; i++) {
            many[i] = chunk[i % chunk.length];
        }
        return join(b, 0, from, many, b, from, b.length);
    }

    private byte[] move(byte[] b, RandomGenerator random) {
        int from = position(b, random);
        int to = chunkEnd(b, from, random);
        byte[] rest = join(b, 0, from, new byte[0], b, to, b.length);
        int at = position(rest, random);
        return join(rest, 0, at, Arrays.copyOfRange(b, from, to), rest, at, rest.length);
    }

    private byte[] splice(byte[] a, byte[] b, RandomGenerator random) {
        return join(a, 0, position(a, random), new byte[0], b, position(b, random), b.length);
    }

    private byte[] spoilNumber(byte[] b, RandomGenerator random) {
        int from = position(b, random);
        while (from < b.length && !isDigit(b[from])) {
            from++;
        }
        int to = from;
        while (to < b.length && isNumberPart(b[to])) {
            to++;
        }
        while (from > 0 && isNumberPart(b[from - 1])) {
            from--;
        }
        return join(b, 0, from, pick(NUMBERS, random), b, to, b.length);
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumberPart(byte c) {
        return isDigit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }

    /// A position from 0 to the length, inclusive.
    private static int position(byte[] b, RandomGenerator random) {
        return random.nextInt(b.length + 1);
    }

    /// The end of a chunk from `from` on: mostly short, sometimes long, sometimes to the end of the line.
    private static int chunkEnd(byte[] b, int from, RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            int bound = random.nextBoolean() ? 16 : b.length + 1;
            return Math.min(b.length, from + random.nextInt(bound));
        }
        int end = from;
        while (end < b.length && b[end] != '\n') {
            end++;
        }
        return Math.min(b.length, end + 1);
    }

    /// Up to 64 random bytes, or one byte many times.
    private static byte[] run(RandomGenerator random) {
        byte[] run = new byte[1 + random.nextInt(1 << random.nextInt(7))];
        if (random.nextBoolean()) {
            random.nextBytes(run);
        } else {
            Arrays.fill(run, (byte) random.nextInt());
        }
        return run;
    }

    /// `a[a0, a1) + middle + b[b0, b1)`, cut at the greatest length.
    private byte[] join(byte[] a, int a0, int a1, byte[] middle, byte[] b, int b0, int b1) {
        int head = a1 - a0;
        byte[] out = new byte[Math.min(maxLength, head + middle.length + (b1 - b0))];
        copy(a, a0, a1, out, 0);
        copy(middle, 0, middle.length, out, head);
        copy(b, b0, b1, out, head + middle.length);
        return out;
    }

    private static void copy(byte[] from, int start, int end, byte[] to, int at) {
        int count = Math.min(end - start, to.length - at);
        if (count > 0) {
            System.arraycopy(from, start, to, at, count);
        }
    }

    private static byte[] pick(List<byte[]> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<byte[]> words(String... words) {
        return Arrays.stream(words).map(w -> w.getBytes(UTF_8)).toList();
    }
}
