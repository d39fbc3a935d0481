package org.isthmus.render.hdr;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Huffman's codes as PIZ has them ("Technical introduction to OpenEXR", section "data compression"): canonical codes of up to 58 bits for the values of
/// 16 bits and one for runs, which is followed by the number of repetitions in 8 bits.
///
/// The longest codes come first. Code lengths are packed in 6 bits; those from 59 on stand for 2 to 5 unused values, 63 for 6 and as many
/// as the next 8 bits say.
final class PizHuffman {
    private static final int SYMBOLS = 65_537;
    private static final int MAX_LENGTH = 58;
    private static final int SHORT_GAP = 59;
    private static final int LONG_GAP = 63;
    private static final int HEADER = 20;
    /// Codes up to this length are found at once.
    private static final int TABLE_BITS = 12;

    /// [end] what is decoded
    private byte[] in = {};
    private int end;
    /// Next bit.
    private long bit;
    /// [SYMBOLS] length of the code; 0: there is none
    private final byte[] lengths = new byte[SYMBOLS];
    /// [MAX_LENGTH + 1] least code of a length, number of codes, and where their symbols begin, and go on, in `sorted`
    private final long[] first = new long[MAX_LENGTH + 1];
    private final int[] counts = new int[MAX_LENGTH + 1];
    private final int[] starts = new int[MAX_LENGTH + 2];
    private final int[] next = new int[MAX_LENGTH + 2];
    private final int[] sorted = new int[SYMBOLS];
    /// [2^TABLE_BITS] symbol << 6 | length for codes that begin so; 0: a longer one
    private final int[] table = new int[1 << TABLE_BITS];

    PizHuffman() {}

    /// Decodes values; what is wrong is returned, null when nothing is.
    ///
    /// @param out [count] values
    @Nullable
    String decode(byte[] bytes, int at, int size, short[] out, int count) {
        in = bytes;
        bit = 8L * at;
        end = at + size;
        if (left() < 8 * HEADER) {
            return "its codes are cut off";
        }
        int least = word();
        int most = word();
        word();
        long bits = word() & 0xFFFF_FFFFL;
        word();
        if (least < 0 || most < least || most >= SYMBOLS) {
            return "its codes cannot be";
        }
        Arrays.fill(lengths, least, most + 1, (byte) 0);
        if (!readLengths(least, most) || !assign(least, most)) {
            return "its codes cannot be";
        }
        bit = bit + 7 & ~7L;
        if (bits > left()) {
            return "its values are cut off";
        }
        return read(out, count, bit + bits, most);
    }

    private long left() {
        return 8L * end - bit;
    }

    /// 4 bytes, the lowest first.
    private int word() {
        return Integer.reverseBytes((int) take(32));
    }

    /// The next bits, at most 32, without passing them; 0 beyond the end.
    private long peek(int n) {
        long value = 0;
        int from = (int) (bit >>> 3);
        for (int i = from; i < from + 5; i++) {
            value = value << 8 | (i < end ? in[i] & 0xFF : 0);
        }
        return value >>> 40 - (bit & 7) - n & (1L << n) - 1;
    }

    private long take(int n) {
        long value = peek(n);
        bit += n;
        return value;
    }

    private boolean readLengths(int least, int most) {
        for (int symbol = least; symbol <= most;) {
            if (left() < 6) {
                return false;
            }
            int length = (int) take(6);
            if (length < SHORT_GAP) {
                lengths[symbol++] = (byte) length;
                continue;
            }
            int gap = length == LONG_GAP ? (int) take(8) + LONG_GAP - SHORT_GAP + 2 : length - SHORT_GAP + 2;
            if (symbol + gap > most + 1) {
                return false;
            }
            symbol += gap;
        }
        return true;
    }

    /// Gives out codes: the longest begin at 0, each shorter length where the one before ends, halved. False when there are too many.
    private boolean assign(int least, int most) {
        Arrays.fill(counts, 0);
        for (int symbol = least; symbol <= most; symbol++) {
            counts[lengths[symbol]]++;
        }
        long code = 0;
        for (int length = MAX_LENGTH; length > 0; length--) {
            first[length] = code;
            if (code + counts[length] > 1L << length) {
                return false;
            }
            code = code + counts[length] >>> 1;
        }
        for (int length = 1; length <= MAX_LENGTH; length++) {
            starts[length + 1] = starts[length] + counts[length];
        }
        System.arraycopy(starts, 0, next, 0, next.length);
        for (int symbol = least; symbol <= most; symbol++) {
            if (lengths[symbol] > 0) {
                sorted[next[lengths[symbol]]++] = symbol;
            }
        }
        fillTable();
        return true;
    }

    private void fillTable() {
        Arrays.fill(table, 0);
        for (int length = 1; length <= TABLE_BITS; length++) {
            for (int i = 0; i < counts[length]; i++) {
                int from = (int) (first[length] + i) << TABLE_BITS - length;
                for (int k = 0; k < 1 << TABLE_BITS - length; k++) {
                    table[from + k] = sorted[starts[length] + i] << 6 | length;
                }
            }
        }
    }

    /// The next symbol; −1 when the bits are none.
    private int symbol(long limit) {
        int entry = table[(int) peek(TABLE_BITS)];
        if (entry != 0) {
            bit += entry & 63;
            return bit <= limit ? entry >>> 6 : -1;
        }
        long code = take(TABLE_BITS);
        for (int length = TABLE_BITS + 1; length <= MAX_LENGTH && bit < limit; length++) {
            code = code << 1 | take(1);
            long number = code - first[length];
            if (number >= 0 && number < counts[length]) {
                return sorted[starts[length] + (int) number];
            }
        }
        return -1;
    }

    private @Nullable String read(short[] out, int count, long limit, int run) {
        int n = 0;
        while (bit < limit) {
            int symbol = symbol(limit);
            if (symbol < 0) {
                return "it has a code that stands for nothing";
            }
            int repeated = 1;
            if (symbol == run) {
                repeated = (int) take(8);
                if (n == 0 || bit > limit) {
                    return "it has a run of nothing";
                }
                symbol = out[n - 1];
            }
            if (n + repeated > count) {
                return "it has more than " + count + " values";
            }
            for (int i = 0; i < repeated; i++) {
                out[n++] = (short) symbol;
            }
        }
        return n == count ? null : "it has " + n + " values instead of " + count;
    }
}
