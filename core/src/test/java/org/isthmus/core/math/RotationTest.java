package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class RotationTest {
    @Test
    void productOfMatricesIsTheMatrixOfTheProduct() {
        Property.check(1, 500, random -> {
            Quat a = Arbitrary.rotation(random);
            Quat b = Arbitrary.rotation(random);
            assertClose(numbers(a.toRotation().times(b.toRotation())), numbers(a.times(b).toRotation()), ROUNDING);
        });
    }

    @Test
    void transposeIsTheInverseAndTheDeterminantIsOne() {
        Property.check(2, 500, random -> {
            Rotation r = Arbitrary.rotation(random).toRotation();
            assertClose(numbers(r.times(r.transpose())), numbers(Rotation.IDENTITY), ROUNDING);
            assertClose(r.determinant(), 1, ROUNDING);
        });
    }

    @Test
    void columnsAreTheImagesOfTheAxes() {
        Property.check(3, 500, random -> {
            Quat q = Arbitrary.rotation(random);
            Rotation r = q.toRotation();
            assertClose(r.columnX(), q.rotate(Vec3.X));
            assertClose(r.columnY(), q.rotate(Vec3.Y));
            assertClose(r.columnZ(), q.rotate(Vec3.Z));
            assertThat(Rotation.fromColumns(r.columnX(), r.columnY(), r.columnZ())).isEqualTo(r);
        });
    }

    @Test
    void quaternionOfAMatrixHasNonNegativeW() {
        Property.check(4, 500,
                random -> assertThat(Arbitrary.rotation(random).toRotation().toQuat().w()).isNotNegative());
    }

    @Test
    void numbersAreWrittenRowByRow() {
        assertThat(numbers(new Rotation(1, 2, 3, 4, 5, 6, 7, 8, 9))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private static double[] numbers(Rotation r) {
        double[] out = new double[9];
        r.into(out, 0);
        return out;
    }
}
