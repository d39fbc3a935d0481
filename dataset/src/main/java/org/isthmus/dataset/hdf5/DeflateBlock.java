package org.isthmus.dataset.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes blocks of deflate (RFC 1951): bytes and repetitions, in a Huffman code of the block's own or as they are, whichever is shorter.
final class DeflateBlock {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int END = 256;
    private static final int SYMBOLS = 286;
    private static final int DISTANCES = 30;
    private static final int MAX_MATCH = 258;
    /// Four codes of bytes of this length fit in 64 bits beside 7 that wait.
    private static final int LONGEST_CODE = 14;
    private static final int LONGEST_LENGTH_CODE = 7;
    private static final int MAX_STORED = 65_535;
    /// [19] the order in which lengths of codes of lengths are written
    private static final int[] LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    /// [MAX_MATCH + 1] the symbol of a length of a repetition, and how many bits follow it, in bits 0 to 15 and 16 on
    private static final int[] LENGTH_SYMBOL = lengthSymbols();

    /// [bytes of a value][256] how often; four, since counting the same twice in a row has to wait for memory
    private final int[][] bytes = new int[4][256];
    private final int[] frequencies = new int[SYMBOLS];
    private final int[] distances = new int[DISTANCES];
    private final HuffmanCode symbolCode = new HuffmanCode(SYMBOLS, LONGEST_CODE);
    private final HuffmanCode distanceCode = new HuffmanCode(DISTANCES, LONGEST_CODE);
    private final HuffmanCode lengthCode = new HuffmanCode(19, LONGEST_LENGTH_CODE);
    /// [256] codes of bytes from bit 6 on, below them their lengths
    private final long[] byteCodes = new long[256];
    /// [MAX_MATCH + 1] codes of lengths of repetitions with the bits that follow, and how many bits
    private final int[] matchBits = new int[MAX_MATCH + 1];
    private final int[] matchCounts = new int[MAX_MATCH + 1];
    /// The lengths of both codes, run-length encoded: symbols, and the bits that follow each from bit 8 on
    private final int[] packed = new int[SYMBOLS + DISTANCES];
    private int packedCount;
    private final int[] packedFrequencies = new int[19];
    private int symbolsUsed;
    private int distancesUsed;

    DeflateBlock() {}

    /// Bits on their way into bytes.
    static final class Output {
        private byte[] data = new byte[1 << 12];
        private int at;
        private long waiting;
        private int count;

        Output() {}

        /// @param n at most 48
        void bits(long value, int n) {
            ensure(Long.BYTES);
            waiting |= value << count;
            count += n;
            LONG.set(data, at, waiting);
            at += count >> 3;
            waiting >>>= count & ~7;
            count &= 7;
        }

        private void ensure(int more) {
            if (data.length - at < more + Long.BYTES) {
                data = Arrays.copyOf(data, Math.max(2 * data.length, at + more + Long.BYTES));
            }
        }

        private void align() {
            bits(0, -count & 7);
        }

        private void bytes(byte[] from, int start, int length) {
            ensure(length);
            System.arraycopy(from, start, data, at, length);
            at += length;
        }

        /// Everything, followed by a checksum; what comes then is a new beginning.
        byte[] finish(int checksum) {
            align();
            bits(Integer.toUnsignedLong(Integer.reverseBytes(checksum)), 32);
            byte[] all = Arrays.copyOf(data, at);
            at = 0;
            return all;
        }
    }

    /// Writes a block.
    ///
    /// @param runs of each repetition: bytes before it that are none
    /// @param matches of each repetition: `length << 16 | distance`; 0: none
    void write(byte[] data, int from, int to, int[] runs, int[] matches, int count, boolean isLast, Output out) {
        countSymbols(data, from, runs, matches, count);
        symbolCode.build(frequencies);
        distanceCode.build(distances);
        packLengths();
        lengthCode.build(packedFrequencies);
        if (bitsOfBlock(count, matches) >= 8L * (to - from) + 40) {
            store(data, from, to, isLast, out);
            return;
        }
        out.bits(isLast ? 5 : 4, 3);
        writeCodes(out);
        prepareCodes();
        writeSymbols(data, from, runs, matches, count, out);
        out.bits(symbolCode.codes[END], symbolCode.lengths[END]);
    }

    // --- which symbols ------------------------------------------------------------------------------------------------------

