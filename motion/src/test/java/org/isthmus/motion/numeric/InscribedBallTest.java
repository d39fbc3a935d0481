package org.isthmus.motion.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InscribedBallTest {
    private static double[][] cross(int d) {
        double[][] points = new double[2 * d][d];
        for (int i = 0; i < d; i++) {
            points[2 * i][i] = 1;
            points[2 * i + 1][i] = -1;
        }
        return points;
    }

    private static double[][] cube(int d) {
        double[][] points = new double[1 << d][d];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < d; k++) {
                points[i][k] = (i >> k & 1) == 0 ? -1 : 1;
            }
        }
        return points;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void cubesHoldTheUnitBallAndCrossPolytopesOneOfRootD(int d) {
        assertThat(InscribedBall.radius(cross(d))).isCloseTo(1 / Math.sqrt(d), within(1e-9));
        assertThat(InscribedBall.radius(cube(d))).isCloseTo(1, within(1e-9));
    }

    @Test
    void withoutTheOriginInsideOrWithoutAnInsideThereIsNoBall() {
        double[][] away = Arrays.stream(cube(3)).map(p -> new double[]{p[0] + 1.5, p[1], p[2]})
                .toArray(double[][]::new);
        assertThat(InscribedBall.radius(away)).isZero();
        assertThat(InscribedBall.radius(new double[][]{{1, 0, 0}, {-1, 1, 0}, {-1, -1, 0}, {0, 0.3, 0}})).isZero();
        assertThat(InscribedBall.radius(new double[0][])).isZero();
        assertThat(InscribedBall.radius(new double[][]{{1, 2}})).isZero();
        assertThatThrownBy(() -> InscribedBall.radius(new double[257][2])).hasMessageContaining("at most 256");
    }

    /// The radius is the least distance of a supporting plane; a search over directions comes down to it from above.
    @Test
    void noPlaneThatSupportsTheHullIsNearerAndSomeIsAsNear() {
        Property.check(1, 12, random -> {
            int d = 2 + random.nextInt(3);
            double[][] points = new double[4 * d + random.nextInt(10)][d];
            for (double[] p : points) {
                Arrays.setAll(p, k -> random.nextGaussian());
            }
            double radius = InscribedBall.radius(points);
            double least = Double.POSITIVE_INFINITY;
            double[] best = new double[d];
            for (int i = 0; i < 20_000; i++) {
                double[] u = new double[d];
                double step = i < 5000 ? 1 : 0.3 * StrictMath.pow(0.999, i - 5000);
                double[] from = i < 5000 ? new double[d] : best;
                Arrays.setAll(u, k -> from[k] + step * random.nextGaussian());
                double support = support(points, u);
                assertThat(support).isGreaterThan(radius - 1e-9);
                if (support < least) {
                    least = support;
                    best = normalized(u);
                }
            }
            if (radius > 0) {
                assertThat(radius).isGreaterThan(0.98 * least);
            }
        });
    }

    private static double[] normalized(double[] u) {
        double length = Math.sqrt(Arrays.stream(u).map(x -> x * x).sum());
        return Arrays.stream(u).map(x -> x / length).toArray();
    }

    /// How far the hull reaches along a direction; 0 where not at all.
    private static double support(double[][] points, double[] direction) {
        double[] u = normalized(direction);
        double most = 0;
        for (double[] p : points) {
            double sum = 0;
            for (int k = 0; k < u.length; k++) {
                sum += u[k] * p[k];
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
