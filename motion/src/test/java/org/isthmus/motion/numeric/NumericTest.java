package org.isthmus.motion.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;

import org.isthmus.testkit.Allocation;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumericTest {
    /// `AᵀA + small`: [n][n], positive definite.
    private static double[] positiveDefinite(RandomGenerator random, int n) {
        double[] a = Property.uniform(random, n * n, -1, 1);
        double[] h = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    h[i * n + j] += a[k * n + i] * a[k * n + j];
                }
            }
            h[i * n + i] += 1e-3;
        }
        return h;
    }

    @Test
    void solutionsOfBoxProgramsMeetTheConditionsOfKarushKuhnAndTucker() {
        Property.check(1, 500, random -> {
            int n = 1 + random.nextInt(12);
            double[] h = positiveDefinite(random, n);
            double[] g = Property.uniform(random, n, -2, 2);
            double[] lower = Property.uniform(random, n, -1, 0);
            double[] upper = Property.uniform(random, n, 0, 1);
            lower[0] = Double.NEGATIVE_INFINITY;
            double[] x = Property.uniform(random, n, -3, 3);
            assertThat(new BoxQp(n).solve(h, g, lower, upper, x)).isTrue();
            for (int i = 0; i < n; i++) {
                double slope = g[i];
                for (int j = 0; j < n; j++) {
                    slope += h[i * n + j] * x[j];
                }
                assertThat(x[i]).isBetween(lower[i], upper[i]);
                if (x[i] == lower[i]) {
                    assertThat(slope).isGreaterThan(-1e-8);
                } else if (x[i] == upper[i]) {
                    assertThat(slope).isLessThan(1e-8);
                } else {
                    assertThat(Math.abs(slope)).isLessThan(1e-8);
                }
            }
        });
    }

    @Test
    void programsThatAreNotConvexAreToldAndStayInTheirBox() {
        double[] x = {0.5};
        assertThat(new BoxQp(1).solve(new double[]{-1}, new double[]{0.1}, new double[]{0}, new double[]{1}, x))
                .isFalse();
        assertThat(x[0]).isBetween(0.0, 1.0);
    }

    @Test
    void eigenvectorsDiagonalise() {
        Property.check(2, 100, random -> {
            int n = 1 + random.nextInt(8);
            double[] h = positiveDefinite(random, n);
            SymmetricEigen eigen = SymmetricEigen.of(h, n);
            for (int i = 0; i < n; i++) {
                double[] v = eigen.vectors()[i];
                for (int row = 0; row < n; row++) {
                    double sum = 0;
                    for (int j = 0; j < n; j++) {
                        sum += h[row * n + j] * v[j];
                    }
                    assertThat(sum).isCloseTo(eigen.values()[i] * v[row], within(1e-10));
                }
            }
            assertThat(eigen.values()).isSorted();
        });
    }

    /// Rosenbrock's function as residuals `10 (y − x²)` and `1 − x`.
    private record Rosenbrock() implements LeastSquares.Problem {
        @Override
        public int unknowns() {
            return 2;
        }

        @Override
        public int residuals() {
            return 2;
        }

        @Override
        public void evaluate(double[] x, double[] r) {
            r[0] = 10 * (x[1] - x[0] * x[0]);
            r[1] = 1 - x[0];
        }

        @Override
        public void linearize(double[] x, double[] r, double[] jacobian) {
            jacobian[0] = -20 * x[0];
            jacobian[1] = 10;
            jacobian[2] = -1;
            jacobian[3] = 0;
        }
    }

    @Test
    void leastSquaresFindsTheMinimumOfRosenbrocksValley() {
        double[] x = {-1.2, 1};
        double[] open = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] down = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        LeastSquares solver = new LeastSquares(new Rosenbrock());
        solver.solve(x, down, open, LeastSquares.Options.DEFAULT);
        Tolerances.assertClose(x, new double[]{1, 1}, 1e-6);
        assertThat(solver.iterations()).isLessThan(60);
    }

    @Test
    void leastSquaresStopsAtBoundsExactly() {
        // with x ≤ 1/2 the minimum is (1/2, 1/4)
        double[] x = {-1.2, 1};
        LeastSquares solver = new LeastSquares(new Rosenbrock());
        solver.solve(x, new double[]{-2, -2}, new double[]{0.5, 2}, LeastSquares.Options.DEFAULT);
        assertThat(x[0]).isEqualTo(0.5);
        assertThat(x[1]).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void leastSquaresAllocatesNothing() {
        LeastSquares solver = new LeastSquares(new Rosenbrock());
        double[] low = {-5, -5};
        double[] high = {5, 5};
        double[] x = new double[2];
        Allocation.assertNone(200, () -> {
            x[0] = -1.2;
            x[1] = 1;
            solver.solve(x, low, high, LeastSquares.Options.DEFAULT);
        });
    }

    @ParameterizedTest
    @EnumSource
    void sequencesFillEveryCoordinateEvenly(LowDiscrepancy sequence) {
        for (int d = 0; d < LowDiscrepancy.MAX_DIMENSIONS; d++) {
            int bins = 8;
            int[] counts = new int[bins];
            for (int i = 0; i < 4096; i++) {
                double value = sequence.get(i, d);
                assertThat(value).isBetween(0.0, Math.nextDown(1.0));
                counts[(int) (value * bins)]++;
            }
            int even = 4096 / bins;
            int slack = sequence == LowDiscrepancy.SOBOL ? 0 : 40;
            assertThat(Arrays.stream(counts)).allSatisfy(c -> assertThat(c).isBetween(even - slack, even + slack));
        }
    }

    @Test
    void sobolPairsFillTheUnitSquareEvenly() {
        // the first two coordinates are a (0, 2)-sequence: 256 points, one in each cell of 16 by 16
        boolean[] seen = new boolean[256];
        for (int i = 0; i < 256; i++) {
            int cell = 16 * (int) (16 * LowDiscrepancy.SOBOL.get(i, 0)) + (int) (16 * LowDiscrepancy.SOBOL.get(i, 1));
            assertThat(seen[cell]).isFalse();
            seen[cell] = true;
        }
    }
}
