package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.random.RandomGenerator;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class AabbTest {
    private static final int TRIALS = 500;
    private static final Aabb UNIT = new Aabb(Vec3.ZERO, Vec3.ONE);

    @Test
    void theEmptyBoxIsTheIdentityOfUnionAndMeetsNothing() {
        assertThat(Aabb.EMPTY.union(UNIT)).isEqualTo(UNIT);
        assertThat(UNIT.union(Aabb.EMPTY)).isEqualTo(UNIT);
        assertThat(Aabb.around()).isEqualTo(Aabb.EMPTY);
        assertThat(Aabb.EMPTY.isEmpty()).isTrue();
        assertThat(Aabb.EMPTY.intersects(Aabb.ALL)).isFalse();
        assertThat(Aabb.EMPTY.contains(Vec3.ZERO)).isFalse();
        assertThat(Aabb.EMPTY.distance(UNIT)).isInfinite();
        assertThat(UNIT.contains(Aabb.EMPTY)).isTrue();
        assertThat(Aabb.EMPTY.transformed(Pose.at(1, 2, 3))).isEqualTo(Aabb.EMPTY);
    }

    @Test
    void unionHoldsBothAndIsTheSmallest() {
        Property.check(1, TRIALS, random -> {
            Aabb a = box(random);
            Aabb b = box(random);
            Aabb u = a.union(b);
            assertThat(u.contains(a)).isTrue();
            assertThat(u.contains(b)).isTrue();
            assertThat(u).isEqualTo(Aabb.around(a.min(), a.max(), b.min(), b.max()));
        });
    }

    @Test
    void transformedIsTheSmallestBoxAroundTheTransformedCorners() {
        Property.check(2, TRIALS, random -> {
            Aabb a = box(random);
            Pose pose = Arbitrary.pose(random);
            Vec3[] corners = new Vec3[8];
            for (int i = 0; i < 8; i++) {
                corners[i] = pose.transform(new Vec3(((i & 1) == 0 ? a.min() : a.max()).x(),
                        ((i & 2) == 0 ? a.min() : a.max()).y(), ((i & 4) == 0 ? a.min() : a.max()).z()));
            }
            assertClose(a.transformed(pose).min(), Aabb.around(corners).min());
            assertClose(a.transformed(pose).max(), Aabb.around(corners).max());
        });
    }

    @Test
    void distanceIsThatOfTheNearestPoints() {
        Property.check(3, TRIALS, random -> {
            Aabb a = box(random);
            Aabb b = box(random);
            Vec3 p = Arbitrary.vec3(random);
            Vec3 nearest = p.max(a.min()).min(a.max());
            assertClose(a.distance(p), p.distance(nearest), ROUNDING);
            assertThat(a.contains(p)).isEqualTo(a.distance(p) == 0);
            assertThat(a.intersects(b)).isEqualTo(a.distance(b) == 0).isEqualTo(b.intersects(a));
        });
        assertThat(UNIT.distance(new Aabb(new Vec3(4, 5, 0), new Vec3(5, 6, 1)))).isEqualTo(5);
    }

    @Test
    void surfacesBelongToTheBox() {
        assertThat(UNIT.contains(Vec3.ONE)).isTrue();
        assertThat(UNIT.contains(UNIT)).isTrue();
        assertThat(UNIT.intersects(new Aabb(Vec3.ONE, new Vec3(2, 2, 2)))).isTrue();
        assertThat(UNIT.contains(new Vec3(-0.0, 1, 0.5))).isTrue();
        assertThat(UNIT.contains(new Vec3(Double.NaN, 0, 0))).isFalse();
    }

    @Test
    void centreAndHalfSizesGiveTheBoxBack() {
        Property.check(4, TRIALS, random -> {
            Aabb a = box(random);
            Aabb back = Aabb.centered(a.center(), a.halfSize());
            assertClose(back.min(), a.min());
            assertClose(back.max(), a.max());
        });
    }

    @Test
    void anUnboundedBoxStaysUnboundedUnderRotation() {
        Aabb halfSpace = new Aabb(Aabb.ALL.min(), new Vec3(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0));
        assertThat(halfSpace.transformed(Pose.IDENTITY)).isEqualTo(Aabb.ALL);
        assertThat(halfSpace.contains(new Vec3(1e300, 0, -1))).isTrue();
    }

    /// A box with some faces without extent, now and then.
    private static Aabb box(RandomGenerator random) {
        return random.nextInt(8) == 0 ? Aabb.around(Arbitrary.vec3(random))
                : Aabb.around(Arbitrary.vec3(random), Arbitrary.vec3(random));
    }
}
