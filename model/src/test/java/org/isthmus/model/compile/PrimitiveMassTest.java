package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.GeomType;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrimitiveMassTest {
    private static final int POINTS = 60;
    private static final double[] SIZE = {0.3, 0.5, 0.7};

    /// A second way: sums over a fine grid of the box around the shape.
    @ParameterizedTest
    @EnumSource(names = {"SPHERE", "CAPSULE", "CYLINDER", "ELLIPSOID", "BOX"})
    void solidsAreTheSumOfTheirPoints(GeomType type) {
        double reach = type == GeomType.CAPSULE ? SIZE[0] + SIZE[1] : SIZE[2];
        double cell = 2 * reach / POINTS;
        double volume = 0;
        double[] second = new double[3];
        for (int i = 0; i < POINTS * POINTS * POINTS; i++) {
            double x = (i % POINTS + 0.5) * cell - reach;
            double y = (i / POINTS % POINTS + 0.5) * cell - reach;
            double z = (Math.floorDiv(i, POINTS * POINTS) + 0.5) * cell - reach;
            if (holds(type, x, y, z)) {
                volume += cell * cell * cell;
                second[0] += x * x;
                second[1] += y * y;
                second[2] += z * z;
            }
        }
        double unit = cell * cell * cell / volume;
        Vec3 inertia = PrimitiveMass.inertia(type, SIZE, false, 1);
        Tolerances.assertClose(PrimitiveMass.measure(type, SIZE, false), volume, 0.01);
        Tolerances.assertClose(inertia.x(), unit * (second[1] + second[2]), 0.01);
        Tolerances.assertClose(inertia.y(), unit * (second[0] + second[2]), 0.01);
        Tolerances.assertClose(inertia.z(), unit * (second[0] + second[1]), 0.01);
    }

    private static boolean holds(GeomType type, double x, double y, double z) {
        double r2 = x * x + y * y;
        double beyond = Math.max(0, Math.abs(z) - SIZE[1]);
        return switch (type) {
            case SPHERE -> r2 + z * z < SIZE[0] * SIZE[0];
            case CAPSULE -> r2 + beyond * beyond < SIZE[0] * SIZE[0];
            case CYLINDER -> r2 < SIZE[0] * SIZE[0] && Math.abs(z) < SIZE[1];
            case ELLIPSOID -> x * x / SIZE[0] / SIZE[0] + y * y / SIZE[1] / SIZE[1] + z * z / SIZE[2] / SIZE[2] < 1;
            default -> Math.abs(x) < SIZE[0] && Math.abs(y) < SIZE[1] && Math.abs(z) < SIZE[2];
        };
    }

    /// A shell is what a solid gains when its surface moves outwards a little.
    @ParameterizedTest
    @EnumSource(names = {"SPHERE", "CAPSULE", "CYLINDER", "BOX"})
    void shellsAreTheDifferenceOfTwoSolids(GeomType type) {
        double thickness = 1e-5;
        double[] outer = SIZE.clone();
        double[] inner = SIZE.clone();
        for (int i = 0; i < (type == GeomType.CAPSULE ? 1 : 3); i++) {
            outer[i] += thickness / 2;
            inner[i] -= thickness / 2;
        }
        double outerMass = PrimitiveMass.measure(type, outer, false);
        double innerMass = PrimitiveMass.measure(type, inner, false);
        double shell = outerMass - innerMass;
        Vec3 difference = PrimitiveMass.inertia(type, outer, false, outerMass)
                .minus(PrimitiveMass.inertia(type, inner, false, innerMass));
        Tolerances.assertClose(PrimitiveMass.measure(type, SIZE, true), shell / thickness, Tolerances.SINGLE);
        Tolerances.assertClose(PrimitiveMass.inertia(type, SIZE, true, shell).toArray(), difference.toArray(),
                Tolerances.SINGLE);
    }

    @Test
    void ellipsoidShellsWithEqualAxesAreSpheres() {
        double[] ball = {0.4, 0.4, 0.4};
        Tolerances.assertClose(PrimitiveMass.measure(GeomType.ELLIPSOID, ball, true),
                PrimitiveMass.measure(GeomType.SPHERE, ball, true), Tolerances.ROUNDING);
        Tolerances.assertClose(PrimitiveMass.inertia(GeomType.ELLIPSOID, ball, true, 2).toArray(),
                PrimitiveMass.inertia(GeomType.SPHERE, ball, true, 2).toArray(), 1e-5);
    }

    @Test
    void ellipsoidAreasAreThoseOfSpheroidsInTables() {
        // an oblate and a prolate spheroid, M. R. Spiegel's Mathematical Handbook, 4.46: error of the formula < 1.2 %
        double e = Math.sqrt(1 - 0.25);
        double oblate = 2 * Math.PI * (1 + (1 - e * e) / e * 0.5 * StrictMath.log((1 + e) / (1 - e)));
        assertThat(PrimitiveMass.measure(GeomType.ELLIPSOID, new double[]{1, 1, 0.5}, true))
                .isBetween(0.988 * oblate, 1.012 * oblate);
        double prolate = 2 * Math.PI * 0.25 * (1 + 1 / (0.5 * e) * StrictMath.asin(e));
        assertThat(PrimitiveMass.measure(GeomType.ELLIPSOID, new double[]{0.5, 0.5, 1}, true))
                .isBetween(0.988 * prolate, 1.012 * prolate);
    }

    @Test
    void planesHaveNoMass() {
        assertThat(PrimitiveMass.measure(GeomType.PLANE, SIZE, false)).isZero();
        assertThat(PrimitiveMass.inertia(GeomType.PLANE, SIZE, true, 1)).isEqualTo(Vec3.ZERO);
    }

    @Test
    void momentsOfAnyShapeObeyTheTriangleInequality() {
        RandomGenerator random = new SplittableRandom(3);
        for (int trial = 0; trial < 500; trial++) {
            double[] size = random.doubles(3, 0.01, 2).toArray();
            GeomType type = GeomType.values()[2 + random.nextInt(5)];
            Vec3 i = PrimitiveMass.inertia(type, size, random.nextBoolean(), 1);
            assertThat(i.x() + i.y()).isGreaterThanOrEqualTo(i.z() * (1 - 1e-9));
            assertThat(i.y() + i.z()).isGreaterThanOrEqualTo(i.x() * (1 - 1e-9));
            assertThat(i.z() + i.x()).isGreaterThanOrEqualTo(i.y() * (1 - 1e-9));
        }
    }
}
