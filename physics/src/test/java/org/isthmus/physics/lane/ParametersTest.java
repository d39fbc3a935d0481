package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Golden;
import org.isthmus.physics.ModelEdits;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final int WORLDS = 3;
    private static final int STEPS = 20;
    private static final Set<Parameter> FORCES = EnumSet.of(Parameter.GRAVITY, Parameter.BODY_MASS, Parameter.BODY_COM,
            Parameter.BODY_INERTIA, Parameter.JOINT_STIFFNESS, Parameter.DOF_DAMPING, Parameter.DOF_ARMATURE,
            Parameter.DOF_FRICTIONLOSS, Parameter.ACTUATOR_GAIN, Parameter.ACTUATOR_BIAS,
            Parameter.ACTUATOR_FORCE_RANGE, Parameter.EQUALITY_ACTIVE, Parameter.ACTUATOR_DELAY);

    @ParameterizedTest
    @ValueSource(strings = {"arm", "arm-implicitfast", "limits", "loose", "bonds", "actuators"})
    void worldsMoveAsTheModelsWithTheirNumbers(String name) {
        Model model = Golden.model(name);
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = engine().create(model, WORLDS, FORCES, one, new Diagnostics());
            for (int w = 0; w < WORLDS; w++) {
                Map<Parameter, double[]> values = drawn(model, RandomStream.of(4).child("world", w));
                values.forEach(setting(batch, w));
                start(batch, w);
            }
            batch.step(STEPS);
            for (int w = 0; w < WORLDS; w++) {
                Model edited = model;
                for (var entry : drawn(model, RandomStream.of(4).child("world", w)).entrySet()) {
                    edited = ModelEdits.with(edited, entry.getKey(), entry.getValue());
                }
                WorldBatch alone = engine().create(edited, w + 1, one, new Diagnostics());
                start(alone, w);
                alone.step(STEPS);
                compare(batch, alone, w, 1e-10);
            }
        }
    }

    @Test
    void whatIsVariedButNotSetChangesNothing() {
        Model model = Golden.model("limits");
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = engine().create(model, 1, FORCES, one, new Diagnostics());
            WorldBatch plain = engine().create(model, 1, one, new Diagnostics());
            start(batch, 0);
            start(plain, 0);
            batch.step(STEPS);
            plain.step(STEPS);
            compare(batch, plain, 0, 1e-12);
            assertThat(batch.get(Parameter.BODY_MASS, 0, 1)).isEqualTo(model.bodies().mass().get(1));
        }
    }

    private static PhysicsEngine engine() {
        return PhysicsEngine.named("scalar-double");
    }

    private static BiConsumer<Parameter, double[]> setting(WorldBatch batch, int world) {
        return (parameter, values) -> {
            for (int i = 0; i < values.length; i++) {
                batch.set(parameter, world, i, values[i]);
            }
        };
    }

    /// The model's numbers, each changed by up to a third; gravity turned.
    private static Map<Parameter, double[]> drawn(Model model, RandomStream random) {
        Map<Parameter, double[]> drawn = new EnumMap<>(Parameter.class);
        for (Parameter parameter : FORCES) {
            double[] values = new double[parameter.size(model.sizes())];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameter.of(model, i) * random.nextDouble(0.67, 1.33);
            }
            drawn.put(parameter, values);
        }
        double[] delays = new double[model.sizes().nu()];
        Arrays.setAll(delays, i -> model.actuators().delay().get(i) * random.nextDouble(0, 1));
        drawn.put(Parameter.ACTUATOR_DELAY, delays);
        double[] active = new double[model.sizes().neq()];
        Arrays.setAll(active, e -> random.nextDouble(0, 1) < 0.7 ? 1 : 0);
        drawn.put(Parameter.EQUALITY_ACTIVE, active);
        drawn.put(Parameter.GRAVITY, new double[]{random.nextDouble(-5, 5), random.nextDouble(-5, 5), -8});
        return drawn;
    }

    private static void start(WorldBatch batch, int world) {
        RandomStream random = RandomStream.of(9).child("world", world);
        for (Quantity quantity : new Quantity[]{Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL}) {
            for (int i = 0; i < quantity.size(batch.model().sizes()); i++) {
                batch.set(quantity, world, i, random.nextDouble(-1, 1));
            }
        }
    }

    private static void compare(WorldBatch a, WorldBatch b, int world, double tolerance) {
        for (Quantity quantity : new Quantity[]{Quantity.QPOS, Quantity.QVEL, Quantity.QACC,
            Quantity.ACTUATOR_FORCE}) {
            for (int i = 0; i < quantity.size(a.model().sizes()); i++) {
                double expected = b.get(quantity, world, i);
                assertThat(a.get(quantity, world, i)).as("%s[%d] of world %d", quantity, i, world)
                        .isCloseTo(expected, within(tolerance * (1 + Math.abs(expected))));
            }
        }
    }
}