    private void countSymbols(byte[] data, int from, int[] runs, int[] matches, int count) {
        for (int[] each : bytes) {
            Arrays.fill(each, 0);
        }
        Arrays.fill(frequencies, 0);
        Arrays.fill(distances, 0);
        int at = from;
        for (int i = 0; i < count; i++) {
            countBytes(data, at, at + runs[i]);
            int match = matches[i];
            if (match != 0) {
                frequencies[LENGTH_SYMBOL[match >>> 16] & 0xffff]++;
                distances[distanceSymbol(match & 0xffff)]++;
            }
            at += runs[i] + (match >>> 16);
        }
        for (int b = 0; b < 256; b++) {
            frequencies[b] = bytes[0][b] + bytes[1][b] + bytes[2][b] + bytes[3][b];
        }
        frequencies[END] = 1;
    }

    private void countBytes(byte[] data, int from, int to) {
        int[] first = bytes[0];
        int[] second = bytes[1];
        int[] third = bytes[2];
        int[] fourth = bytes[3];
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long eight = (long) LONG.get(data, at);
            first[(int) eight & 0xff]++;
            second[(int) (eight >>> 8) & 0xff]++;
            third[(int) (eight >>> 16) & 0xff]++;
            fourth[(int) (eight >>> 24) & 0xff]++;
            first[(int) (eight >>> 32) & 0xff]++;
            second[(int) (eight >>> 40) & 0xff]++;
            third[(int) (eight >>> 48) & 0xff]++;
            fourth[(int) (eight >>> 56)]++;
        }
        for (; at < to; at++) {
            first[data[at] & 0xff]++;
        }
    }

    /// The symbol of a distance (section 3.2.5): 0 to 3 stand for 1 to 4, then two for each power of two.
    private static int distanceSymbol(int distance) {
        int d = distance - 1;
        if (d < 4) {
            return d;
        }
        int bits = 30 - Integer.numberOfLeadingZeros(d);
        return 2 * bits + 2 + (d >> bits & 1);
    }

    private static int distanceBits(int symbol) {
        return symbol < 4 ? 0 : (symbol >> 1) - 1;
    }

    private static int[] lengthSymbols() {
        int[] out = new int[MAX_MATCH + 1];
        for (int length = 3; length < MAX_MATCH; length++) {
            int l = length - 3;
            int bits = l < 8 ? 0 : 29 - Integer.numberOfLeadingZeros(l);
            out[length] = 257 + (l < 8 ? l : 4 * bits + (l >> bits)) | bits << 16;
        }
        out[MAX_MATCH] = 285;
        return out;
    }

    // --- their codes --------------------------------------------------------------------------------------------------------

    /// Lengths of both codes as symbols: 0 to 15 a length, 16 the last again 3 to 6 times, 17 and 18 zeros 3 to 138 times.
    private void packLengths() {
        symbolsUsed = used(symbolCode.lengths, 257);
        distancesUsed = used(distanceCode.lengths, 1);
        int[] all = Arrays.copyOf(symbolCode.lengths, symbolsUsed + distancesUsed);
        System.arraycopy(distanceCode.lengths, 0, all, symbolsUsed, distancesUsed);
        packedCount = 0;
        Arrays.fill(packedFrequencies, 0);
        for (int i = 0; i < all.length;) {
            int same = 1;
            while (i + same < all.length && all[i + same] == all[i] && same < 138) {
                same++;
            }
            if (all[i] == 0 && same >= 11) {
                pack(18, same - 11);
            } else if (all[i] == 0 && same >= 3) {
                pack(17, same - 3);
            } else {
                pack(all[i], 0);
                same = Math.min(same - 1, 6) >= 3 ? Math.min(same - 1, 6) + 1 : 1;
                if (same > 1) {
                    pack(16, same - 4);
                }
            }
            i += same;
        }
    }

    private static int used(int[] lengths, int least) {
        int used = lengths.length;
        while (used > least && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    private void pack(int symbol, int following) {
        packed[packedCount++] = symbol | following << 8;
        packedFrequencies[symbol]++;
    }

    private static int packedBits(int symbol) {
        return symbol == 18 ? 7 : symbol == 17 ? 3 : symbol == 16 ? 2 : 0;
    }

    private long bitsOfBlock(int count, int[] matches) {
        long bits = 17 + 3 * 19 + symbolCode.cost(frequencies) + distanceCode.cost(distances)
                + lengthCode.cost(packedFrequencies) + 7L * packedFrequencies[18] + 3L * packedFrequencies[17]
                + 2L * packedFrequencies[16];
        for (int i = 0; i < count; i++) {
            int match = matches[i];
            bits += match == 0 ? 0
                    : (LENGTH_SYMBOL[match >>> 16] >> 16) + distanceBits(distanceSymbol(match & 0xffff));
        }
        return bits;
    }

    private void writeCodes(Output out) {
        int lengthsUsed = 19;
        while (lengthsUsed > 4 && lengthCode.lengths[LENGTH_ORDER[lengthsUsed - 1]] == 0) {
            lengthsUsed--;
        }
        out.bits(symbolsUsed - 257 | distancesUsed - 1 << 5 | lengthsUsed - 4 << 10, 14);
        for (int i = 0; i < lengthsUsed; i++) {
            out.bits(lengthCode.lengths[LENGTH_ORDER[i]], 3);
        }
        for (int i = 0; i < packedCount; i++) {
            int symbol = packed[i] & 0xff;
            out.bits(lengthCode.codes[symbol], lengthCode.lengths[symbol]);
            out.bits(packed[i] >> 8, packedBits(symbol));
        }
    }

    private void prepareCodes() {
        for (int b = 0; b < 256; b++) {
            byteCodes[b] = (long) symbolCode.codes[b] << 6 | symbolCode.lengths[b];
        }
        for (int length = 3; length <= MAX_MATCH; length++) {
            int symbol = LENGTH_SYMBOL[length] & 0xffff;
            int extra = LENGTH_SYMBOL[length] >> 16;
            int rest = length - 3 & (1 << extra) - 1;
            matchBits[length] = symbolCode.codes[symbol] | rest << symbolCode.lengths[symbol];
            matchCounts[length] = symbolCode.lengths[symbol] + extra;
        }
    }

    // --- the block itself ---------------------------------------------------------------------------------------------------

    private void writeSymbols(byte[] data, int from, int[] runs, int[] matches, int count, Output out) {
        int at = from;
        for (int i = 0; i < count; i++) {
            writeBytes(data, at, at + runs[i], out);
            int match = matches[i];
            if (match != 0) {
                writeMatch(match >>> 16, match & 0xffff, out);
            }
            at += runs[i] + (match >>> 16);
        }
    }

    private void writeMatch(int length, int distance, Output out) {
        int symbol = distanceSymbol(distance);
        int extra = distanceBits(symbol);
        long bits = matchBits[length];
        int n = matchCounts[length];
        bits |= (long) distanceCode.codes[symbol] << n;
        n += distanceCode.lengths[symbol];
        bits |= (long) (distance - 1 & (1 << extra) - 1) << n;
        out.bits(bits, n + extra);
    }

    private void writeBytes(byte[] data, int from, int to, Output out) {
        out.ensure(2 * (to - from));
        byte[] target = out.data;
        int place = out.at;
        long waiting = out.waiting;
        long n = out.count;
        int at = from;
        for (; at + 4 <= to; at += 4) { // a shift looks at the lowest six bits only, where the lengths are
            long a = byteCodes[data[at] & 0xff];
            long b = byteCodes[data[at + 1] & 0xff];
            long c = byteCodes[data[at + 2] & 0xff];
            long d = byteCodes[data[at + 3] & 0xff];
            waiting |= (a >>> 6 | b >>> 6 << a) << n | (c >>> 6 | d >>> 6 << c) << n + a + b;
            n = n + a + b + c + d & 63;
            LONG.set(target, place, waiting);
            place += (int) n >> 3;
            waiting >>>= n & ~7;
            n &= 7;
        }
        out.at = place;
        out.waiting = waiting;
        out.count = (int) n;
        for (; at < to; at++) {
            long code = byteCodes[data[at] & 0xff];
            out.bits(code >>> 6, (int) code & 63);
        }
    }

    private static void store(byte[] data, int from, int to, boolean isLast, Output out) {
        int start = from;
        do {
            int length = Math.min(MAX_STORED, to - start);
            out.bits(isLast && start + length == to ? 1 : 0, 3);
            out.align();
            out.bits(length | (long) (~length & 0xffff) << 16, 32);
            out.bytes(data, start, length);
            start += length;
        } while (start < to);
    }
}
