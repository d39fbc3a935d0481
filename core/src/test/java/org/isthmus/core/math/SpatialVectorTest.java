package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.testkit.Tolerances.LOOSE;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class SpatialVectorTest {
    private static final int TRIALS = 500;

    @Test
    void crossOfForcesIsTheNegatedTransposeOfCrossOfMotions() {
        Property.check(1, TRIALS, random -> {
            SpatialVector v = Arbitrary.spatial(random);
            SpatialVector m = Arbitrary.spatial(random);
            SpatialVector f = Arbitrary.spatial(random);
            assertClose(v.crossMotion(m).dot(f), -m.dot(v.crossForce(f)), ROUNDING);
        });
    }

    @Test
    void crossOfMotionsAnticommutesAndObeysJacobi() {
        Property.check(2, TRIALS, random -> {
            SpatialVector a = Arbitrary.spatial(random);
            SpatialVector b = Arbitrary.spatial(random);
            SpatialVector c = Arbitrary.spatial(random);
            assertClose(a.crossMotion(b), b.crossMotion(a).times(-1));
            assertClose(a.crossMotion(b.crossMotion(c)).plus(b.crossMotion(c.crossMotion(a))),
                    c.crossMotion(a.crossMotion(b)).times(-1));
        });
    }

    @Test
    void crossIsTheRateOfChangeInAMovingFrame() {
        double h = 1e-6;
        Property.check(3, TRIALS, random -> {
            SpatialVector v = Arbitrary.spatial(random);
            SpatialVector m = Arbitrary.spatial(random);
            Pose moved = new Pose(v.linear().times(h), Quat.fromRotationVector(v.angular().times(h)));
            SpatialVector motionRate = moved.transformMotion(m).minus(m).times(1 / h);
            SpatialVector forceRate = moved.transformForce(m).minus(m).times(1 / h);
            assertClose(motionRate.toArray(), v.crossMotion(m).toArray(), LOOSE);
            assertClose(forceRate.toArray(), v.crossForce(m).toArray(), LOOSE);
        });
    }

    @Test
    void sixNumbersAreAngularThenLinear() {
        double[] out = new double[8];
        SpatialVector v = new SpatialVector(new Vec3(1, 2, 3), new Vec3(4, 5, 6));
        v.into(out, 1);
        assertThat(out).containsExactly(0, 1, 2, 3, 4, 5, 6, 0);
        assertThat(SpatialVector.of(out, 1)).isEqualTo(v);
        assertThat(v.isFinite()).isTrue();
        assertThat(v.plus(SpatialVector.ZERO)).isEqualTo(v);
    }
}
