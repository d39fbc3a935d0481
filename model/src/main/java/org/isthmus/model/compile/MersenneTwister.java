package org.isthmus.model.compile;

/// The 64-bit Mersenne Twister (T. Nishimura, Tables of 64-bit Mersenne Twisters, ACM TOMACS 10, 2000), which
/// MuJoCo's random dots come from. For nothing else: random numbers of this project come from named streams.
final class MersenneTwister {
    private static final int N = 312;
    private static final int M = 156;
    private static final long MATRIX = 0xB5026F5AA96619E9L;
    private static final long UPPER = 0xFFFFFFFF80000000L;

    private final long[] state = new long[N];
    private int next = N;

    MersenneTwister(long seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) {
            state[i] = 6364136223846793005L * (state[i - 1] ^ (state[i - 1] >>> 62)) + i;
        }
    }

    /// All 64 bits over 2⁶⁴, as C++'s `uniform_real_distribution` makes it.
    double nextDouble() {
        long bits = nextLong();
        return ((bits >>> 11) * 0x1p11 + (bits & 0x7ff)) * 0x1p-64;
    }

    long nextLong() {
        if (next == N) {
            twist();
        }
        long x = state[next++];
        x ^= x >>> 29 & 0x5555555555555555L;
        x ^= x << 17 & 0x71D67FFFEDA60000L;
        x ^= x << 37 & 0xFFF7EEE000000000L;
        return x ^ x >>> 43;
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            long x = (state[i] & UPPER) | (state[(i + 1) % N] & ~UPPER);
            state[i] = state[(i + M) % N] ^ x >>> 1 ^ ((x & 1) == 0 ? 0 : MATRIX);
        }
        next = 0;
    }
}
