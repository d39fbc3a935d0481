package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.random.RandomGenerator;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class InertiaTest {
    private static final int TRIALS = 300;

    @Test
    void textbookMomentsOfSolids() {
        // Goldstein, Classical Mechanics; any table of moments of inertia.
        assertClose(Inertia.box(12, new Vec3(0.5, 1, 1.5)).aboutCenter(), new Sym3(4 + 9, 1 + 9, 1 + 4, 0, 0, 0));
        assertClose(Inertia.sphere(5, 2).aboutCenter(), new Sym3(8, 8, 8, 0, 0, 0));
        assertClose(Inertia.cylinder(12, 2, 3).aboutCenter(), new Sym3(12 + 36, 12 + 36, 24, 0, 0, 0));
        assertClose(Inertia.ellipsoid(5, new Vec3(1, 2, 3)).aboutCenter(), new Sym3(13, 10, 5, 0, 0, 0));
    }

    @Test
    void aCapsuleLiesBetweenItsSphereAndItsCylinder() {
        assertClose(Inertia.capsule(5, 2, 0), Inertia.sphere(5, 2));
        assertClose(Inertia.capsule(5, 1e-9, 3).aboutCenter().xx(), Inertia.cylinder(5, 1e-9, 3).aboutCenter().xx(),
                1e-8);
    }

    @Test
    void solidsAgreeWithMonteCarloIntegration() {
        double r = 0.4;
        double h = 0.7;
        Vec3 a = new Vec3(0.5, 1, 1.5);
        assertIntegral(Inertia.box(2, a), a, p -> true);
        assertIntegral(Inertia.ellipsoid(2, a), a,
                p -> p.times(new Vec3(1 / a.x(), 1 / a.y(), 1 / a.z())).length() < 1);
        assertIntegral(Inertia.cylinder(2, r, h), new Vec3(r, r, h), p -> StrictMath.hypot(p.x(), p.y()) < r);
        assertIntegral(Inertia.capsule(2, r, h), new Vec3(r, r, h + r),
                p -> new Vec3(p.x(), p.y(), Math.max(0, Math.abs(p.z()) - h)).length() < r);
    }

    private interface Solid {
        boolean holds(Vec3 p);
    }

    /// The standard error of 200,000 samples is below 0.3 percent of each moment; 1.5 percent is five of them.
    private static void assertIntegral(Inertia expected, Vec3 half, Solid solid) {
        RandomGenerator random = Property.random(11, 0);
        Sym3 sum = Sym3.ZERO;
        int inside = 0;
        for (int i = 0; i < 200_000; i++) {
            Vec3 p = new Vec3(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1)).times(half);
            if (solid.holds(p)) {
                inside++;
                sum = sum.plus(new Inertia(1, p, Sym3.ZERO).about(Vec3.ZERO));
            }
        }
        Sym3 mean = sum.times(expected.mass() / inside);
        assertThat(mean.xx() / expected.aboutCenter().xx()).isBetween(0.985, 1.015);
        assertThat(mean.yy() / expected.aboutCenter().yy()).isBetween(0.985, 1.015);
        assertThat(mean.zz() / expected.aboutCenter().zz()).isBetween(0.985, 1.015);
    }

    @Test
    void twoHalvesOfABoxAreTheBox() {
        Inertia half = Inertia.box(1, new Vec3(0.5, 2, 3));
        Inertia whole = half.transformed(Pose.at(-0.5, 0, 0)).plus(half.transformed(Pose.at(0.5, 0, 0)));
        assertClose(whole, Inertia.box(2, new Vec3(1, 2, 3)));
    }

    @Test
    void sumIsCommutativeAssociativeAndMovesWithTheFrame() {
        Property.check(1, TRIALS, random -> {
            Inertia a = Arbitrary.inertia(random);
            Inertia b = Arbitrary.inertia(random);
            Inertia c = Arbitrary.inertia(random);
            Pose pose = Arbitrary.pose(random);
            assertClose(a.plus(b), b.plus(a));
            assertClose(a.plus(b).plus(c), a.plus(b.plus(c)));
            assertClose(a.plus(Inertia.ZERO), a);
            assertClose(Inertia.ZERO.plus(a), a);
            assertClose(a.plus(b).transformed(pose), a.transformed(pose).plus(b.transformed(pose)));
        });
        assertThat(Inertia.ZERO.plus(Inertia.ZERO)).isEqualTo(Inertia.ZERO);
    }

    @Test
    void inertiaAboutAPointObeysSteiner() {
        Inertia rod = new Inertia(3, new Vec3(2, 0, 0), new Sym3(0, 1, 1, 0, 0, 0));
        assertClose(rod.about(Vec3.ZERO), new Sym3(0, 13, 13, 0, 0, 0));
        assertClose(rod.about(new Vec3(2, 0, 0)), rod.aboutCenter());
    }

    @Test
    void kineticEnergyIsTheSameInEveryFrameAndTheSumOverParts() {
        Property.check(2, TRIALS, random -> {
            Inertia a = Arbitrary.inertia(random);
            Inertia b = Arbitrary.inertia(random);
            SpatialVector v = Arbitrary.spatial(random);
            Pose pose = Arbitrary.pose(random);
            assertClose(a.transformed(pose).kineticEnergy(pose.transformMotion(v)), a.kineticEnergy(v), ROUNDING);
            assertClose(a.plus(b).kineticEnergy(v), a.kineticEnergy(v) + b.kineticEnergy(v), ROUNDING);
            assertThat(a.kineticEnergy(v)).isPositive();
        });
        assertClose(Inertia.sphere(2, 1).kineticEnergy(new SpatialVector(Vec3.ZERO, new Vec3(3, 0, 0))), 9, ROUNDING);
    }

    @Test
    void momentumTransformsAsAForceAndAddsOverParts() {
        Property.check(3, TRIALS, random -> {
            Inertia a = Arbitrary.inertia(random);
            Inertia b = Arbitrary.inertia(random);
            SpatialVector v = Arbitrary.spatial(random);
            Pose pose = Arbitrary.pose(random);
            assertClose(a.transformed(pose).times(pose.transformMotion(v)), pose.transformForce(a.times(v)));
            assertClose(a.plus(b).times(v), a.times(v).plus(b.times(v)));
        });
    }

    @Test
    void principalAxesDiagonalise() {
        Property.check(4, TRIALS, random -> {
            Inertia a = Arbitrary.inertia(random);
            Inertia.Principal principal = a.principal();
            assertClose(
                    new Inertia(a.mass(), Vec3.ZERO, Sym3.diagonal(principal.moments())).transformed(principal.pose()),
                    a);
        });
    }

    @Test
    void possibleBodiesHaveNoProblem() {
        Property.check(5, TRIALS, random -> assertThat(Arbitrary.inertia(random).problem()).isEmpty());
        Quat turn = Quat.fromAxisAngle(Vec3.ONE, 1);
        assertThat(Inertia.box(1, new Vec3(1, 2, 0)).transformed(Pose.rotated(turn)).problem()).as("a plate").isEmpty();
        assertThat(Inertia.box(1, new Vec3(1, 0, 0)).transformed(Pose.rotated(turn)).problem()).as("a rod").isEmpty();
        assertThat(Inertia.ZERO.problem()).isEmpty();
    }

    @Test
    void impossibleBodiesAreNamed() {
        assertThat(new Inertia(-1, Vec3.ZERO, Sym3.ZERO).problem()).contains("the mass -1.0 is negative");
        assertThat(new Inertia(1, Vec3.ZERO, new Sym3(1, 1, -0.5, 0, 0, 0)).problem())
                .contains("the principal moment -0.5 is negative");
        assertThat(new Inertia(1, Vec3.ZERO, new Sym3(1, 4, 2, 0, 0, 0)).problem())
                .contains("the principal moment 4.0 is greater than the sum of the others, 2.0 + 1.0");
        assertThat(new Inertia(1, new Vec3(0, Double.NaN, 0), Sym3.ZERO).problem()).contains("a number is not finite");
    }
}
