package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class Vec3Test {
    @Test
    void crossIsPerpendicularAndAnticommutes() {
        Property.check(1, 500, random -> {
            Vec3 a = Arbitrary.vec3(random);
            Vec3 b = Arbitrary.vec3(random);
            Vec3 c = a.cross(b);
            assertClose(c.dot(a), 0, ROUNDING);
            assertClose(c.dot(b), 0, ROUNDING);
            assertThat(b.cross(a)).isEqualTo(c.negate());
        });
    }

    @Test
    void axesCrossRightHanded() {
        assertThat(Vec3.X.cross(Vec3.Y)).isEqualTo(Vec3.Z);
        assertThat(Vec3.Y.cross(Vec3.Z)).isEqualTo(Vec3.X);
        assertThat(Vec3.Z.cross(Vec3.X)).isEqualTo(Vec3.Y);
    }

    @Test
    void lagrangesIdentityHolds() {
        Property.check(2, 500, random -> {
            Vec3 a = Arbitrary.vec3(random);
            Vec3 b = Arbitrary.vec3(random);
            double dot = a.dot(b);
            assertClose(a.cross(b).lengthSquared() + dot * dot, a.lengthSquared() * b.lengthSquared(), ROUNDING);
        });
    }

    @Test
    void normalizedHasUnitLengthAndZeroBecomesADirection() {
        Property.check(3, 500, random -> assertClose(Arbitrary.vec3(random).normalized().length(), 1, ROUNDING));
        assertThat(Vec3.ZERO.normalized()).isEqualTo(Vec3.X);
    }

    @Test
    void componentsAreReadAndWrittenInOrder() {
        double[] numbers = {9, 1, 2, 3, 9};
        Vec3 v = Vec3.of(numbers, 1);
        assertThat(v).isEqualTo(new Vec3(v.get(0), v.get(1), v.get(2))).isEqualTo(new Vec3(1, 2, 3));
        double[] out = new double[5];
        v.into(out, 1);
        assertThat(out).containsExactly(0, 1, 2, 3, 0);
        assertThatThrownBy(() -> v.get(3)).hasMessage("axis 3, expected 0, 1 or 2");
    }

    @Test
    void lerpMeetsBothEndsAndTheMiddle() {
        Vec3 a = new Vec3(1, 2, 3);
        Vec3 b = new Vec3(3, 6, -1);
        assertThat(a.lerp(b, 0)).isEqualTo(a);
        assertThat(a.lerp(b, 1)).isEqualTo(b);
        assertThat(a.lerp(b, 0.5)).isEqualTo(new Vec3(2, 4, 1));
    }

    @Test
    void minAndMaxBoundEveryComponent() {
        Vec3 a = new Vec3(1, 5, -3);
        Vec3 b = new Vec3(2, 4, -4);
        assertThat(a.min(b)).isEqualTo(new Vec3(1, 4, -4));
        assertThat(a.max(b)).isEqualTo(new Vec3(2, 5, -3));
        assertThat(new Vec3(0, Double.NaN, 0).isFinite()).isFalse();
    }
}
