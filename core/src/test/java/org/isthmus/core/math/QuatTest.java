package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.core.math.Close.assertSameRotation;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class QuatTest {
    private static final int TRIALS = 500;

    @Test
    void aQuarterTurnAboutZMapsXToY() {
        Quat q = Quat.fromAxisAngle(new Vec3(0, 0, 5), Math.PI / 2);
        assertClose(q.toArray(), new double[]{Math.sqrt(0.5), 0, 0, Math.sqrt(0.5)}, ROUNDING);
        assertClose(q.rotate(Vec3.X), Vec3.Y);
    }

    @Test
    void hamiltonsRelationsHold() {
        Quat i = new Quat(0, 1, 0, 0);
        Quat j = new Quat(0, 0, 1, 0);
        Quat k = new Quat(0, 0, 0, 1);
        assertClose(i.times(j).toArray(), k.toArray(), 0);
        assertClose(j.times(k).toArray(), i.toArray(), 0);
        assertClose(k.times(i).toArray(), j.toArray(), 0);
        assertClose(i.times(j).times(k).toArray(), Quat.IDENTITY.negate().toArray(), 0);
    }

    @Test
    void productRotatesByTheRightFactorFirstAndKeepsLength() {
        Property.check(1, TRIALS, random -> {
            Quat a = Arbitrary.rotation(random);
            Quat b = Arbitrary.rotation(random);
            Vec3 v = Arbitrary.vec3(random);
            assertClose(a.times(b).rotate(v), a.rotate(b.rotate(v)));
            assertClose(a.rotate(v).length(), v.length(), ROUNDING);
            assertClose(a.rotateInverse(a.rotate(v)), v);
            assertClose(a.times(b).length(), 1, ROUNDING);
        });
    }

    @Test
    void rotatesAsItsMatrixAndMatrixGivesItBack() {
        Property.check(2, TRIALS, random -> {
            Quat q = Arbitrary.rotation(random);
            Vec3 v = Arbitrary.vec3(random);
            assertClose(q.rotate(v), q.toRotation().times(v));
            assertSameRotation(q.toRotation().toQuat(), q);
        });
    }

    @Test
    void matrixOfHalfTurnsAndSmallTurnsGivesTheQuaternionBack() {
        Property.check(3, TRIALS, random -> {
            Vec3 axis = random.nextBoolean() ? Arbitrary.direction(random) : axis(random.nextInt(3));
            double small = StrictMath.pow(10, random.nextDouble(-16, 0));
            double angle = random.nextBoolean() ? small : Math.PI - small;
            Quat q = Quat.fromAxisAngle(axis, angle);
            assertSameRotation(q.toRotation().toQuat(), q);
        });
    }

    @Test
    void exponentialAndLogarithmAreInverseForAnglesOfEverySize() {
        Property.check(4, TRIALS, random -> {
            Vec3 v = Arbitrary.direction(random)
                    .times(StrictMath.pow(10, random.nextDouble(-150, StrictMath.log10(Math.PI))));
            Vec3 back = Quat.fromRotationVector(v).toRotationVector();
            assertThat(back.distance(v)).isLessThanOrEqualTo(1e-14 * v.length());
        });
        assertThat(Quat.fromRotationVector(Vec3.ZERO)).isEqualTo(Quat.IDENTITY);
        assertThat(Quat.IDENTITY.negate().toRotationVector().length()).isZero();
    }

    @Test
    void logarithmTakesTheShorterWayWhateverTheSign() {
        Property.check(5, TRIALS, random -> {
            Quat q = Arbitrary.rotation(random);
            assertClose(q.toRotationVector(), q.negate().toRotationVector());
            assertThat(q.toRotationVector().length()).isLessThanOrEqualTo(Math.PI + 1e-15);
        });
    }

    @Test
    void betweenTurnsOneDirectionIntoTheOtherByTheShortestAngle() {
        Property.check(6, TRIALS, random -> {
            Vec3 a = Arbitrary.direction(random);
            Vec3 b = nearby(random.nextInt(3), a, random.nextDouble(-18, 0), Arbitrary.direction(random));
            Quat q = Quat.between(a.times(3), b.times(0.1));
            assertThat(q.rotate(a).distance(b)).isLessThan(2e-15);
            assertClose(q.toRotationVector().length(), StrictMath.atan2(a.cross(b).length(), a.dot(b)), ROUNDING);
        });
    }

    /// Any direction, or one near `a`, or one near `−a`.
    private static Vec3 nearby(int kind, Vec3 a, double exponent, Vec3 any) {
        return kind == 0 ? any : a.times(kind == 1 ? 1 : -1).plusScaled(any, StrictMath.pow(10, exponent)).normalized();
    }

    @Test
    void betweenOppositeDirectionsIsHalfATurn() {
        for (int i = 0; i < 3; i++) {
            Quat q = Quat.between(axis(i), axis(i).negate());
            assertClose(q.rotate(axis(i)), axis(i).negate());
        }
        assertClose(Quat.between(Vec3.Z, Vec3.Z.negate()).toArray(), new double[]{0, 1, 0, 0}, ROUNDING);
        assertThat(Quat.between(Vec3.Y, Vec3.Y)).isEqualTo(Quat.IDENTITY);
    }

    @Test
    void slerpTurnsAtConstantRateAlongTheShorterArc() {
        Property.check(7, TRIALS, random -> {
            Quat a = Arbitrary.rotation(random);
            Quat b = Arbitrary.rotation(random);
            double t = random.nextDouble();
            assertClose(a.angleTo(a.slerp(b, t)), t * a.angleTo(b), ROUNDING);
            assertSameRotation(a.slerp(b, 0), a);
            assertSameRotation(a.slerp(b, 1), b);
        });
    }

    @Test
    void rollPitchYawTurnAboutFixedAxes() {
        Property.check(8, TRIALS, random -> {
            double roll = random.nextDouble(-4, 4);
            double pitch = random.nextDouble(-4, 4);
            double yaw = random.nextDouble(-4, 4);
            Vec3 v = Arbitrary.vec3(random);
            Vec3 rolled = Quat.fromAxisAngle(Vec3.X, roll).rotate(v);
            Vec3 pitched = Quat.fromAxisAngle(Vec3.Y, pitch).rotate(rolled);
            assertClose(Quat.fromRollPitchYaw(roll, pitch, yaw).rotate(v),
                    Quat.fromAxisAngle(Vec3.Z, yaw).rotate(pitched));
        });
    }

    @Test
    void normalizedIsAlwaysAUnitQuaternion() {
        assertThat(new Quat(0, 0, 0, 0).normalized()).isEqualTo(Quat.IDENTITY);
        assertClose(new Quat(0, 0, -1e300, 0).normalized().toArray(), new double[]{0, 0, -1, 0}, ROUNDING);
        assertThat(new Quat(1, Double.NaN, 0, 0).normalized().isFinite()).isFalse();
    }

    @Test
    void componentsAreWrittenWithWFirst() {
        double[] out = new double[6];
        new Quat(1, 2, 3, 4).into(out, 1);
        assertThat(out).containsExactly(0, 1, 2, 3, 4, 0);
        assertThat(Quat.of(out, 1)).isEqualTo(new Quat(1, 2, 3, 4));
    }

    private static Vec3 axis(int i) {
        return new Vec3[]{Vec3.X, Vec3.Y, Vec3.Z}[i];
    }
}
