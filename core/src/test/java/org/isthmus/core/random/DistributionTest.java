package org.isthmus.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void normalProbabilitiesOfTheTables() {
        // Abramowitz and Stegun, tables 26.1 and 26.2, continued with more digits.
        assertThat(Normal.cdf(0)).isEqualTo(0.5);
        assertClose(Normal.cdf(1), 0.841344746068542949, ROUNDING);
        assertClose(Normal.cdf(1.96), 0.975002104851779557, ROUNDING);
        assertClose(Normal.cdf(-3) / 1.34989803163009453e-3, 1, ROUNDING);
        assertClose(Normal.cdf(-10) / 7.61985302416052606e-24, 1, ROUNDING);
        assertClose(Normal.cdf(-37) / 5.72557122252458e-300, 1, ROUNDING);
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    @Test
    void normalQuantileInvertsTheProbabilityFarIntoTheTail() {
        Property.check(1, 2000, random -> {
            double x = random.nextDouble(-37, 0);
            assertThat(Normal.quantile(Normal.cdf(x))).isCloseTo(x, within(1e-13 * Math.max(1, -x)));
            double p = random.nextDouble(1e-3, 1);
            assertThat(Normal.quantile(1 - p)).isCloseTo(-Normal.quantile(p), within(1e-12));
        });
        assertThat(Normal.quantile(0.5)).isZero();
        assertClose(Normal.quantile(0.975), 1.95996398454005424, ROUNDING);
    }

    @Test
    void quantilesRiseAndStayInTheirRange() {
        Distribution[] all = {Distribution.uniform(-1, 2), Distribution.logUniform(1e-3, 1e3),
            Distribution.normal(1, 2),
            Distribution.truncatedNormal(0, 1, -1, 2),
            Distribution.truncatedNormal(5, 0.1, 6, Double.POSITIVE_INFINITY)};
        double[] lows = {-1, 1e-3, Double.NEGATIVE_INFINITY, -1, 6};
        double[] highs = {2, 1e3, Double.POSITIVE_INFINITY, 2, Double.POSITIVE_INFINITY};
        Property.check(2, 2000, random -> {
            int i = random.nextInt(all.length);
            double p = RandomStream.of(random.nextLong()).nextOpen();
            double q = RandomStream.of(random.nextLong()).nextOpen();
            double atP = all[i].quantile(p);
            assertThat(atP).isBetween(lows[i], highs[i]).isFinite();
            assertThat(Math.signum(atP - all[i].quantile(q)) * Math.signum(p - q)).isNotNegative();
        });
    }

    @Test
    void mediansAreKnown() {
        assertThat(Distribution.uniform(-1, 3).quantile(0.5)).isEqualTo(1);
        assertClose(Distribution.logUniform(0.01, 100).quantile(0.5), 1, ROUNDING);
        assertThat(Distribution.normal(4, 2).quantile(0.5)).isEqualTo(4);
        assertClose(Distribution.truncatedNormal(1, 2, 0, 2).quantile(0.5), 1, ROUNDING);
        assertClose(Distribution.truncatedNormal(0, 1, 0, Double.POSITIVE_INFINITY).quantile(0.5), 0.674489750196081743,
                ROUNDING);
    }

    @Test
    void truncationFarInEitherTailIsTheMirrorImage() {
        Distribution left = Distribution.truncatedNormal(0, 1, -31, -30);
        Distribution right = Distribution.truncatedNormal(0, 1, 30, 31);
        Property.check(3, 500, random -> {
            double p = RandomStream.of(random.nextLong()).nextOpen();
            assertThat(right.quantile(1 - p)).isEqualTo(-left.quantile(p));
            // Above 30 the excess is nearly exponential with rate 30.
            assertThat(right.quantile(p)).isCloseTo(30 - StrictMath.log1p(-p) / 30, within(3e-2));
        });
    }

    @Test
    void aRangeOfOnePointIsAConstant() {
        assertThat(Distribution.uniform(2, 2).quantile(0.3)).isEqualTo(2);
        assertThat(Distribution.logUniform(2, 2).quantile(0.3)).isEqualTo(2);
        assertThat(Distribution.normal(2, 0).quantile(0.3)).isEqualTo(2);
    }

    @Test
    void impossibleParametersAreNamed() {
        assertThatThrownBy(() -> Distribution.uniform(2, 1))
                .hasMessage("uniform in [2.0, 1.0], expected finite bounds in order");
        assertThatThrownBy(() -> Distribution.uniform(0, Double.NaN))
                .hasMessage("uniform in [0.0, NaN], expected finite bounds in order");
        assertThatThrownBy(() -> Distribution.logUniform(0, 1))
                .hasMessage("log-uniform in [0.0, 1.0], expected finite bounds in order above 0");
        assertThatThrownBy(() -> Distribution.normal(0, -1))
                .hasMessage(
                        "normal with mean 0.0 and deviation -1.0, expected finite numbers and a positive deviation");
        assertThatThrownBy(() -> Distribution.truncatedNormal(0, 1, 1, 1))
                .hasMessage("truncated normal in [1.0, 1.0], expected low < high");
        assertThatThrownBy(() -> Distribution.truncatedNormal(0, 1, 40, 50))
                .hasMessage("truncated normal in [-50.0, -40.0] with mean -0.0 and deviation 1.0, "
                        + "expected an interval within 37 deviations of the mean");
    }

    @Test
    void categoriesOfWeightZeroAreNeverDrawn() {
        Categorical categories = Categorical.of(0, 0.25, 0, 0.75, 0);
        assertThat(categories.quantile(0x1p-53)).isEqualTo(1);
        assertThat(categories.quantile(0.25)).isEqualTo(3);
        assertThat(categories.quantile(1 - 0x1p-53)).isEqualTo(3);
        assertThat(Categorical.of(1e300, 1e-300, 0).quantile(1 - 0x1p-53)).isEqualTo(0);
        assertThat(Categorical.of(5).quantile(0.5)).isZero();
    }

    @Test
    void impossibleWeightsAreNamed() {
        assertThatThrownBy(() -> Categorical.of(1, -0.5)).hasMessage("weight 1 is -0.5, expected 0 or more");
        assertThatThrownBy(() -> Categorical.of(1, Double.NaN)).hasMessage("weight 1 is NaN, expected 0 or more");
        assertThatThrownBy(() -> Categorical.of()).hasMessage("the weights sum to 0.0, expected a positive finite sum");
    }
}
