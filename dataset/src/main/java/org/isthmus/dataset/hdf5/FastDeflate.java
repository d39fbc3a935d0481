package org.isthmus.dataset.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/// Compresses to the format of zlib (RFC 1950, RFC 1951), two to four times as fast as zlib at its fastest, to a little more.
///
/// Repetitions are looked for where six bytes have been before, and less and less often where there are none,
/// as in images with noise, which then cost little more than their Huffman codes. The same bytes on every machine. Not safe for several
/// threads; a compressor keeps its memory, up to the size of what it gave, for the next call.
final class FastDeflate {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW = 1 << 15;
    /// Two pixels: shorter repetitions cost about as much as their bytes, and a wrong guess of the processor each.
    private static final int MIN_MATCH = 6;
    private static final long MASK = (1L << 8 * MIN_MATCH) - 1;
    private static final int MAX_MATCH = 258;
    /// A table that stays in the processor's nearest cache.
    private static final int HASH_BITS = 12;
    /// Bytes with a code of their own: statistics change from one part of an image to the next.
    private static final int BLOCK = 1 << 15;
    /// So many misses (as a power of two) make a step longer by a byte.
    private static final int PATIENCE_BITS = 3;
    private static final int LONGEST_STEP = 16;
    /// Misses that a repeated byte makes good.
    private static final int REWARD = 2;
    /// Bytes at the end that are not looked at eight at a time.
    private static final int TAIL = 8;

    /// [hash] where six bytes of this hash were last
    private final int[] last = new int[1 << HASH_BITS];
    /// Of each repetition of a block: bytes before it that are none, and `length << 16 | distance`; the last has none of length.
    private final int[] runs = new int[BLOCK / MIN_MATCH + 2];
    private final int[] matches = new int[BLOCK / MIN_MATCH + 2];
    private int count;
    private final DeflateBlock block = new DeflateBlock();
    private final DeflateBlock.Output out = new DeflateBlock.Output();

    FastDeflate() {}

    /// All of `data`, compressed.
    byte[] compress(byte[] data) {
        Arrays.fill(last, -WINDOW - 1);
        out.bits(0x0178, 16); // deflate, window of 32 KiB, fastest
        int from = 0;
        do {
            int to = find(data, from);
            block.write(data, from, to, runs, matches, count, to == data.length, out);
            from = to;
        } while (from < data.length);
        Adler32 checksum = new Adler32();
        checksum.update(data);
        return out.finish((int) checksum.getValue());
    }

    /// Finds the repetitions of a block that begins at `from`; gives its end.
    private int find(byte[] data, int from) {
        count = 0;
        int end = Math.min(data.length, from + BLOCK);
        int limit = Math.min(end - MIN_MATCH, data.length - TAIL);
        int anchor = from; // of the bytes that are no repetition
        int misses = 0;
        int at = from;
        while (at < limit) {
            long six = (long) LONG.get(data, at) & MASK;
            int hash = hash(six);
            int before = last[hash];
            last[hash] = at;
            if (at - before <= WINDOW && ((long) LONG.get(data, before) & MASK) == six) {
                int length = length(data, before, at, end);
                int start = at;
                while (start > anchor && before > 0 && data[start - 1] == data[before - 1]) { // which long steps passed
                    start--;
                    before--;
                }
                add(start - anchor, length + at - start, start - before);
                at += length;
                anchor = at;
                misses = Math.max(0, misses - REWARD * length); // noise has short repetitions here and there
                if (at < limit) {
                    last[hash((long) LONG.get(data, at - 2) & MASK)] = at - 2;
                }
            } else {
                at += 1 + Math.min(misses++ >> PATIENCE_BITS, LONGEST_STEP);
            }
        }
        runs[count] = end - anchor;
        matches[count++] = 0;
        return end;
    }

    private static int hash(long six) {
        return (int) (six * 0x9E3779B97F4A7C15L >>> 64 - HASH_BITS);
    }

    /// How many bytes from `a` on are those from `b` on, which are six at least.
    private static int length(byte[] data, int a, int b, int end) {
        int length = MIN_MATCH;
        while (b + length + Long.BYTES <= end) {
            long difference = (long) LONG.get(data, a + length) ^ (long) LONG.get(data, b + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >> 3);
            }
            length += Long.BYTES;
        }
        while (b + length < end && data[a + length] == data[b + length]) {
            length++;
        }
        return length;
    }

    private void add(int run, int length, int distance) {
        int left = length;
        int bytes = run;
        while (left > 0) {
            int part = left > MAX_MATCH + MIN_MATCH ? MAX_MATCH : left > MAX_MATCH ? left - MIN_MATCH : left;
            runs[count] = bytes;
            matches[count++] = part << 16 | distance;
            bytes = 0;
            left -= part;
        }
    }
}
