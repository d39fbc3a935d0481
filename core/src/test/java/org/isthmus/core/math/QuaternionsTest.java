package org.isthmus.core.math;

import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.core.math.Close.assertSameRotation;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class QuaternionsTest {
    private static final int TRIALS = 500;

    @Test
    void rowsTurnAndMultiplyAsQuaternionsDo() {
        Property.check(1, TRIALS, random -> {
            Quat a = Arbitrary.rotation(random);
            Quat b = Arbitrary.rotation(random);
            Vec3 v = Arbitrary.vec3(random);
            double[] row = {0, a.w(), a.x(), a.y(), a.z(), b.w(), b.x(), b.y(), b.z(), v.x(), v.y(), v.z()};
            Quaternions.rotate(row, 1, row, 9, row, 9);
            assertClose(Vec3.of(row, 9), a.rotate(v));
            Quaternions.multiply(row, 1, row, 5, row, 1);
            assertSameRotation(Quat.of(row, 1), a.times(b));
        });
    }

    @Test
    void theExponentialIsThatOfQuaternionsAndMayOverwriteItsVector() {
        Property.check(2, TRIALS, random -> {
            Vec3 v = Arbitrary.vec3(random);
            double[] row = {v.x(), v.y(), v.z(), 0};
            Quaternions.exponential(row, 0, row, 0);
            assertSameRotation(Quat.of(row, 0), Quat.fromRotationVector(v));
        });
        double[] none = new double[4];
        Quaternions.exponential(none, 0, none, 0);
        assertSameRotation(Quat.of(none, 0), Quat.IDENTITY);
    }

    @Test
    void theDifferenceTurnsOneIntoTheOther() {
        Property.check(3, TRIALS, random -> {
            Quat a = Arbitrary.rotation(random);
            Quat b = Arbitrary.rotation(random);
            double[] out = new double[4];
            Quaternions.difference(a.toArray(), 0, b.toArray(), 0, out, 1);
            assertClose(Vec3.of(out, 1), b.times(a.conjugate()).toRotationVector());
            assertSameRotation(Quat.fromRotationVector(Vec3.of(out, 1)).times(a), b);
        });
    }
}
