package org.isthmus.dataset.hdf5;

import java.util.Arrays;

/// Lengths and bits of a prefix code for symbols of known frequencies, as deflate wants them (RFC 1951, section 3.2.2).
final class HuffmanCode {
    private final int longest;
    /// [symbols] bits of the code; 0: the symbol does not occur
    final int[] lengths;
    /// [symbols] the code itself, its first bit lowest
    final int[] codes;
    /// Symbols that occur, by frequency, and the tree over them: frequency and parent of each node, leaves first
    private final long[] sorted;
    private final long[] weights;
    private final int[] parents;

    /// @param longest bits of the longest code that is allowed
    HuffmanCode(int symbols, int longest) {
        this.longest = longest;
        lengths = new int[symbols];
        codes = new int[symbols];
        sorted = new long[symbols];
        weights = new long[2 * symbols];
        parents = new int[2 * symbols];
    }

    /// Makes the code for frequencies; at least two symbols get one, so that every reader takes it.
    ///
    /// @param frequencies [symbols]
    void build(int[] frequencies) {
        int leaves = 0;
        for (int s = 0; s < frequencies.length; s++) {
            if (frequencies[s] > 0) {
                sorted[leaves++] = (long) frequencies[s] << 16 | s;
            }
        }
        for (int s = 0; leaves < 2; s++) {
            if (frequencies[s] == 0) {
                sorted[leaves++] = s;
            }
        }
        Arrays.sort(sorted, 0, leaves);
        setLengths(leaves);
        setCodes();
    }

    /// Joins the two lightest nodes again and again: leaves and joined nodes each come in the order of their weights.
    private void setLengths(int leaves) {
        for (int i = 0; i < leaves; i++) {
            weights[i] = sorted[i] >> 16;
        }
        int leaf = 0;
        int joined = leaves;
        int nodes = 2 * leaves - 1;
        for (int node = leaves; node < nodes; node++) {
            weights[node] = 0;
            for (int side = 0; side < 2; side++) {
                boolean takesLeaf = leaf < leaves && (joined == node || weights[leaf] <= weights[joined]);
                int child = takesLeaf ? leaf++ : joined++;
                weights[node] += weights[child];
                parents[child] = node;
            }
        }
        weights[nodes - 1] = 0; // from here on depths
        for (int node = nodes - 2; node >= 0; node--) {
            weights[node] = weights[parents[node]] + 1;
        }
        Arrays.fill(lengths, 0);
        shorten(leaves);
    }

    /// Gives the symbols their lengths, none above the longest: where codes were too long, others get longer until all fit.
    private void shorten(int leaves) {
        int[] counts = new int[longest + 1];
        long used = 0; // of 2^longest
        for (int i = 0; i < leaves; i++) {
            int length = (int) Math.min(longest, weights[i]);
            counts[length]++;
            used += 1L << longest - length;
        }
        while (used > 1L << longest) {
            int length = longest - 1;
            while (counts[length] == 0) {
                length--;
            }
            counts[length]--;
            counts[length + 1]++;
            used -= 1L << longest - length - 1;
        }
        while (used < 1L << longest) { // readers refuse codes with bits to spare
            counts[longest]--;
            counts[longest - 1]++;
            used++;
        }
        int rarest = 0;
        for (int length = longest; length > 0; length--) {
            for (int k = 0; k < counts[length]; k++) {
                lengths[(int) (sorted[rarest++] & 0xffff)] = length;
            }
        }
    }

    private void setCodes() {
        int[] next = new int[longest + 2];
        for (int length : lengths) {
            next[length + 1] += length == 0 ? 0 : 1;
        }
        int code = 0;
        for (int length = 1; length <= longest; length++) {
            code = code + next[length] << 1;
            next[length] = code;
        }
        for (int s = 0; s < lengths.length; s++) {
            codes[s] = lengths[s] == 0 ? 0 : Integer.reverse(next[lengths[s]]++) >>> 32 - lengths[s];
        }
    }

    /// Bits that symbols of these frequencies take.
    long cost(int[] frequencies) {
        long bits = 0;
        for (int s = 0; s < frequencies.length; s++) {
            bits += (long) frequencies[s] * lengths[s];
        }
        return bits;
    }
}
