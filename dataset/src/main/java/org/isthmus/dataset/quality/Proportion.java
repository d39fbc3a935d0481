package org.isthmus.dataset.quality;

/// So many successes of so many trials, with the interval of Wilson (1927), which holds the true share in 95 of 100 cases.
public record Proportion(long successes, long trials) {
    /// The normal distribution is within this many deviations in 95 of 100 cases.
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (successes < 0 || trials < successes) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
    }

    /// 0 without trials.
    public double share() {
        return trials == 0 ? 0 : (double) successes / trials;
    }

    /// The lower end of the interval.
    public double lower() {
        return trials == 0 ? 0 : Math.max(0, centre() - half());
    }

    /// The upper end of the interval.
    public double upper() {
        return trials == 0 ? 1 : Math.min(1, centre() + half());
    }

    private double centre() {
        return (share() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double half() {
        return Z / (1 + Z * Z / trials)
                * Math.sqrt(share() * (1 - share()) / trials + Z * Z / (4.0 * trials * trials));
    }
}
