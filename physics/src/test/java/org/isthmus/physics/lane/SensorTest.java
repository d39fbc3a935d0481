package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.SensorType;
import org.isthmus.physics.Golden;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorTest {
    private static final String NAME = "sensors";
    private static final double FLOAT = 1e-6;

    @ParameterizedTest
    @CsvSource({"sensors, scalar-double, 1e-8", "sensors, lane-double, 1e-8", "senses, scalar-double, 1e-8",
        "senses, lane-double, 1e-8"})
    void measurementsAreMujocos(String name, String engine, double tolerance) {
        Model model = Golden.model(name);
        List<Golden.State> states = Golden.states(name);
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named(engine).create(model, states.size(), one, new Diagnostics());
            start(batch, states);
            batch.sense();
            check(batch, states, "sensordata", tolerance);
            if (engine.startsWith("scalar")) {
                batch.step(Golden.steps(name));
                batch.sense();
                check(batch, states, "sensordata_after", tolerance);
            }
        }
    }

    /// Delays and intervals, when measured at each step; asking twice changes nothing, and a snapshot keeps what is on its way.
    @Test
    void lateMeasurementsAreMujocos() {
        Model model = Golden.model("late");
        List<Golden.State> readings = Golden.states("late");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = PhysicsEngine.named("scalar-double").create(model, 2, one, new Diagnostics());
            double[] snapshot = new double[batch.snapshotLength()];
            batch.set(Quantity.QPOS, 0, 0, 0.3);
            batch.set(Quantity.QVEL, 0, 0, 2);
            batch.set(Quantity.CTRL, 0, 0, 1);
            for (int k = 0; k < readings.size(); k++) {
                batch.sense();
                batch.sense();
                check(batch, readings.subList(k, k + 1), "sensordata", 1e-9);
                batch.step(1);
                batch.snapshot(0, snapshot, 0);
                batch.reset(0);
                batch.restore(0, snapshot, 0);
            }
        }
    }

    @Test
    void sensingMovesNothing() {
        List<Golden.State> states = Golden.states(NAME);
        try (Parallel one = Parallel.of(1)) {
            WorldBatch sensed = PhysicsEngine.named("scalar").create(Golden.model(NAME), 1, one, new Diagnostics());
            WorldBatch plain = PhysicsEngine.named("scalar").create(Golden.model(NAME), 1, one, new Diagnostics());
            start(sensed, states.subList(0, 1));
            start(plain, states.subList(0, 1));
            for (int k = 0; k < 5; k++) {
                sensed.sense();
                sensed.step(1);
                plain.step(1);
            }
            for (int i = 0; i < sensed.model().sizes().nq(); i++) {
                assertThat(sensed.get(Quantity.QPOS, 0, i)).isEqualTo(plain.get(Quantity.QPOS, 0, i));
            }
        }
    }

    private static void start(WorldBatch batch, List<Golden.State> states) {
        for (int w = 0; w < batch.worlds(); w++) {
            for (Quantity quantity : List.of(Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL)) {
                double[] values = states.get(w).get(quantity.name().toLowerCase(Locale.ROOT));
                for (int i = 0; i < values.length; i++) {
                    batch.set(quantity, w, i, values[i]);
                }
            }
        }
    }

    private static void check(WorldBatch batch, List<Golden.State> states, String field, double tolerance) {
        Model model = batch.model();
        for (int w = 0; w < states.size(); w++) {
            double[] expected = states.get(w).get(field);
            for (int s = 0; s < model.sizes().nsensor(); s++) {
                int first = model.sensors().adr().get(s);
                SensorType type = SensorType.values()[model.sensors().type().get(s)];
                // MuJoCo keeps meshes and height fields in single precision
                double allowed = type == SensorType.RANGEFINDER ? Math.max(tolerance, FLOAT) : tolerance;
                for (int i = first; i < first + model.sensors().dim().get(s); i++) {
                    assertThat(batch.get(Quantity.SENSORDATA, w, i))
                            .as("%s of state %d: sensor %d, %s", field, w, s, type)
                            .isCloseTo(expected[i], within(allowed * (1 + Math.abs(expected[i]))));
                }
            }
        }
    }
}
