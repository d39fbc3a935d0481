package org.isthmus.core.random;

/// Philox4x32-10: a keyed bijection of 128-bit blocks that makes random numbers out of counters (Salmon, Moraes, Dror and Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3", SC11, section 3.3 and table 2). It passes TestU01's BigCrush with three rounds
/// to spare.
///
/// @param lo words 0 and 1 of the block, word 0 in the lower half
/// @param hi words 2 and 3
record Philox(long lo, long hi) {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_2 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;

    /// The block at the counter (`lo`, `hi`) under `key`; the lower half of a long is the word with the lower number.
    static Philox block(long lo, long hi, long key) {
        int x0 = (int) lo;
        int x1 = (int) (lo >>> 32);
        int x2 = (int) hi;
        int x3 = (int) (hi >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (x0 & 0xFFFFFFFFL);
            long p2 = MULTIPLIER_2 * (x2 & 0xFFFFFFFFL);
            x0 = (int) (p2 >>> 32) ^ x1 ^ k0;
            x1 = (int) p2;
            x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
            x3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return new Philox(join(x0, x1), join(x2, x3));
    }

    private static long join(int low, int high) {
        return (low & 0xFFFFFFFFL) | ((long) high << 32);
    }
}
