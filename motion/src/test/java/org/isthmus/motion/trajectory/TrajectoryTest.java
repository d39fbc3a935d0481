package org.isthmus.motion.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
    private static double[] times(RandomGenerator random, int k) {
        double[] times = new double[k];
        for (int i = 1; i < k; i++) {
            times[i] = times[i - 1] + random.nextDouble(0.1, 2);
        }
        return times;
    }

    private static double[][] points(RandomGenerator random, int k, int n) {
        double[][] points = new double[k][];
        Arrays.setAll(points, i -> Property.uniform(random, n, -2, 2));
        return points;
    }

    @Test
    void splinesGoThroughTheirPointsWithContinuousDerivatives() {
        Property.check(1, 100, random -> {
            int k = 2 + random.nextInt(8);
            double[] times = times(random, k);
            double[][] points = points(random, k, 3);
            PiecewisePolynomial natural = Splines.cubicNatural(times, points);
            PiecewisePolynomial clamped = Splines.cubicClamped(times, points, new double[]{1, 0, -1}, new double[3]);
            PiecewisePolynomial smooth = Splines.minimumJerk(times, points);
            for (int i = 0; i < k; i++) {
                Tolerances.assertClose(natural.at(times[i], 0), points[i], 1e-9);
                Tolerances.assertClose(clamped.at(times[i], 0), points[i], 1e-9);
                Tolerances.assertClose(smooth.at(times[i], 0), points[i], 1e-9);
            }
            for (int i = 1; i < k - 1; i++) {
                assertContinuous(natural, times[i], 2);
                assertContinuous(clamped, times[i], 2);
                assertContinuous(smooth, times[i], 4);
            }
            Tolerances.assertClose(clamped.at(0, 1), new double[]{1, 0, -1}, 1e-9);
            Tolerances.assertClose(natural.at(0, 2), new double[3], 1e-8);
            Tolerances.assertClose(natural.at(natural.duration(), 2), new double[3], 1e-8);
            Tolerances.assertClose(smooth.at(0, 1), new double[3], 1e-9);
            Tolerances.assertClose(smooth.at(smooth.duration(), 2), new double[3], 1e-6);
        });
    }

    private static void assertContinuous(Trajectory curve, double time, int derivatives) {
        for (int d = 0; d <= derivatives; d++) {
            Tolerances.assertClose(curve.at(time - 1e-9, d), curve.at(time + 1e-9, d), 1e-4);
        }
    }

    @Test
    void theNaturalSplineThroughATriangleIsTheOneByHand() {
        // 4 M = 6 (0 − 2 + 0), so M = −3 in the middle, and −x³/2 + 3x/2 on the first piece
        PiecewisePolynomial spline = Splines.cubicNatural(new double[]{0, 1, 2}, new double[][]{{0}, {1}, {0}});
        assertThat(spline.at(1, 2)[0]).isCloseTo(-3, within(1e-12));
        assertThat(spline.at(0.5, 0)[0]).isCloseTo(0.6875, within(1e-12));
        assertThat(spline.at(1.5, 0)[0]).isCloseTo(0.6875, within(1e-12));
        assertThat(spline.at(1, 1)[0]).isCloseTo(0, within(1e-12));
    }

    @Test
    void aReachOfMinimumJerkIsThePolynomialOfFlashAndHogan() {
        PiecewisePolynomial reach = Splines.minimumJerk(new double[]{1}, new double[]{3}, 2);
        Property.check(2, 50, random -> {
            double t = random.nextDouble();
            double expected = 1 + 2 * (10 * t * t * t - 15 * t * t * t * t + 6 * t * t * t * t * t);
            assertThat(reach.at(2 * t, 0)[0]).isCloseTo(expected, within(1e-12));
        });
        assertThat(reach.at(1, 1)[0]).isCloseTo(1.875, within(1e-12)); // 15/8 of the mean velocity
    }

    @Test
    void movesRespectTheirLimitsReachThemAndEndAtRest() {
        Property.check(3, 300, random -> {
            int n = 1 + random.nextInt(4);
            double[] from = Property.uniform(random, n, -2, 2);
            double[] to = Property.uniform(random, n, -2, 2);
            if (random.nextInt(5) == 0) {
                to[0] = from[0];
            }
            double[] v = Property.uniform(random, n, 0.1, 3);
            double[] a = Property.uniform(random, n, 0.1, 5);
            double[] j = Property.uniform(random, n, 0.5, 20);
            PiecewisePolynomial trapezoid = PointToPoint.trapezoidal(from, to, v, a);
            PiecewisePolynomial soft = PointToPoint.jerkLimited(from, to, v, a, j);
            assertMove(trapezoid, from, to, v, a, j, 2);
            assertMove(soft, from, to, v, a, j, 3);
            assertThat(soft.duration()).isGreaterThanOrEqualTo(trapezoid.duration() - 1e-9);
        });
    }

    private static void assertMove(PiecewisePolynomial move, double[] from, double[] to, double[] v, double[] a,
            double[] j, int order) {
        Tolerances.assertClose(move.at(0, 0), from, 1e-12);
        Tolerances.assertClose(move.at(move.duration(), 0), to, 1e-9);
        Tolerances.assertClose(move.at(move.duration(), 1), new double[from.length], 1e-6);
        double[][] limits = {v, a, j};
        boolean tight = false;
        for (int i = 0; i <= 200; i++) {
            double t = move.duration() * i / 200;
            for (int order1 = 1; order1 <= order; order1++) {
                double[] value = move.at(t, order1);
                for (int d = 0; d < value.length; d++) {
                    assertThat(Math.abs(value[d])).isLessThanOrEqualTo(limits[order1 - 1][d] * (1 + 1e-6) + 1e-9);
                    tight |= Math.abs(value[d]) > 0.99 * limits[order1 - 1][d];
                }
            }
        }
        assertThat(tight || Arrays.equals(from, to)).as("some limit is reached").isTrue();
    }

    @Test
    void movesTakeTheTimesOfTheTextbooksFormulas() {
        // Biagiotti and Melchiorri, section 3.2: v = 10, a = 10, h = 10: T = h/v + v/a = 2; too short for v: 2 √(h/a)
        assertThat(PointToPoint.trapezoidal(one(0), one(10), one(10), one(10)).duration()).isCloseTo(2, within(1e-12));
        assertThat(PointToPoint.trapezoidal(one(0), one(1), one(10), one(10)).duration()).isCloseTo(2 * Math.sqrt(0.1),
                within(1e-12));
        // section 3.4.2: v = 5, a = 10, j = 30, h = 10: Tj = a/j = 1/3, Ta = Tj + v/a = 5/6, Tv = h/v − Ta = 7/6
        assertThat(PointToPoint.jerkLimited(one(0), one(10), one(5), one(10), one(30)).duration()).isCloseTo(17.0 / 6,
                within(1e-12));
        // neither velocity nor acceleration is reached: T = 4 (h / 2j)^(1/3)
        assertThat(PointToPoint.jerkLimited(one(0), one(0.001), one(5), one(10), one(30)).duration())
                .isCloseTo(4 * StrictMath.cbrt(0.001 / 60), within(1e-12));
        assertThat(PointToPoint.jerkLimited(one(1), one(1), one(5), one(10), one(30)).duration()).isZero();
    }

    private static double[] one(double value) {
        return new double[]{value};
    }

    @Test
    void posePathsEndWhereTheyShallAndScrewsHaveAConstantTwist() {
        Property.check(4, 100, random -> {
            Pose a = pose(random);
            Pose b = pose(random);
            for (PosePath path : PosePath.values()) {
                assertClose(path.between(a, b, 0), a);
                assertClose(path.between(a, b, 1), b);
            }
            double s = random.nextDouble(0, 0.6);
            Pose first = PosePath.SCREW.between(a, b, 0).inverse().times(PosePath.SCREW.between(a, b, 0.3));
            Pose second = PosePath.SCREW.between(a, b, s).inverse().times(PosePath.SCREW.between(a, b, s + 0.3));
            assertClose(first, second);
            Pose middle = PosePath.SPLIT.between(a, b, 0.5);
            assertThat(middle.position().distance(a.position().lerp(b.position(), 0.5))).isLessThan(1e-12);
        });
    }

    private static Pose pose(RandomGenerator random) {
        Quat q = new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                .normalized();
        return new Pose(new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()), q);
    }

    private static void assertClose(Pose a, Pose b) {
        assertThat(a.position().distance(b.position())).isLessThan(1e-9);
        assertThat(a.rotation().angleTo(b.rotation())).isLessThan(1e-7);
    }

    @Test
    void resamplingKeepsTheEnd() {
        PiecewisePolynomial move = Splines.minimumJerk(one(0), one(1), 0.73);
        double[][] samples = move.resample(100);
        assertThat(samples).hasDimensions(74, 1);
        assertThat(samples[73][0]).isEqualTo(1, within(1e-12));
        assertThat(Splines.minimumJerk(one(0), one(1), 0.7).resample(10)).hasDimensions(8, 1);
    }

    @Test
    void smootherMotionsMeasureSmoother() {
        double[][] reach = Splines.minimumJerk(one(0), one(1), 1).resample(200);
        double[][] abrupt = PointToPoint.trapezoidal(one(0), one(1), one(1.5), one(6)).resample(200);
        Smoothness smooth = Smoothness.of(reach, 200);
        Smoothness rough = Smoothness.of(abrupt, 200);
        // ln(720 / 1.875²): the integral of squared jerk of the minimum-jerk reach is 720
        assertThat(smooth.logDimensionlessJerk()).isCloseTo(-StrictMath.log(720 / (1.875 * 1.875)), within(0.1));
        assertThat(smooth.spectralArcLength()).isBetween(-1.6, -1.3);
        assertThat(rough.logDimensionlessJerk()).isLessThan(smooth.logDimensionlessJerk());
        assertThat(smooth.largestStep()).isCloseTo(1.875 / 200, within(1e-4));
        assertThat(Smoothness.of(new double[10][2], 100).spectralArcLength()).isZero();
    }

    @Test
    void wrongBreaksAreRefused() {
        assertThatThrownBy(() -> new PiecewisePolynomial(new double[]{0, 1}, new double[0][][]))
                .hasMessageContaining("one break more");
        assertThatThrownBy(() -> Splines.cubicNatural(new double[]{0}, new double[][]{{1}}))
                .hasMessageContaining("2 or more");
        assertThatThrownBy(() -> PointToPoint.trapezoidal(one(0), one(1), one(0), one(1)))
                .hasMessageContaining("more than 0");
    }
}
