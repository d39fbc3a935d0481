package org.isthmus.dataset.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.isthmus.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class FastDeflateTest {
    private final FastDeflate deflate = new FastDeflate();

    /// By zlib, with all its checks: complete codes, distances, the checksum, nothing behind it.
    private static byte[] inflated(byte[] compressed, int size) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(compressed);
        byte[] out = new byte[size + 1];
        int length = 0;
        while (!inflater.finished()) {
            int count = inflater.inflate(out, length, out.length - length);
            assertThat(count > 0 || inflater.finished()).as("goes on after %d bytes", length).isTrue();
            length += count;
        }
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return Arrays.copyOf(out, length);
    }

    private void check(byte[] data) throws DataFormatException {
        byte[] compressed = deflate.compress(data);
        assertThat(compressed.length).isLessThanOrEqualTo(data.length + 11 + 5 * (data.length / 32_768 + 1));
        assertThat(inflated(compressed, data.length)).isEqualTo(data);
    }

    @Test
    void zlibUndoesWhatIsCompressed() throws DataFormatException {
        RandomStream random = RandomStream.of(1);
        for (int size : new int[]{0, 1, 2, 5, 6, 7, 13, 14, 15, 257, 258, 259, 264, 265, 32_767, 32_768, 32_769, 65_536,
            65_541, 100_003}) {
            check(new byte[size]);
            for (int range : new int[]{2, 3, 17, 256}) {
                check(bytes(random, size, range));
                check(repeating(random, size, range));
            }
        }
    }

    @Test
    void randomMixturesOfNoiseAndRepetitionsReturn() throws DataFormatException {
        RandomStream random = RandomStream.of(2);
        for (int i = 0; i < 400; i++) {
            check(repeating(random, random.nextInt(90_000), 1 + random.nextInt(256)));
        }
    }

    private static byte[] bytes(RandomStream random, int size, int range) {
        byte[] out = new byte[size];
        for (int i = 0; i < size; i++) {
            out[i] = (byte) random.nextInt(range);
        }
        return out;
    }

    /// Noise, and copies of what was before: of all lengths, from all distances, overlapping too.
    private static byte[] repeating(RandomStream random, int size, int range) {
        byte[] out = bytes(random, size, range);
        for (int at = 1; at < size; at += 1 + random.nextInt(600)) {
            int distance = 1 + random.nextInt(Math.min(at, random.nextBoolean() ? 8 : 40_000));
            int end = Math.min(size, at + random.nextInt(random.nextBoolean() ? 12 : 700));
            for (; at < end; at++) {
                out[at] = out[at - distance];
            }
        }
        return out;
    }

    @Test
    void codesOfVeryUnequalSymbolsAreShortEnoughAndComplete() throws DataFormatException {
        byte[] data = new byte[30_000]; // frequencies grow like Fibonacci's numbers, which makes the deepest of trees
        int a = 1;
        int b = 1;
        int at = 0;
        for (int symbol = 0; symbol < 20; symbol++) {
            for (int i = 0; i < a && at < data.length; i++) {
                data[at++] = (byte) symbol;
            }
            b += a;
            a = b - a;
        }
        RandomStream random = RandomStream.of(3);
        for (int i = at - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            byte other = data[k];
            data[k] = data[i];
            data[i] = other;
        }
        check(data);
    }

    @Test
    void imagesTakeAboutAsMuchAsZlibMakesOfThem() {
        byte[] image = new byte[3 * 320 * 240];
        for (int i = 0; i < image.length; i++) {
            int x = i / 3 % 320;
            int y = i / 960;
            boolean isDisc = (x - 150) * (x - 150) + (y - 100) * (y - 100) < 4000;
            image[i] = (byte) (isDisc ? 40 * (i % 3) + x / 8 : 200 - y / 4 - x / 50);
        }
        Deflater zlib = new Deflater();
        int theirs = Filters.deflate(image, zlib, 1).length;
        zlib.end();
        assertThat(deflate.compress(image).length).isLessThan(theirs * 5 / 4);
    }
}
