package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.Arrays;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class Sym3Test {
    @Test
    void eigenReconstructsRandomMatricesOfEveryScale() {
        Property.check(1, 20_000, random -> {
            double scale = StrictMath.pow(10, random.nextDouble(-100, 100));
            assertReconstructed(Arbitrary.sym3(random).times(scale));
        });
    }

    @Test
    void eigenReconstructsGradedAndNearlyRepeatedEigenvalues() {
        Property.check(2, 20_000, random -> {
            double small = StrictMath.pow(10, random.nextDouble(-20, 0));
            double[] choices = {1, 1 + small, 1 - small, small, -small, -1, 0};
            Vec3 values = new Vec3(choices[random.nextInt(7)], choices[random.nextInt(7)], choices[random.nextInt(7)]);
            Rotation r = random.nextInt(4) == 0
                    ? Quat.fromRotationVector(Arbitrary.vec3(random).times(small)).toRotation()
                    : Arbitrary.rotation(random).toRotation();
            Sym3 s = Sym3.diagonal(values).rotated(r);
            assertReconstructed(s);
            double[] expected = values.toArray();
            Arrays.sort(expected);
            double[] actual = s.eigen().values().toArray();
            assertClose(new double[]{actual[2], actual[1], actual[0]}, expected, ROUNDING);
        });
    }

    @Test
    void aDiagonalMatrixInDescendingOrderKeepsTheIdentity() {
        Sym3.Eigen eigen = new Sym3(3, 2, 1, 0, 0, 0).eigen();
        assertThat(eigen).isEqualTo(new Sym3.Eigen(new Vec3(3, 2, 1), Quat.IDENTITY));
        assertThat(new Sym3(1, 1 + 1e-15, 1 - 1e-15, 0, 0, 0).eigen().rotation()).isEqualTo(Quat.IDENTITY);
        assertThat(Sym3.ZERO.eigen().rotation()).isEqualTo(Quat.IDENTITY);
    }

    @Test
    void eigenvaluesOfAKnownMatrix() {
        // The second difference matrix: 2 + √2, 2, 2 − √2.
        assertClose(new Sym3(2, 2, 2, -1, 0, -1).eigen().values(), new Vec3(2 + Math.sqrt(2), 2, 2 - Math.sqrt(2)));
        assertClose(new Sym3(0, 0, 0, 1, 1, 1).eigen().values(), new Vec3(2, -1, -1));
    }

    @Test
    void eigenEndsOnNumbersThatAreNotFinite() {
        assertThat(new Sym3(Double.NaN, 1, 1, 1, 1, 1).eigen().values().isFinite()).isFalse();
        assertThat(new Sym3(1, 1, 1, Double.POSITIVE_INFINITY, 1, 1).eigen().values().isFinite()).isFalse();
        assertThat(new Sym3(1e308, 1e308, -1e308, 1e308, 1e308, 1e308).eigen()).isNotNull();
        assertThat(new Sym3(4e-320, 5e-324, 0, 5e-324, 1e-320, 5e-324).eigen().values().isFinite()).isTrue();
    }

    @Test
    void rotatedActsAsTheConjugatedMatrixAndKeepsTheInvariants() {
        Property.check(3, 500, random -> {
            Sym3 s = Arbitrary.sym3(random);
            Rotation r = Arbitrary.rotation(random).toRotation();
            Vec3 v = Arbitrary.vec3(random);
            Sym3 t = s.rotated(r);
            assertClose(t.times(v), r.times(s.times(r.transpose().times(v))));
            assertClose(t.trace(), s.trace(), ROUNDING);
            assertClose(t.determinant(), s.determinant(), ROUNDING);
        });
    }

    @Test
    void outerProductMapsAlongItsVector() {
        Property.check(4, 500, random -> {
            Vec3 a = Arbitrary.vec3(random);
            Vec3 b = Arbitrary.vec3(random);
            assertClose(Sym3.outer(a).times(b), a.times(a.dot(b)));
            assertClose(Sym3.outer(a).plus(Sym3.outer(b)).minus(Sym3.outer(b)), Sym3.outer(a));
        });
    }

    private static void assertReconstructed(Sym3 s) {
        Sym3.Eigen eigen = s.eigen();
        double size = norm(s);
        Sym3 back = Sym3.diagonal(eigen.values()).rotated(eigen.rotation().toRotation());
        assertThat(norm(back.minus(s))).isLessThanOrEqualTo(1e-14 * size);
        double slack = 1e-12 * Math.max(Math.abs(eigen.values().x()), Math.abs(eigen.values().z()));
        assertThat(eigen.values().x()).isGreaterThanOrEqualTo(eigen.values().y() - slack);
        assertThat(eigen.values().y()).isGreaterThanOrEqualTo(eigen.values().z() - slack);
        assertClose(eigen.rotation().length(), 1, ROUNDING);
    }

    /// The largest element.
    private static double norm(Sym3 s) {
        double diagonal = Math.max(Math.abs(s.xx()), Math.max(Math.abs(s.yy()), Math.abs(s.zz())));
        return Math.max(diagonal, Math.max(Math.abs(s.xy()), Math.max(Math.abs(s.xz()), Math.abs(s.yz()))));
    }
}
