package org.isthmus.physics.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.testkit.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementaryTest {
    @ParameterizedTest
    @EnumSource
    void sineAndCosineAreWithinTwoUnitsInTheLastPlaceOfOne(Precision precision) {
        Graph g = new Graph(precision);
        Elementary.SinCos sc = Elementary.sinCos(g.load(Slot.state(0)));
        g.store(Slot.state(1), sc.sin());
        g.store(Slot.state(2), sc.cos());
        KernelEmitter emitter = KernelEmitter.scalar(precision, 0);
        LaneKernel emitted = emitter.emit(g.toKernel("sincos"));
        LaneMemory state = new LaneMemory(precision, 3);
        LaneMemory scratch = new LaneMemory(precision, emitter.scratchSlots());
        double bound = 2 * (precision == Precision.FLOAT ? Math.ulp(1f) : Math.ulp(1.0));
        Property.check(3, 20_000, random -> {
            double range = random.nextBoolean() ? 10 : 1e4;
            double angle = precision.round(random.nextDouble(-range, range));
            state.set(0, angle);
            emitted.run(state, 0, scratch);
            assertThat(state.get(1)).isBetween(StrictMath.sin(angle) - bound, StrictMath.sin(angle) + bound);
            assertThat(state.get(2)).isBetween(StrictMath.cos(angle) - bound, StrictMath.cos(angle) + bound);
        });
    }

    @ParameterizedTest
    @EnumSource
    void arcTangentIsWithinFourUnitsInTheLastPlaceOfPi(Precision precision) {
        Graph g = new Graph(precision);
        g.store(Slot.state(2), Elementary.atan2(g.load(Slot.state(0)), g.load(Slot.state(1))));
        KernelEmitter emitter = KernelEmitter.scalar(precision, 0);
        LaneKernel emitted = emitter.emit(g.toKernel("atan2"));
        LaneMemory state = new LaneMemory(precision, 3);
        LaneMemory scratch = new LaneMemory(precision, emitter.scratchSlots());
        double bound = 4 * (precision == Precision.FLOAT ? Math.ulp((float) Math.PI) : Math.ulp(Math.PI));
        Property.check(4, 20_000, random -> {
            double y = precision.round(random.nextInt(10) == 0 ? 0 : random.nextDouble(-1, 1));
            double x = precision.round(random.nextInt(10) == 0 ? 0 : random.nextDouble(-1, 1));
            state.set(0, y);
            state.set(1, x);
            emitted.run(state, 0, scratch);
            assertThat(state.get(2)).isCloseTo(StrictMath.atan2(y, x), within(bound));
        });
    }

    @ParameterizedTest
    @EnumSource
    void powersAreWithinSixtyUnitsInTheLastPlace(Precision precision) {
        double[] powers = {0, 0.5, 1, 1.7, 2, 2.5, Math.PI, 5.999999};
        Graph g = new Graph(precision);
        for (int k = 0; k < powers.length; k++) {
            g.store(Slot.state(1 + k), Elementary.power(g.load(Slot.state(0)), powers[k]));
        }
        KernelEmitter emitter = KernelEmitter.scalar(precision, 0);
        LaneKernel emitted = emitter.emit(g.toKernel("power"));
        LaneMemory state = new LaneMemory(precision, 1 + powers.length);
        LaneMemory scratch = new LaneMemory(precision, emitter.scratchSlots());
        double bound = 60 * (precision == Precision.FLOAT ? Math.ulp(1f) : Math.ulp(1.0));
        Property.check(5, 5_000, random -> {
            double x = precision.round(random.nextInt(10) == 0 ? 0 : random.nextDouble(0, 1));
            state.set(0, x);
            emitted.run(state, 0, scratch);
            for (int k = 0; k < powers.length; k++) {
                double expected = StrictMath.pow(x, powers[k]);
                assertThat(state.get(1 + k)).isCloseTo(expected, within(bound * expected));
            }
        });
    }
}
