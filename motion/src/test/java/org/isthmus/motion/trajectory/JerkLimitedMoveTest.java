package org.isthmus.motion.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;

import org.isthmus.motion.trajectory.JerkLimitedMove.Limits;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class JerkLimitedMoveTest {
    private static final List<Limits> LIMITS = List.of(new Limits(1, 2, 5), new Limits(0.5, 3, 20),
            new Limits(2, 1, 8));

    private static double[] in(RandomGenerator random, double size) {
        return random.doubles(3, -size, size).toArray();
    }

    @Test
    void movesBeginInMotionEndAtRestAndKeepLimits() {
        Property.check(1, 300, random -> {
            double[] from = in(random, 1);
            double[] v = in(random, 0.4);
            double[] a = in(random, 0.9);
            double[] to = in(random, random.nextInt(4) == 0 ? 0.01 : 2);
            PiecewisePolynomial move = JerkLimitedMove.of(from, v, a, to, LIMITS);
            double end = move.duration();
            assertThat(move.at(0, 0)).containsExactly(from, within(1e-12));
            assertThat(move.at(0, 1)).containsExactly(v, within(1e-12));
            assertThat(move.at(0, 2)).containsExactly(a, within(1e-12));
            assertThat(move.at(end, 0)).containsExactly(to, within(1e-6));
            assertThat(move.at(end, 1)).containsExactly(new double[3], within(1e-6));
            double[] last = move.at(0, 2);
            for (int i = 1; i <= 400; i++) {
                double t = end * i / 400;
                double[] now = move.at(t, 2);
                for (int d = 0; d < 3; d++) {
                    Limits limit = LIMITS.get(d);
                    double over = v[d] + a[d] * Math.abs(a[d]) / (2 * limit.jerk()); // what the start leads to
                    assertThat(Math.abs(move.at(t, 1)[d]))
                            .isLessThan(Math.max(limit.velocity(), Math.abs(over)) + 1e-6);
                    assertThat(Math.abs(now[d])).isLessThan(limit.acceleration() + 1e-6);
                    assertThat(Math.abs(now[d] - last[d])).isLessThan(limit.jerk() * end / 400 + 1e-6);
                }
                last = now;
            }
        });
    }

    @Test
    void fromRestTheyTakeAsLongAsTheDoubleSProfile() {
        Property.check(2, 200, random -> {
            double[] to = {random.nextDouble() * 3 - 1.5};
            double[] zero = new double[1];
            double expected = PointToPoint.jerkLimited(zero, to, new double[]{1}, new double[]{2}, new double[]{5})
                    .duration();
            assertThat(JerkLimitedMove.of(zero, zero, zero, to, LIMITS.subList(0, 1)).duration()).isCloseTo(expected,
                    within(1e-6));
        });
    }

    @Test
    void goingOnIsNeverSlowerThanStoppingFirst() {
        Property.check(3, 60, random -> {
            double[] v = {random.nextDouble() - 0.5};
            double[] a = {random.nextDouble() - 0.5};
            double[] to = {random.nextDouble() * 4 - 2};
            double[] zero = new double[1];
            List<Limits> limits = LIMITS.subList(0, 1);
            double direct = JerkLimitedMove.of(zero, v, a, to, limits).duration();
            // the shortest stop: one that goes nowhere in particular
            double[] where = new double[1];
            double stop = Double.POSITIVE_INFINITY;
            for (int i = -20; i <= 20; i++) {
                double[] place = {i * 0.05};
                double t = JerkLimitedMove.of(zero, v, a, place, limits).duration();
                if (t < stop) {
                    stop = t;
                    where = place;
                }
            }
            assertThat(direct).isLessThan(
                    stop + JerkLimitedMove.of(where, zero, zero, to, limits).duration() + 1e-6);
        });
    }

    @Test
    void whatCannotBeIsRefused() {
        double[] zero = new double[1];
        assertThatThrownBy(() -> new Limits(1, 0, 1)).hasMessageContaining("expected more than 0");
        assertThatThrownBy(() -> JerkLimitedMove.of(zero, zero, new double[]{3}, zero, LIMITS.subList(0, 1)))
                .hasMessageContaining("acceleration 3.0 at the start, expected at most 2.0");
        assertThat(JerkLimitedMove.of(zero, zero, zero, zero, LIMITS.subList(0, 1)).duration()).isLessThan(1e-12);
    }
}
