package org.isthmus.core.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.junit.jupiter.api.Test;

/// The four array types are one class written four times; each law is checked on all.
class ArraysTest {
    private final ByteArray bytes = ByteArray.wrap((byte) 1, (byte) 2, (byte) 3);
    private final IntArray ints = IntArray.wrap(1, 2, 3);
    private final FloatArray floats = FloatArray.wrap(1, 2, 3);
    private final DoubleArray doubles = DoubleArray.wrap(1, 2, 3);

    @Test
    void copiesCannotChangeTheArray() {
        bytes.toArray()[0] = 9;
        ints.toArray()[0] = 9;
        floats.toArray()[0] = 9;
        doubles.toArray()[0] = 9;
        bytes.slice(0, 1)[0] = 9;
        ints.slice(0, 1)[0] = 9;
        floats.slice(0, 1)[0] = 9;
        doubles.slice(0, 1)[0] = 9;
        assertThat(bytes.get(0) + ints.get(0) + floats.get(0) + doubles.get(0)).isEqualTo(4);
    }

    @Test
    void slicesAndCopiesHoldTheNamedElements() {
        assertThat(bytes.slice(1, 3)).containsExactly(2, 3);
        assertThat(ints.slice(1, 3)).containsExactly(2, 3);
        assertThat(floats.slice(1, 3)).containsExactly(2, 3);
        assertThat(doubles.slice(1, 3)).containsExactly(2, 3);
        byte[] b = new byte[3];
        int[] i = new int[3];
        float[] f = new float[3];
        double[] d = new double[3];
        bytes.copyTo(1, b, 0, 2);
        ints.copyTo(1, i, 0, 2);
        floats.copyTo(1, f, 0, 2);
        doubles.copyTo(1, d, 0, 2);
        assertThat(b).containsExactly(2, 3, 0);
        assertThat(i).containsExactly(2, 3, 0);
        assertThat(f).containsExactly(2, 3, 0);
        assertThat(d).containsExactly(2, 3, 0);
    }

    @Test
    void equalityIsThatOfTheElements() {
        assertThat(bytes).isEqualTo(ByteArray.wrap((byte) 1, (byte) 2, (byte) 3)).hasToString("[1, 2, 3]")
                .hasSameHashCodeAs(ByteArray.wrap(bytes.toArray())).isNotEqualTo(ByteArray.wrap());
        assertThat(ints).isEqualTo(IntArray.wrap(1, 2, 3)).hasToString("[1, 2, 3]")
                .hasSameHashCodeAs(IntArray.wrap(ints.toArray())).isNotEqualTo(IntArray.wrap());
        assertThat(floats).isEqualTo(FloatArray.wrap(1, 2, 3)).hasToString("[1.0, 2.0, 3.0]")
                .hasSameHashCodeAs(FloatArray.wrap(floats.toArray())).isNotEqualTo(FloatArray.wrap(1, 2));
        assertThat(doubles).isEqualTo(DoubleArray.wrap(1, 2, 3)).hasToString("[1.0, 2.0, 3.0]")
                .hasSameHashCodeAs(DoubleArray.wrap(doubles.toArray())).isNotEqualTo(floats);
        assertThat(DoubleArray.wrap(Double.NaN)).isEqualTo(DoubleArray.wrap(Double.NaN));
        assertThat(DoubleArray.wrap(0.0)).isNotEqualTo(DoubleArray.wrap(-0.0));
    }

    @Test
    void lengthsAreThoseGivenAndIndicesAreChecked() {
        assertThat(bytes.length() + ints.length() + floats.length() + doubles.length()).isEqualTo(12);
        assertThat(ByteArray.wrap().length() + IntArray.wrap().length() + FloatArray.wrap().length()
                + DoubleArray.wrap().length()).isZero();
        assertThatThrownBy(() -> doubles.get(3)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void rowsOfThreeAndFourAreVectorsAndQuaternions() {
        DoubleArray rows = DoubleArray.wrap(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(rows.vec3(1)).isEqualTo(new Vec3(3, 4, 5));
        assertThat(rows.quat(1)).isEqualTo(new Quat(4, 5, 6, 7));
    }
}
