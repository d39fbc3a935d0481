package org.isthmus.motion.numeric;

/// Sequences of points that fill the unit cube evenly, for sampling that is better spread than random and the same
/// every time.
public enum LowDiscrepancy {
    /// Radical inverses in the first prime bases (Halton 1960); best for few dimensions.
    HALTON {
        @Override
        public double get(long index, int dimension) {
            long base = PRIMES[dimension];
            double scale = 1;
            double value = 0;
            for (long rest = index + 1; rest > 0; rest /= base) {
                scale /= base;
                value += scale * (rest % base);
            }
            return value;
        }
    },
    /// Sobol's sequence with the direction numbers of S. Joe and F. Kuo (new-joe-kuo-6, 2008); points 0 to 2ᵏ − 1 have
    /// one point in each interval of length 2⁻ᵏ of every coordinate.
    SOBOL {
        @Override
        public double get(long index, int dimension) {
            long gray = index ^ (index >>> 1);
            long bits = 0;
            for (int i = 0; gray != 0; i++, gray >>>= 1) {
                if ((gray & 1) != 0) {
                    bits ^= DIRECTIONS[dimension][i];
                }
            }
            return bits * 0x1p-32;
        }
    };

    /// Most dimensions.
    public static final int MAX_DIMENSIONS = 20;

    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71};
    /// Dimensions 2 to 20: degree, inner coefficients of the primitive polynomial, first direction numbers.
    private static final int[][] JOE_KUO = {
        {1, 0, 1}, {2, 1, 1, 3}, {3, 1, 1, 3, 1}, {3, 2, 1, 1, 1}, {4, 1, 1, 1, 3, 3}, {4, 4, 1, 3, 5, 13},
        {5, 2, 1, 1, 5, 5, 17}, {5, 4, 1, 1, 5, 5, 5}, {5, 7, 1, 1, 7, 11, 19}, {5, 11, 1, 1, 5, 1, 1},
        {5, 13, 1, 1, 1, 3, 11}, {5, 14, 1, 3, 5, 5, 31}, {6, 1, 1, 3, 3, 9, 7, 49}, {6, 13, 1, 1, 1, 15, 21, 21},
        {6, 16, 1, 3, 1, 13, 27, 49}, {6, 19, 1, 1, 1, 15, 7, 5}, {6, 22, 1, 3, 1, 15, 13, 25},
        {6, 25, 1, 1, 5, 5, 19, 61}, {7, 1, 1, 3, 7, 11, 23, 15, 103}};
    private static final int BITS = 32;
    private static final long[][] DIRECTIONS = directions();

    /// Coordinate `dimension` of point `index`, in [0, 1).
    ///
    /// @param index not negative, below 2³²
    /// @param dimension below [#MAX_DIMENSIONS]
    public abstract double get(long index, int dimension);

    private static long[][] directions() {
        long[][] v = new long[MAX_DIMENSIONS][BITS];
        for (int i = 0; i < BITS; i++) {
            v[0][i] = 1L << (BITS - 1 - i);
        }
        for (int d = 1; d < MAX_DIMENSIONS; d++) {
            int[] row = JOE_KUO[d - 1];
            int degree = row[0];
            for (int i = 0; i < BITS; i++) {
                v[d][i] = i < degree ? (long) row[2 + i] << (BITS - 1 - i) : recur(v[d], i, degree, row[1]);
            }
        }
        return v;
    }

    private static long recur(long[] v, int i, int degree, int coefficients) {
        long value = v[i - degree] ^ (v[i - degree] >> degree);
        for (int k = 1; k < degree; k++) {
            if (((coefficients >> (degree - 1 - k)) & 1) != 0) {
                value ^= v[i - k];
            }
        }
        return value;
    }
}
