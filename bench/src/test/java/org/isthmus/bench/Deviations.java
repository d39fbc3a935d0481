package org.isthmus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The worst deviations that the tests of this JVM met, by what was compared; `-Disthmus.deviations=true` prints them.
final class Deviations {
    private static final Map<String, Deviations> ALL = new ConcurrentSkipListMap<>();

    private final String what;
    private double worst;
    private long count;

    private Deviations(String what) {
        this.what = what;
    }

    /// Prints what was met so far, if asked to.
    static void report() {
        if (Boolean.getBoolean("isthmus.deviations")) {
            ALL.values().forEach(System.out::println);
            ALL.clear();
        }
    }

    static Deviations of(String what) {
        return ALL.computeIfAbsent(what, Deviations::new);
    }

    /// Compares numbers of one kind, relative to the largest.
    void assertClose(double[] ours, double[] theirs, double tolerance) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(theirs[i]));
            difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
        }
        assertSmall(largest == 0 ? difference : difference / largest, tolerance);
    }

    void assertClose(double ours, double theirs, double tolerance) {
        assertSmall(Math.abs(ours - theirs), tolerance);
    }

    void assertSmall(double deviation, double tolerance) {
        worst = Math.max(worst, deviation);
        count++;
        assertThat(deviation).as(what).isLessThanOrEqualTo(tolerance);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-60s %8d compared, worst %.1e", what, count, worst);
    }
}
