package org.isthmus.task.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.assertj.core.data.Offset;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static final Quat TURN = Quat.fromRotationVector(new Vec3(0.4, -1.1, 0.7));

    @Test
    void axesAreThoseOfTheTurnedFrame() {
        double[] axes = of(Signal.axes(Place.WORLD), TURN);
        assertAlike(axes, 0, TURN.rotate(new Vec3(1, 0, 0)));
        assertAlike(axes, 3, TURN.rotate(new Vec3(0, 1, 0)));
    }

    @Test
    void axesAreTheSameForBothNamesOfATurn() {
        double[] axes = of(Signal.axes(Place.WORLD), TURN);
        assertThat(of(Signal.axes(Place.WORLD), TURN.negate())).isEqualTo(axes);
    }

    @Test
    void sidesOfACubeAreTheSameAfterAQuarterOfATurn() {
        double[] sides = of(Signal.sides(Place.WORLD, 4), heading(0.3));
        assertThat(sides).containsExactly(new double[]{Math.cos(1.2), Math.sin(1.2)}, Offset.offset(1e-12));
        assertThat(of(Signal.sides(Place.WORLD, 4), heading(0.3 + Math.PI / 2))).containsExactly(sides,
                Offset.offset(1e-12));
    }

    private static Quat heading(double angle) {
        return Quat.fromRotationVector(new Vec3(0, 0, angle));
    }

    private static void assertAlike(double[] numbers, int at, Vec3 wanted) {
        assertThat(new double[]{numbers[at], numbers[at + 1], numbers[at + 2]})
                .containsExactly(new double[]{wanted.x(), wanted.y(), wanted.z()}, Offset.offset(1e-12));
    }

    /// What is computed from one turn.
    private static double[] of(Signal.Measured signal, Quat turn) {
        Signal.Computed computed = (Signal.Computed) signal;
        double[] values = new double[4 + computed.size()];
        Row row = new Row(values, 0);
        row.set(0, turn.w());
        row.set(1, turn.x());
        row.set(2, turn.y());
        row.set(3, turn.z());
        computed.by().compute(row, new int[]{0}, 4);
        return Arrays.copyOfRange(values, 4, values.length);
    }
}
