package org.isthmus.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/// A seeded loop over random cases: `Property.check(7, 1000, random -> …)`.
///
/// Each trial has its own generator, made from (seed, trial) alone, so a failing trial can be re-run without those before it:
/// the failure names the option `-Disthmus.property=seed:trial`, under which the loop with that seed runs that trial only.
public final class Property {
    /// The system property that selects one trial.
    public static final String SELECT = "isthmus.property";

    private static final double[] AWKWARD = {
        0.0, -0.0, 1, -1, 0.5, Math.nextUp(1.0), Math.nextDown(1.0), Math.PI, -Math.PI, 1e-8, 1e-16, -1e-16, 1e16,
        -1e16,
        1e150, -1e150, 1e-160, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE,
        -Double.MAX_VALUE};
    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private Property() {}

    /// One random case of a law; throws when the law is broken.
    @FunctionalInterface
    public interface Trial {
        void run(RandomGenerator random) throws Exception;
    }

    /// Runs `trials` random cases.
    ///
    /// @throws AssertionError for the first case that throws, with the option that repeats it
    public static void check(long seed, int trials, Trial trial) {
        check(seed, trials, trial, System.getProperty(SELECT));
    }

    static void check(long seed, int trials, Trial trial, @Nullable String selected) {
        String prefix = seed + ":";
        if (selected != null && selected.startsWith(prefix)) {
            runOne(seed, Long.parseLong(selected.substring(prefix.length())), trial);
            return;
        }
        for (long i = 0; i < trials; i++) {
            runOne(seed, i, trial);
        }
    }

    private static void runOne(long seed, long index, Trial trial) {
        try {
            trial.run(random(seed, index));
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (Throwable failure) {
            throw new AssertionError(
                    "trial " + index + " of seed " + seed + " failed; re-run it alone with -D" + SELECT + "="
                            + seed + ":" + index + "\n" + failure,
                    failure);
        }
    }

    /// The generator of one trial. Neighbouring seeds and trials give unrelated sequences.
    public static RandomGenerator random(long seed, long trial) {
        return new SplittableRandom(mix(mix(seed) + trial));
    }

    /// The finaliser of MurmurHash3 (variant 13 of Stafford), a bijection of 64 bits.
    private static long mix(long z) {
        z = (z + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// The sizes at which loops over lanes break: 0, 1, L-1, L, L+1, 2L-1, 2L, 2L+1.
    public static int[] awkwardSizes(int lanes) {
        return new int[]{0, 1, lanes - 1, lanes, lanes + 1, 2 * lanes - 1, 2 * lanes, 2 * lanes + 1};
    }

    /// A size in `[0, max]`, every second time an awkward one for `lanes` lanes.
    public static int size(RandomGenerator random, int lanes, int max) {
        int[] awkward = awkwardSizes(lanes);
        int size = random.nextBoolean() ? awkward[random.nextInt(awkward.length)] : random.nextInt(max + 1);
        return Math.min(size, max);
    }

    /// A finite number: one of those at which arithmetic breaks (±0, subnormal, largest, near 1, …) or, every second time, one
    /// whose magnitude is log-uniform over 1e-6 to 1e6.
    public static double awkwardFinite(RandomGenerator random) {
        if (random.nextBoolean()) {
            return AWKWARD[random.nextInt(AWKWARD.length)];
        }
        double magnitude = StrictMath.pow(10, random.nextDouble(-6, 6));
        return random.nextBoolean() ? magnitude : -magnitude;
    }

    /// As [#awkwardFinite], and one time in eight NaN or an infinity.
    public static double awkward(RandomGenerator random) {
        return random.nextInt(8) == 0 ? NOT_FINITE[random.nextInt(NOT_FINITE.length)] : awkwardFinite(random);
    }

    /// `n` numbers uniform in `[low, high)`.
    public static double[] uniform(RandomGenerator random, int n, double low, double high) {
        return random.doubles(n, low, high).toArray();
    }
}
